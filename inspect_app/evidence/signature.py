"""A drawn signature's bytes in, a clean picture of its strokes out."""

import hashlib
import io
from dataclasses import dataclass, field

from PIL import Image

from .decoding import PhotographLimits, decode
from .errors import PhotographRefused, SignatureRefused
from .formats import PNG, photograph_type

_LIMITS = PhotographLimits(max_bytes=1024 * 1024, max_pixels=4_000_000)
_EDGE = 2000
_PAPER = 160  # grey values below this are ink
_LEAST_INK, _MOST_INK = 40, 0.4  # pixels · share of the drawn area
_MARGIN = 8


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Strokes on white as a grey PNG without metadata, cut to the strokes with a small margin."""

    sha256: str
    png: bytes = field(repr=False)
    width: int
    height: int


def read_signature(content: bytes) -> Signature:
    """Read a drawn signature: PNG, dark strokes on transparent or white. Raises SignatureRefused."""
    if content and photograph_type(content) != PNG:
        raise SignatureRefused(
            "not_png",
            "签名图片必须是 PNG 格式。请在签名框内重新手写签名。",
            "A signature must be a PNG picture. Please sign again in the signature box.",
        )
    try:
        drawn = decode(content, _EDGE, _LIMITS).pixels.convert("L")
    except PhotographRefused as refusal:
        raise _unreadable(refusal.code) from refusal
    return _cut(drawn, _ink_box(drawn))


def _unreadable(code: str) -> SignatureRefused:
    return SignatureRefused(
        {"too_many_pixels": "too_large", "animated": "damaged"}.get(code, code),
        "签名图片为空、过大或已损坏，无法读取。请在签名框内重新手写签名。",
        "The signature picture is empty, too large or damaged. Please sign again in the signature box.",
    )


def _ink_box(drawn: Image.Image) -> tuple[int, int, int, int]:
    """The box around the strokes; refuses what holds hardly any ink, and what is no drawing of strokes."""
    ink = drawn.point(lambda grey: 255 if grey < _PAPER else 0)
    inked = ink.histogram()[255]
    box = ink.getbbox()
    if box is None or inked < _LEAST_INK:
        raise SignatureRefused(
            "blank",
            "签名框是空白的。请手写签名后再提交。",
            "The signature box is blank. Please sign before you submit.",
        )
    if inked > _MOST_INK * drawn.width * drawn.height:
        raise SignatureRefused(
            "not_strokes",
            "这张图片不像手写签名。请在白色签名框内用深色笔迹签名。",
            "This picture does not look like a signature. Please sign with dark strokes in the white box.",
        )
    return box


def _cut(drawn: Image.Image, box: tuple[int, int, int, int]) -> Signature:
    left, top, right, bottom = box
    strokes = drawn.crop(
        (
            max(0, left - _MARGIN),
            max(0, top - _MARGIN),
            min(drawn.width, right + _MARGIN),
            min(drawn.height, bottom + _MARGIN),
        )
    )
    strokes.info.clear()
    encoded = io.BytesIO()
    strokes.save(encoded, "PNG", optimize=True)
    png = encoded.getvalue()
    return Signature(
        sha256=hashlib.sha256(png).hexdigest(), png=png, width=strokes.width, height=strokes.height
    )

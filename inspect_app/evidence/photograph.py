"""A photograph's bytes in, checked facts out: what it shows, upright and without metadata, and what it says.

The original is to be kept byte for byte for the record and never shown: a file can be an image and something
else besides. What people see is always drawn anew from the pixels.
"""

import hashlib
import io
from dataclasses import dataclass, field

from PIL import Image

from .capture import Capture, read_capture
from .decoding import PhotographLimits, decode
from .likeness import dhash

DISPLAY_EDGE, THUMBNAIL_EDGE = 1600, 320
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = range(5, 9)


@dataclass(frozen=True, kw_only=True)
class Photograph(Capture):
    """A photograph that was read, with what it says of its taking.

    `width` and `height` are those of the original seen upright. `display` (longest edge at most 1600 px) and
    `thumbnail` (320 px) are JPEG, upright and without any metadata; neither is larger than the original.
    `dhash` is an unsigned 64-bit number: see `likeness`.
    """

    original_sha256: str
    media_type: str
    width: int
    height: int
    display: bytes = field(repr=False)
    thumbnail: bytes = field(repr=False)
    dhash: int


def read_photograph(content: bytes, *, limits: PhotographLimits | None = None) -> Photograph:
    """Read an uploaded photograph (JPEG, PNG, WEBP or HEIC).

    Raises PhotographRefused with a sentence for the person who sent it; whatever the bytes are, nothing else.
    """
    decoded = decode(content, DISPLAY_EDGE, limits or PhotographLimits())
    capture, orientation = read_capture(decoded.source)
    display = _upright(_fitted(decoded.pixels, DISPLAY_EDGE, Image.Resampling.BICUBIC), orientation)
    thumbnail = _fitted(
        display, THUMBNAIL_EDGE, Image.Resampling.BOX
    )  # 1600 to 320 is 5:1, where a box is exact
    width, height = reversed(decoded.size) if orientation in _ON_ITS_SIDE else decoded.size
    return Photograph(
        **vars(capture),
        original_sha256=hashlib.sha256(content).hexdigest(),
        media_type=decoded.media_type,
        width=width,
        height=height,
        display=_jpeg(display, quality=82),
        thumbnail=_jpeg(thumbnail, quality=80),
        dhash=dhash(thumbnail),
    )


def _fitted(image: Image.Image, edge: int, resampling: Image.Resampling) -> Image.Image:
    """The image with its longest edge at most `edge`; never enlarged, never thinner than one pixel."""
    scale = edge / max(image.size)
    if scale >= 1:
        return image
    return image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))), resampling)


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turn = _UPRIGHT.get(orientation)
    return image if turn is None else image.transpose(turn)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    image.info.clear()  # Pillow would carry a comment over, and that may hold anything
    encoded = io.BytesIO()
    image.save(encoded, "JPEG", quality=quality)
    return encoded.getvalue()

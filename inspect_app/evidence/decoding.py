"""The one place where bytes sent by people reach an image decoder.

Only four formats, each opened by its own decoder alone. Limits on bytes, pixels, frames and scans are held
before any pixel is decoded. Then the whole image is, since Pillow's `verify` misses truncated files.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image
from pillow_heif import register_heif_opener

from . import formats, refusals
from .jpeg import asks_too_much

# An embedded thumbnail may show something else than the photograph it stands for.
register_heif_opener(thumbnails=False)
# A net below our own limit, for whatever else in this process opens an image: Pillow refuses twice this.
_NET = Image.MAX_IMAGE_PIXELS = 50_000_000

_DECODERS = {formats.JPEG: "JPEG", formats.PNG: "PNG", formats.WEBP: "WEBP", formats.HEIC: "HEIF"}


@dataclass(frozen=True)
class PhotographLimits:
    """What one photograph may cost. Scans: a progressive JPEG can ask to be decoded thousands of times."""

    max_bytes: int = 20 * 1024 * 1024
    max_pixels: int = 50_000_000
    max_scans: int = 64


@dataclass(frozen=True)
class Decoded:
    """`source` carries the metadata; `pixels` is RGB, for JPEG perhaps a fraction of the original `size`."""

    media_type: str
    size: tuple[int, int]
    source: Image.Image
    pixels: Image.Image


def decode(content: bytes, edge: int, limits: PhotographLimits) -> Decoded:
    """Decode to at least `edge` pixels on the longest side, if there are any. Raises PhotographRefused."""
    media_type = _accepted_type(content, limits)
    with _decoder_faults_are_damage():
        image = Image.open(io.BytesIO(content), formats=(_DECODERS[media_type],))
        size, animated = image.size, getattr(image, "is_animated", False)
    if size[0] * size[1] > limits.max_pixels:
        raise refusals.too_many_pixels(size, limits.max_pixels)
    # Phones add depth and HDR maps to JPEG and HEIC as further frames: their first is the photograph.
    if animated and media_type in (formats.PNG, formats.WEBP):
        raise refusals.animated()
    with _decoder_faults_are_damage():
        if media_type == formats.JPEG:
            image.draft("RGB", _fitting(size, edge))
        image.load()
        return Decoded(media_type, size, image, _rgb(image))


def _accepted_type(content: bytes, limits: PhotographLimits) -> str:
    if not content:
        raise refusals.empty()
    if len(content) > limits.max_bytes:
        raise refusals.too_large(len(content), limits.max_bytes)
    if formats.is_image_sequence(content):
        raise refusals.animated()
    media_type = formats.photograph_type(content)
    if media_type is None:
        raise refusals.other_format(formats.other_format(content))
    if media_type == formats.JPEG and asks_too_much(content, limits.max_scans):
        raise refusals.damaged()
    return media_type


@contextmanager
def _decoder_faults_are_damage() -> Iterator[None]:
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refusals.too_many_pixels(None, _NET) from error
    # Decoders raise a dozen kinds, from struct.error to RuntimeError, and all of them mean the same.
    except Exception as error:
        raise refusals.damaged() from error


def _fitting(size: tuple[int, int], edge: int) -> tuple[int, int]:
    scale = min(1, edge / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _rgb(image: Image.Image) -> Image.Image:
    """The image in RGB; what is transparent becomes white, as on paper."""
    if image.mode == "RGB":
        return image
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper

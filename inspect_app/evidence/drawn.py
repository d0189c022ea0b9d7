"""Drawn demonstration pictures: they say what they show, and that they are no photographs."""

import io
import random
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from PIL import ExifTags, Image, ImageChops
from PIL.ExifTags import GPS, Base

from .canvas import Canvas
from .scenes import SCENES

KINDS = tuple(SCENES)
_NOTICE, _NOTICE_COLOUR = "演示图片", "#ffd34d"
_CAPTION_TOP = 84


def draw_scene(
    kind: str,
    caption: Sequence[str],
    *,
    font: Path,
    seed: int,
    size: tuple[int, int] = (900, 675),
    at: datetime | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
) -> bytes:
    """A JPEG of one of KINDS with one to three caption lines, marked as a demonstration picture.

    The same arguments give the same bytes. Pictures of other seeds differ in light and arrangement, while
    "before" and "after" with one seed show the same house. Time and place are written into the EXIF and on
    the picture; an aware `at` gives the offset from UTC as well. Raises ValueError for an unknown kind.
    """
    if kind not in SCENES:
        raise ValueError(f"unknown kind of scene {kind!r}; known are {', '.join(KINDS)}")
    rng = random.Random(seed)  # noqa: S311 - variety, not secrecy
    scene = Canvas((size[0], size[1] * _CAPTION_TOP // 100), font, rng)
    light = _light(rng, scene.image.size)
    SCENES[kind](scene)
    picture = Canvas(size, font, rng)
    picture.image.paste(ImageChops.multiply(scene.image, light))
    _write_caption(picture, caption, _stamp(at, latitude, longitude))
    return _jpeg(picture.image, _exif(at, latitude, longitude))


def _light(rng: random.Random, size: tuple[int, int]) -> Image.Image:
    """Faintly uneven light: what makes two drawings of one kind differ everywhere, as two photographs do."""
    shades = Image.frombytes("L", (9, 8), bytes(rng.randint(206, 255) for _ in range(9 * 8)))
    return Image.merge("RGB", [shades.resize(size, Image.Resampling.BILINEAR)] * 3)


def _write_caption(canvas: Canvas, caption: Sequence[str], stamp: str) -> None:
    canvas.box(0, _CAPTION_TOP, 100, 100, "#1d2730")
    step = 13 / max(len(caption), 2)
    for row, words in enumerate(caption):
        canvas.text(2, _CAPTION_TOP + 1.5 + step * (row + 0.5), words, min(4.6, step * 0.75), "#ffffff", "lm")
    canvas.box(0, 0, 21, 8, _NOTICE_COLOUR)
    canvas.text(10.5, 4, _NOTICE, 4.6, "#000000")
    if stamp:
        canvas.box(56, 0, 100, 5.6, "#1d2730")
        canvas.text(78, 2.8, stamp, 3, "#ffe9a8")


def _stamp(at: datetime | None, latitude: float | None, longitude: float | None) -> str:
    parts = [f"{at:%Y-%m-%d %H:%M}"] if at else []
    if latitude is not None and longitude is not None:
        parts.append(f"{latitude:.4f}, {longitude:.4f}")
    return "  ".join(parts)


def _exif(at: datetime | None, latitude: float | None, longitude: float | None) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Model] = "Demonstration", "Drawn picture"
    if at is not None:
        taking = exif.get_ifd(ExifTags.IFD.Exif)
        taking[Base.DateTimeOriginal] = f"{at:%Y:%m:%d %H:%M:%S}"
        if at.tzinfo is not None:
            taking[Base.OffsetTimeOriginal] = at.isoformat()[-6:]
    if latitude is not None and longitude is not None:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[GPS.GPSLatitudeRef] = "N" if latitude >= 0 else "S"
        gps[GPS.GPSLatitude] = _sexagesimal(latitude)
        gps[GPS.GPSLongitudeRef] = "E" if longitude >= 0 else "W"
        gps[GPS.GPSLongitude] = _sexagesimal(longitude)
    return exif


def _sexagesimal(degrees: float) -> tuple[Fraction, Fraction, Fraction]:
    """Degrees, minutes and seconds to a hundredth, as EXIF writes an angle."""
    hundredths = round(abs(degrees) * 360_000)
    minutes, rest = divmod(hundredths, 6000)
    return Fraction(minutes // 60), Fraction(minutes % 60), Fraction(rest, 100)


def _jpeg(image: Image.Image, exif: Image.Exif) -> bytes:
    encoded = io.BytesIO()
    image.save(encoded, "JPEG", quality=72, exif=exif)
    return encoded.getvalue()

"""Pictures made for the tests, so that what they hold is known."""

import io
import random
from collections.abc import Iterator
from typing import Any

from PIL import ExifTags, Image
from PIL.ExifTags import GPS, Base

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def decoded(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def view(width: int = 400, height: int = 300, seed: int = 1) -> Image.Image:
    """Soft random patches: as detailed as a photograph, and another for every seed."""
    noise = random.Random(seed).randbytes(12 * 9 * 3)  # noqa: S311 - must repeat
    return Image.frombytes("RGB", (12, 9), noise).resize((width, height), Image.Resampling.BICUBIC)


def corners() -> Image.Image:
    """Red, green, blue and white quarters, clockwise from the top left: shows which way up a picture is."""
    image = Image.new("RGB", (400, 200), "white")
    image.paste("red", (0, 0, 200, 100))
    image.paste("lime", (200, 0, 400, 100))
    image.paste("blue", (200, 100, 400, 200))
    return image


def seen_corners(image: Image.Image) -> str:
    """The colours of the quarters, clockwise from the top left, as initials."""
    names = {(True, False, False): "R", (False, True, False): "G", (False, False, True): "B"}
    spots = ((1, 1), (3, 1), (3, 3), (1, 3))
    colours = [image.getpixel((image.width * x // 4, image.height * y // 4)) for x, y in spots]
    return "".join(names.get(tuple(value > 128 for value in colour), "W") for colour in colours)


def exif_of(main: dict[int, Any], taking: dict[int, Any], gps: dict[int, Any]) -> Image.Exif:
    exif = Image.Exif()
    exif.update(main)
    exif.get_ifd(ExifTags.IFD.Exif).update(taking)
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(gps)
    return exif


def full_exif() -> Image.Exif:
    """What a phone in Beijing writes."""
    return exif_of(
        {Base.Make: "HUAWEI", Base.Model: "P40", Base.ImageDescription: "secret description"},
        {Base.DateTimeOriginal: "2013:11:20 10:32:05", Base.OffsetTimeOriginal: "+08:00"},
        {
            GPS.GPSLatitudeRef: "N",
            GPS.GPSLatitude: (39.0, 54.0, 58.68),
            GPS.GPSLongitudeRef: "E",
            GPS.GPSLongitude: (116.0, 24.0, 37.08),
            GPS.GPSHPositioningError: 4.5,
        },
    )


def mutants(content: bytes, count: int, seed: int) -> Iterator[bytes]:
    """The content with bytes changed, cut out, doubled or cut off, differently each time."""
    rng = random.Random(seed)  # noqa: S311 - must repeat
    for _ in range(count):
        mutant = bytearray(content)
        for _ in range(rng.choice((1, 2, 8, 40))):
            mutant[rng.randrange(len(mutant))] = rng.choice((0, 1, 127, 128, 255, rng.randrange(256)))
        start = rng.randrange(len(mutant))
        match rng.randrange(4):
            case 0:
                del mutant[start : start + rng.randrange(64)]
            case 1:
                mutant[start:start] = mutant[start : start + rng.randrange(64)]
            case 2:
                del mutant[start:]
        yield bytes(mutant)

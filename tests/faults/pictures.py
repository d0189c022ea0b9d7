"""Photographs and signatures to send: each is a picture of its own, and the seed makes the same one again."""

import random
from io import BytesIO

from PIL import Image, ImageDraw


def jpeg(seed: int | str, width: int = 1200, height: int = 900, quality: int = 80, detail: int = 40) -> bytes:
    """A JPEG; more detail, a larger file."""
    across, down = 4 * detail, 3 * detail
    noise = random.Random(seed).randbytes(across * down * 3)  # noqa: S311 - must repeat
    image = Image.frombytes("RGB", (across, down), noise).resize((width, height), Image.Resampling.BICUBIC)
    return _encoded(image, "JPEG", quality=quality)


def signature_png(seed: int) -> bytes:
    """Dark strokes on transparent ground."""
    dice = random.Random(seed)  # noqa: S311 - must repeat
    image = Image.new("RGBA", (400, 160), (0, 0, 0, 0))
    points = [(40 * step + dice.randint(0, 30), dice.randint(20, 140)) for step in range(1, 9)]
    ImageDraw.Draw(image).line(points, fill=(20, 30, 60, 255), width=5)
    return _encoded(image, "PNG")


def _encoded(image: Image.Image, kind: str, **options: int) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()

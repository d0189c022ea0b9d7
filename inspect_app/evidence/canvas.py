"""A canvas measured in percent, for the drawn demonstration pictures."""

import random
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_INK = "#333333"


class Canvas:
    """A picture to draw on, with coordinates in percent of its width and height, and its random choices."""

    def __init__(self, size: tuple[int, int], font: Path, rng: random.Random) -> None:
        self.image = Image.new("RGB", size, "#ffffff")
        self.rng = rng
        self._draw = ImageDraw.Draw(self.image)
        self._font = font

    def box(self, left: float, top: float, right: float, bottom: float, fill: str, edge: str = "") -> None:
        self._draw.rectangle((*self._at(left, top), *self._at(right, bottom)), fill, edge or None, 2)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        self._draw.circle(self._at(x, y), radius * self.image.height / 100, fill)

    def line(self, x1: float, y1: float, x2: float, y2: float, fill: str = _INK, width: int = 3) -> None:
        self._draw.line((*self._at(x1, y1), *self._at(x2, y2)), fill, width)

    def text(self, x: float, y: float, words: str, height: float, fill: str, anchor: str = "mm") -> None:
        """Words with a letter height in percent, made smaller where they would run off the picture."""
        size = round(height * self.image.height / 100)
        room = self.image.width * (0.96 - x / 100 if anchor[0] == "l" else 0.92)
        width = load_font(self._font, size).getlength(words)
        fitting = load_font(self._font, max(8, int(size * min(1, room / max(width, 1)))))
        self._draw.text(self._at(x, y), words, fill, fitting, anchor)

    def lines(self, left: float, top: float, right: float, count: int, step: float) -> None:
        """Lines of writing too small to read."""
        for row in range(count):
            y = top + row * step
            self.line(left, y, left + (right - left) * self.rng.uniform(0.6, 1), y, "#8a8a8a", 2)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.image.width / 100, y * self.image.height / 100


@lru_cache
def load_font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """The font at a size, opened once: a Chinese font takes longer to open than a picture to draw."""
    return ImageFont.truetype(path, size)

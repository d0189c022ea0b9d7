"""Likeness of photographs: a 64-bit difference hash, and bands that let an index find the near ones.

Resized, re-compressed and slightly brightened copies stay within a few bits of each other, other photographs
usually differ in about twenty. Likeness is a reason to look, never a verdict: bare walls resemble each other.
"""

from PIL import Image

_MASK = 2**64 - 1


def dhash(image: Image.Image) -> int:
    """Whether each of 8 × 8 cells is darker than its right neighbour, row by row, as an unsigned 64-bit int.

    Stored hashes are compared with new ones for years: this computation must not change.
    """
    cells = image.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    value = 0
    for start in range(0, 72, 9):
        for left, right in zip(cells[start : start + 8], cells[start + 1 : start + 9], strict=True):
            value = value << 1 | (left < right)
    return value


def distance(one: int, other: int) -> int:
    """How many of the 64 bits differ; either hash may be in the signed form."""
    return ((one ^ other) & _MASK).bit_count()


def signed(value: int) -> int:
    """The same 64 bits as a signed number, which is what a BIGINT column holds."""
    return value - 2**64 if value >= 2**63 else value


def bands(value: int) -> tuple[int, int, int, int]:
    """The hash as four 16-bit numbers, highest first, each to be indexed.

    Hashes at most 3 apart agree in one band at least; at most 7 apart, one band differs in at most one bit.
    """
    return value >> 48, value >> 32 & 0xFFFF, value >> 16 & 0xFFFF, value & 0xFFFF

"""What may be drawn over a photograph: arrows, rings and short texts, and nothing else."""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from inspect_app.workflow.errors import Invalid

MOST_SHAPES, LONGEST_TEXT = 100, 60
# Beside control characters proper: line ends, halves of pairs, and marks that turn the direction of a text.
_UNWRITABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def read_shapes(shapes: object) -> list[dict[str, Any]]:
    """The shapes as they are kept: see docs/synchronisation.md. Raises Invalid("shapes")."""
    if not isinstance(shapes, Sequence) or isinstance(shapes, str):
        raise _unreadable()
    if len(shapes) > MOST_SHAPES:
        raise Invalid(
            "shapes",
            f"一张照片上最多画{MOST_SHAPES}处标记，现有{len(shapes)}处。",
            f"A photograph can carry {MOST_SHAPES} marks at most; there are {len(shapes)}.",
        )
    return [_shape(each) for each in shapes]


def _shape(shape: object) -> dict[str, Any]:
    match shape:
        case {"kind": "arrow", "from": start, "to": end, **more} if not more:
            return {"kind": "arrow", "from": _point(start), "to": _point(end)}
        case {"kind": "ring", "centre": centre, "radii": radii, **more} if not more:
            return {"kind": "ring", "centre": _point(centre), "radii": _point(radii)}
        case {"kind": "text", "at": at, "text": str(text), **more} if not more:
            return {"kind": "text", "at": _point(at), "text": _text(text)}
    raise _unreadable()


def _point(pair: object) -> list[float]:
    match pair:
        case [x, y]:
            return [_length(x), _length(y)]
    raise _unreadable()


def _length(value: object) -> float:
    """A part of the picture's longer edge."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        length = Decimal(value)
        if length.is_finite() and 0 <= length <= 1:
            return float(length)
    raise _unreadable()


def _text(text: str) -> str:
    written = text.strip()
    if len(written) > LONGEST_TEXT:
        raise Invalid(
            "shapes",
            f"照片上的文字不能超过{LONGEST_TEXT}个字，现有{len(written)}个字。",
            f"A text on a photograph may have {LONGEST_TEXT} characters at most; it has {len(written)}.",
        )
    if not written or any(unicodedata.category(each) in _UNWRITABLE or each in _TURNING for each in written):
        raise _unreadable()
    return written


def _unreadable() -> Invalid:
    return Invalid(
        "shapes",
        "照片上的标记无法识别，请重新标注。",
        "The marks on the photograph cannot be read. Please draw them again.",
    )

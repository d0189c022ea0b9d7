"""Marks on photographs: what can be drawn, and what is refused."""

from decimal import Decimal
from typing import Any

import pytest

from inspect_app.workflow.errors import Invalid
from inspect_app.workflow.shapes import read_shapes

ARROW = {"kind": "arrow", "from": [0, 0.25], "to": [Decimal("0.5"), 1]}
RING = {"kind": "ring", "centre": [0.5, 0.5], "radii": [0.1, 0.2]}
TEXT = {"kind": "text", "at": [0.1, 0.1], "text": " 裂缝　12 cm "}


def test_arrows_rings_and_texts_are_read() -> None:
    assert read_shapes([ARROW, RING, TEXT]) == [
        {"kind": "arrow", "from": [0.0, 0.25], "to": [0.5, 1.0]},
        {"kind": "ring", "centre": [0.5, 0.5], "radii": [0.1, 0.2]},
        {"kind": "text", "at": [0.1, 0.1], "text": "裂缝　12 cm"},
    ]


def test_no_shapes_take_a_drawing_away() -> None:
    assert read_shapes([]) == []


@pytest.mark.parametrize(
    "shapes",
    [
        None,
        "arrow",
        {"kind": "arrow"},
        [None],
        ["ring"],
        [[]],
        [{}],
        [{"kind": "circle", "centre": [0, 0], "radii": [0, 0]}],
        [ARROW | {"colour": "red"}],
        [RING | {"text": ""}],
        [{"kind": "arrow", "from": [0, 0]}],
        [ARROW | {"to": [0]}],
        [ARROW | {"to": [0, 0, 0]}],
        [ARROW | {"to": "00"}],
        [ARROW | {"to": {"x": 0, "y": 0}}],
        [ARROW | {"to": [True, 0]}],
        [ARROW | {"to": ["0", 0]}],
        [ARROW | {"to": [None, 0]}],
        [ARROW | {"to": [1.0001, 0]}],
        [ARROW | {"to": [-0.0001, 0]}],
        [ARROW | {"to": [float("nan"), 0]}],
        [ARROW | {"to": [float("inf"), 0]}],
        [ARROW | {"to": [Decimal("sNaN"), 0]}],
        [ARROW | {"to": [10**400, 0]}],
        [TEXT | {"text": " "}],
        [TEXT | {"text": 7}],
        [TEXT | {"text": "a\nb"}],
        [TEXT | {"text": "a\x00"}],
        [TEXT | {"text": "a\u2028b"}],
        [TEXT | {"text": "\ud800"}],
        [TEXT | {"text": "\u202ecba"}],
        [TEXT | {"text": "字" * 61}],
        [ARROW] * 101,
    ],
)
def test_anything_else_is_refused(shapes: Any) -> None:
    with pytest.raises(Invalid) as refused:
        read_shapes(shapes)
    assert refused.value.field == "shapes"

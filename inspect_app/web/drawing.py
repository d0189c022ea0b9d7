"""What a tablet drew over a photograph, as a layer of the page: the picture itself stays as it was taken.

It looks as in `tablet/src/photographs/layer.ts`; the style sheet gives both their colours.
"""

import math
from collections.abc import Iterator
from typing import Any

from flask import Flask
from markupsafe import Markup

from inspect_app.records.photographs import Photograph

# Lengths of shapes are parts of the picture's longer edge; browsers draw letters badly in units that large.
UNIT = 1000
_HEAD, _HEAD_ANGLE = 0.035, math.pi / 7
# Each shape is drawn twice: red within white is seen on anything.
_LOOKS = ("drawing-edge", "drawing-line")


def init_app(app: Flask) -> None:
    app.add_template_global(drawing_layer)
    app.add_template_global(texts_of)


def drawing_layer(photograph: Photograph) -> Markup:
    """The drawing as SVG, to be laid over the picture; nothing where nothing is drawn."""
    if not photograph.drawing:
        return Markup("")
    longer = max(photograph.width, photograph.height)
    shapes = Markup("").join(each for shape in photograph.drawing for each in _shape(shape))
    return Markup('<svg class="drawing" viewBox="0 0 {:g} {:g}" aria-hidden="true">{}</svg>').format(
        UNIT * photograph.width / longer, UNIT * photograph.height / longer, shapes
    )


def texts_of(photograph: Photograph) -> list[str]:
    """The words that are written on the picture, for those who cannot see it."""
    return [shape["text"] for shape in photograph.drawing or () if shape["kind"] == "text"]


def _shape(shape: dict[str, Any]) -> Iterator[Markup]:
    for look in _LOOKS:
        match shape:
            case {"kind": "arrow", "from": start, "to": end}:
                yield Markup('<path class="{}" d="{}"/>').format(look, _arrow(start, end))
            case {"kind": "ring", "centre": centre, "radii": radii}:
                yield Markup('<ellipse class="{}" cx="{:g}" cy="{:g}" rx="{:g}" ry="{:g}"/>').format(
                    look, *_scaled(*centre), *_scaled(*radii)
                )
            case {"kind": "text", "at": at, "text": text}:
                yield Markup('<text class="{}" x="{:g}" y="{:g}">{}</text>').format(look, *_scaled(*at), text)


def _arrow(start: list[Any], end: list[Any]) -> str:
    """The path of an arrow: the line, and the two strokes of its head."""
    (x0, y0), (x, y) = (tuple(map(float, point)) for point in (start, end))
    angle = math.atan2(y - y0, x - x0)
    length = min(_HEAD, math.hypot(x - x0, y - y0) / 2)
    left, right = (
        (x - length * math.cos(angle + turn), y - length * math.sin(angle + turn))
        for turn in (_HEAD_ANGLE, -_HEAD_ANGLE)
    )
    tip = _at(x, y)
    return f"M{_at(x0, y0)}L{tip}M{_at(*left)}L{tip}L{_at(*right)}"


def _at(x: float, y: float) -> str:
    return "{:g} {:g}".format(*_scaled(x, y))


def _scaled(x: Any, y: Any) -> tuple[float, float]:
    return float(x) * UNIT, float(y) * UNIT

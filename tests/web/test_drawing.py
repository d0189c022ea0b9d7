"""The layer over a photograph."""

from flask import Flask
from lxml import html

from inspect_app.records.photographs import Photograph
from inspect_app.web.drawing import drawing_layer, texts_of
from tests.web.tablet.tablets import shapes


def photograph(**said: object) -> Photograph:
    return Photograph(width=400, height=300, **said)


def test_nothing_drawn_is_no_layer() -> None:
    assert drawing_layer(photograph()) == ""
    assert drawing_layer(photograph(drawing=[])) == ""


def test_every_shape_is_drawn_red_within_white_in_the_units_of_the_picture(app: Flask) -> None:
    layer = html.fromstring(str(drawing_layer(photograph(drawing=shapes()))))
    assert layer.get("viewbox") == "0 0 1000 750"
    assert [each.get("class") for each in layer] == ["drawing-edge", "drawing-line"] * 3
    arrow, _, ring, _, text, _ = layer
    assert arrow.get("d").startswith("M100 100L400 350M")
    assert [ring.get(name) for name in ("cx", "cy", "rx", "ry")] == ["500", "400", "200", "100"]
    assert (text.get("x"), text.get("y"), text.text) == ("300", "600", "裂缝")


def test_what_is_written_is_text_and_no_markup() -> None:
    written = photograph(drawing=[{"kind": "text", "at": [0, 0], "text": "<script>&"}])
    assert "&lt;script&gt;&amp;" in drawing_layer(written)
    assert texts_of(written) == ["<script>&"]

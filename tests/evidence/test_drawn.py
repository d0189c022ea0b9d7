from datetime import UTC, datetime, timedelta, timezone
from itertools import combinations
from pathlib import Path

import pytest
from PIL import ImageChops

import inspect_app.documents
from inspect_app.evidence.drawn import KINDS, draw_scene
from inspect_app.evidence.likeness import distance
from inspect_app.evidence.photograph import read_photograph
from tests.evidence.pictures import decoded

FONT = Path(inspect_app.documents.__file__).parent / "fonts" / "NotoSansSC-Regular.ttf"
CAPTION = ("东华门街道工会服务站 · 室外宣传栏", "京工发〔2013〕6号 二（一）4")
MORNING = datetime(2013, 11, 20, 10, 32, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_scene_is_a_small_photograph_that_tells_its_time_and_place(kind: str) -> None:
    content = draw_scene(kind, CAPTION, font=FONT, seed=1, at=MORNING, latitude=39.9163, longitude=116.4103)
    photograph = read_photograph(content)
    assert len(content) <= 60_000
    assert (photograph.width, photograph.height) == (900, 675)
    assert photograph.taken_at == MORNING.replace(tzinfo=None)
    assert photograph.utc_offset == timedelta(hours=8)
    assert photograph.latitude == pytest.approx(39.9163, abs=1e-5)
    assert photograph.longitude == pytest.approx(116.4103, abs=1e-5)


def test_a_picture_without_time_and_place_tells_none() -> None:
    photograph = read_photograph(draw_scene("room", CAPTION, font=FONT, seed=1))
    assert (photograph.taken_at, photograph.latitude, photograph.longitude) == (None, None, None)


def test_south_and_west_are_written_as_such() -> None:
    content = draw_scene(
        "room",
        CAPTION,
        font=FONT,
        seed=1,
        at=datetime(2013, 1, 2, tzinfo=UTC),
        latitude=-33.45,
        longitude=-70.66,
    )
    photograph = read_photograph(content)
    assert (photograph.latitude, photograph.longitude) == pytest.approx((-33.45, -70.66), abs=1e-5)
    assert photograph.utc_offset == timedelta(0)


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert draw_scene("room", CAPTION, font=FONT, seed=7) == draw_scene("room", CAPTION, font=FONT, seed=7)


@pytest.mark.parametrize("kind", KINDS)
def test_likeness_tells_two_drawings_of_one_kind_apart(kind: str) -> None:
    hashes = [read_photograph(draw_scene(kind, CAPTION, font=FONT, seed=seed)).dhash for seed in range(8)]
    assert min(distance(one, other) for one, other in combinations(hashes, 2)) > 4


def test_before_and_after_show_the_same_house() -> None:
    before, after = (
        decoded(draw_scene(kind, CAPTION, font=FONT, seed=3)).convert("L") for kind in ("before", "after")
    )
    below_the_sign = (0, 250, 680, 560)
    difference = ImageChops.difference(before.crop(below_the_sign), after.crop(below_the_sign))
    assert difference.getextrema()[1] < 40


def test_a_caption_that_is_too_long_is_made_smaller_and_stays_on_the_picture() -> None:
    image = decoded(draw_scene("room", ("长" * 90,), font=FONT, seed=1)).convert("L")
    last_columns = image.crop((890, 570, 900, 675))
    assert last_columns.getextrema()[1] < 80


def test_an_unknown_kind_is_named_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"unknown kind of scene 'garden'; known are premises_front, "):
        draw_scene("garden", CAPTION, font=FONT, seed=1)

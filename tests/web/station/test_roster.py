"""A roster that does not fit the stated number of staff: pointed out, and never in the way."""

from flask import Flask

from inspect_app.policy import Standard
from inspect_app.web.station.roster import COUNT, ROSTER, roster_gap
from tests.web.station.conftest import Address
from tests.web.visitor import Visitor


def standard_of(app: Flask, standard_id: str) -> Standard:
    found: Standard = app.extensions["library"].standard(standard_id)
    return found


def test_the_roster_and_the_stated_number_are_held_side_by_side(clerk: Visitor, at: Address) -> None:
    clerk.press(at("draft", "/facts/team"), {COUNT: "6"})
    page = clerk.visit(at("draft", "/facts/staff"))
    assert "名册中专职工会社会工作者 3 人，填报人数 6 人，请核对。" in page.text
    assert "没有改动" in clerk.press(page).text


def test_nothing_is_said_where_both_agree(clerk: Visitor, at: Address) -> None:
    clerk.press(at("draft", "/facts/team"), {COUNT: "3"})
    assert "请核对" not in clerk.visit(at("draft", "/facts/staff")).text


def test_nothing_is_said_of_what_is_not_stated(app: Flask) -> None:
    standard = standard_of(app, "station-2013")
    assert roster_gap(standard, {COUNT: 6}) is None
    assert roster_gap(standard, {ROSTER: []}) is None


def test_an_empty_roster_counts_nobody(app: Flask) -> None:
    gap = roster_gap(standard_of(app, "station-2013"), {COUNT: 6, ROSTER: []})
    assert gap is not None
    assert (gap.listed, gap.stated) == (0, 6)


def test_a_standard_without_a_roster_has_none_to_compare(app: Flask) -> None:
    standard = standard_of(app, "workers-home-2013")
    assert ROSTER not in standard.facts
    assert roster_gap(standard, {COUNT: 6, ROSTER: []}) is None

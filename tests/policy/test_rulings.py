"""Where a clause has two readings, a ruling decides, and nothing else does."""

from datetime import UTC, datetime

import pytest

from inspect_app.policy import FactError, Outcome, Ruling, Standard, Verdict

Facts = dict[str, object]


def ruling(item: str, boundary: str, reading: str, day: int = 1) -> Ruling:
    return Ruling(item, boundary, reading, "市总第3次办公会", "李明", datetime(2013, 3, day, tzinfo=UTC))


SMALL = ruling("staff.count", "member_count=2000", "up_to_2000")
LARGE = ruling("staff.count", "member_count=2000", "from_2000", day=2)


def test_an_item_lists_the_boundaries_and_readings_a_ruling_may_choose(station: Standard) -> None:
    (boundary,) = station.items["rooms.required"].readings
    assert (boundary.id, boundary.fact, boundary.value) == ("floor_area_m2=100", "floor_area_m2", "100")
    assert [reading.id for reading in boundary.readings] == ["from_50_to_100", "from_100"]
    assert boundary.text.zh == "办公服务用房面积恰为 100 平方米"
    assert set(station.boundaries) == {"rooms.required", "staff.count", "management.deputy"}


def test_without_a_ruling_both_readings_are_shown_with_their_verdicts(
    station: Standard, complete: Facts
) -> None:
    result = station.assess(complete | {"member_count": 2000, "full_time_staff": 4}).items["staff.count"]
    assert result.verdict is Verdict.NEEDS_RULING
    assert [(each.reading, each.verdict.value) for each in result.readings] == [
        ("up_to_2000", "met"),
        ("from_2000", "not_met"),
    ]
    assert "须由市总工会裁定" in result.explanation.zh
    assert "The city union has to rule" in result.explanation.en


def test_a_ruling_decides_and_is_shown_with_reason_person_and_day(station: Standard, complete: Facts) -> None:
    facts = complete | {"member_count": 2000, "full_time_staff": 4}
    result = station.assess(facts, [SMALL]).items["staff.count"]
    assert (result.verdict, result.ruling) == (Verdict.MET, SMALL)
    for words in ("李明", "2013-03-01", "市总第3次办公会", "4 人"):
        assert words in result.explanation.zh
        assert words.replace(" 人", "") in result.explanation.en
    assert result.to_json()["ruling"] == SMALL.to_json()


def test_a_ruling_changes_nothing_where_the_readings_agree(station: Standard, complete: Facts) -> None:
    facts = complete | {"member_count": 2000, "full_time_staff": 5}
    result = station.assess(facts, [SMALL]).items["staff.count"]
    assert (result.verdict, result.ruling) == (Verdict.MET, None)


def test_a_ruling_on_one_item_leaves_the_same_boundary_of_another_open(
    station: Standard, complete: Facts
) -> None:
    facts = complete | {"member_count": 2000, "full_time_staff": 3, "networked_computers": 3}
    assessment = station.assess(facts, [SMALL])
    assert assessment.items["staff.count"].verdict is Verdict.MET
    assert (assessment.outcome, assessment.open) == (Outcome.INCOMPLETE, ["management.deputy"])


def test_of_two_rulings_the_later_counts_in_whatever_order_they_come(
    station: Standard, complete: Facts
) -> None:
    facts = complete | {"member_count": 2000, "full_time_staff": 3}
    for rulings in ([SMALL, LARGE], [LARGE, SMALL]):
        assert station.assess(facts, rulings).items["staff.count"].verdict is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        (ruling("staff.counts", "member_count=2000", "up_to_2000"), 'Perhaps "staff.count" was meant'),
        (ruling("staff.count", "member_count=2001", "up_to_2000"), 'Perhaps "member_count=2000" was meant'),
        (ruling("staff.count", "member_count=2000", "upto_2000"), 'Perhaps "up_to_2000" was meant'),
    ],
)
def test_a_ruling_on_what_does_not_exist_is_refused(station: Standard, wrong: Ruling, remedy: str) -> None:
    with pytest.raises(FactError) as refused:
        station.assess({}, [wrong])
    assert refused.value.remedy.en == remedy

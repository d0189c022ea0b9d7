"""Nothing missing is ever taken for zero, no or yes."""

import pytest

from inspect_app.policy import Standard, Verdict


def verdict(station: Standard, item: str, **facts: object) -> str:
    return station.assess(facts).items[item].verdict.value


def test_a_missing_fact_is_named_and_what_is_known_is_shown(station: Standard) -> None:
    result = station.assess({"video_computers": 1}).items["video.system"]
    assert (result.verdict, result.missing, result.facts) == (
        Verdict.UNDECIDED,
        ["video_software"],
        {"video_computers": 1},
    )


def test_the_field_a_record_lacks_is_named_by_its_place(station: Standard) -> None:
    staff = [{"role": "social_worker", "city_hours": 30}, {"name": "李强", "role": "social_worker"}]
    result = station.assess({"staff": staff}).items["training.city"]
    assert result.missing == ["staff[1].city_hours"]
    assert "李强" in result.explanation.zh


def test_an_item_not_graded_is_named_among_the_judgements(station: Standard) -> None:
    result = station.assess({"judgements": {"duties.2": 3}}).items["duties.1"]
    assert (result.verdict, result.missing, result.facts) == (
        Verdict.UNDECIDED,
        ["judgements.duties.1"],
        {},
    )
    assert station.assess({"judgements": {"duties.2": 3}}).items["duties.2"].facts == {
        "judgements": {"duties.2": 3}
    }


@pytest.mark.parametrize(
    ("staff", "expected"),
    [
        ([{"role": "social_worker", "city_hours": 10}, {"role": "social_worker"}], "not_met"),
        ([{"role": "social_worker", "city_hours": 30}, {"role": "social_worker"}], "undecided"),
        ([{"role": "social_worker", "city_hours": 24}, {"city_hours": 24}], "met"),
        ([{"role": "social_worker", "city_hours": 24}, {"city_hours": 23.99}], "undecided"),
        ([{"role": "social_worker", "city_hours": 23}, {"city_hours": 24}], "not_met"),
        ([{"city_hours": 24}], "undecided"),
        ([{"name": "王芳"}], "undecided"),
        ([{"role": "deputy"}, {"role": "stationmaster"}], "not_applicable"),
        ([], "not_applicable"),
    ],
)
def test_a_record_of_unknown_role_may_or_may_not_be_meant(
    station: Standard, staff: list[dict[str, object]], expected: str
) -> None:
    assert verdict(station, "training.city", staff=staff) == expected


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"role": "social_worker", "newly_hired": True, "prejob_hours": 16}, "met"),
        ({"role": "social_worker", "newly_hired": True, "prejob_hours": 15}, "not_met"),
        ({"role": "social_worker", "newly_hired": True}, "undecided"),
        ({"role": "social_worker", "prejob_hours": 16}, "undecided"),
        ({"role": "social_worker", "prejob_hours": 1}, "undecided"),
        ({"newly_hired": True, "prejob_hours": 1}, "undecided"),
        ({"newly_hired": False, "prejob_hours": 1}, "not_applicable"),
        ({"role": "deputy", "prejob_hours": 1}, "not_applicable"),
    ],
)
def test_a_record_of_unknown_hiring_may_or_may_not_be_meant(
    station: Standard, person: dict[str, object], expected: str
) -> None:
    assert verdict(station, "training.prejob", staff=[person]) == expected


def test_a_size_class_is_open_while_its_number_is_missing(station: Standard) -> None:
    assert verdict(station, "staff.count", full_time_staff=5) == "met"
    assert verdict(station, "staff.count", full_time_staff=3) == "undecided"
    assert verdict(station, "staff.count", full_time_staff=2) == "not_met"
    assert verdict(station, "staff.count", member_count=2000) == "undecided"
    assert verdict(station, "management.deputy", deputy_count=0) == "met"
    assert verdict(station, "management.deputy", deputy_count=1) == "undecided"
    assert verdict(station, "management.deputy", deputy_count=2) == "not_met"
    all_rooms = ["reading_room", "mediation_room", "recreation_room"]
    assert verdict(station, "rooms.required", rooms=all_rooms) == "undecided"
    assert verdict(station, "rooms.required", rooms=[]) == "undecided"


def test_an_empty_list_is_known_and_meets_nothing(station: Standard) -> None:
    assert verdict(station, "equipment.office", equipment=[]) == "not_met"
    assert verdict(station, "mechanism.linkage_day", months_due=[]) == "not_applicable"
    assert verdict(station, "mechanism.linkage_day", months_due=["2013-01"], linkage_months=[]) == "not_met"
    assert verdict(station, "mechanism.linkage_day", linkage_months=[]) == "undecided"


def test_what_no_answer_could_change_is_decided(station: Standard) -> None:
    assert verdict(station, "equipment.computers", full_time_staff=0) == "met"
    assert verdict(station, "equipment.computers", networked_computers=0) == "undecided"
    assert verdict(station, "funds.service_share", total_spending_fen=0) == "not_applicable"
    assert verdict(station, "funds.service_share", direct_service_spending_fen=0) == "undecided"

"""Every wrong fact is refused with its place, what is wrong and what to do."""

from decimal import Decimal
from math import inf, nan

import pytest

from inspect_app.policy import FactError, Programme, Standard


def refused(standard: Standard | Programme, facts: object) -> FactError:
    with pytest.raises(FactError) as wrong:
        standard.check_facts(facts)  # type: ignore[arg-type]
    return wrong.value


@pytest.mark.parametrize(
    ("fact", "raw", "place", "says"),
    [
        ("street_front", 1, "street_front", "is of the wrong type (1)"),
        ("street_front", "true", "street_front", "is of the wrong type ('true')"),
        ("street_front", None, "street_front", "is of the wrong type (null)"),
        ("member_count", True, "member_count", "is of the wrong type (true)"),
        ("member_count", Decimal("3.0"), "member_count", "is of the wrong type (3.0)"),
        ("member_count", "3", "member_count", "is of the wrong type ('3')"),
        ("member_count", -1, "member_count", "must not be negative (-1)"),
        ("member_count", 10**16, "member_count", "is too large"),
        pytest.param("member_count", 10**6000, "member_count", "is too large (10^", id="huge"),
        ("floor_area_m2", Decimal("-0.01"), "floor_area_m2", "must not be negative (-0.01)"),
        ("floor_area_m2", True, "floor_area_m2", "is of the wrong type (true)"),
        ("floor_area_m2", Decimal("NaN"), "floor_area_m2", "is not a finite number"),
        ("floor_area_m2", Decimal("Infinity"), "floor_area_m2", "is not a finite number"),
        ("floor_area_m2", nan, "floor_area_m2", "is of the wrong type (nan)"),
        ("floor_area_m2", inf, "floor_area_m2", "is of the wrong type (inf)"),
        ("floor_area_m2", Decimal("1e999999"), "floor_area_m2", "has too many digits"),
        ("floor_area_m2", Decimal("1e-999999"), "floor_area_m2", "has too many digits"),
        ("floor_area_m2", Decimal("1e20"), "floor_area_m2", "is too large"),
        ("total_spending_fen", Decimal("0.5"), "total_spending_fen", "is of the wrong type (0.5)"),
        ("equipment", "telephone", "equipment", "is of the wrong type"),
        ("equipment", ["telephone", "telefax"], "equipment[1]", "is an unknown code ('telefax')"),
        ("equipment", ["printer", "copier", "printer"], "equipment[2]", "is listed twice ('printer')"),
        ("equipment", [3], "equipment[0]", "is of the wrong type (3)"),
        ("equipment", [["printer"]], "equipment[0]", "is of the wrong type (['printer'])"),
        ("months_due", ["2013-13"], "months_due[0]", "is not a month ('2013-13')"),
        ("months_due", ["2013-1"], "months_due[0]", "is not a month ('2013-1')"),
        ("months_due", ["2013-00"], "months_due[0]", "is not a month ('2013-00')"),
        ("months_due", ["2013-02", "2013-02"], "months_due[1]", "is listed twice ('2013-02')"),
        ("staff", {"name": "王芳"}, "staff", "is of the wrong type"),
        ("staff", ["王芳"], "staff[0]", "is of the wrong type ('王芳')"),
        ("staff", [{}, {"hours": 3}], "staff[1].hours", "is an unknown name ('hours')"),
        ("staff", [{"role": "driver"}], "staff[0].role", "is an unknown code ('driver')"),
        ("staff", [{"city_hours": -1}], "staff[0].city_hours", "must not be negative (-1)"),
        ("staff", [{"newly_hired": "no"}], "staff[0].newly_hired", "is of the wrong type ('no')"),
        ("staff", [{"name": 7}], "staff[0].name", "is of the wrong type (7)"),
        ("staff", [{"name": "王" * 201}], "staff[0].name", "is of the wrong type"),
        pytest.param("staff", [{"name": "\ud800"}], "staff[0].name", "holds a character", id="half"),
        pytest.param("staff", [{"name": "a\0"}], "staff[0].name", "holds a character", id="nul"),
        ("judgements", {"duties.1": 5}, "judgements.duties.1", "is not a grade (5)"),
        ("judgements", {"duties.1": 0}, "judgements.duties.1", "is not a grade (0)"),
        ("judgements", {"duties.1": True}, "judgements.duties.1", "is not a grade (true)"),
        ("judgements", {"duties.1": "3"}, "judgements.duties.1", "is not a grade ('3')"),
        ("judgements", {"duties.11": 3}, "judgements.duties.11", "is an unknown name ('duties.11')"),
        ("judgements", {"premises.area": 3}, "judgements.premises.area", "is an unknown name"),
        ("judgements", [3], "judgements", "is of the wrong type ([3])"),
    ],
)
def test_a_wrong_fact_is_refused(station: Standard, fact: str, raw: object, place: str, says: str) -> None:
    error = refused(station, {fact: raw})
    assert error.place == place
    assert error.message.en.startswith(says)
    assert error.message.zh
    assert error.remedy.zh
    assert error.remedy.en


@pytest.mark.parametrize(
    ("facts", "meant"),
    [
        ({"floor_area": 50}, "floor_area_m2"),
        ({"equipment": ["telefone"]}, "telephone"),
        ({"staff": [{"new_hired": True}]}, "newly_hired"),
        ({"judgements": {"dutys.1": 3}}, "duties.1"),
    ],
)
def test_the_nearest_known_name_is_given(station: Standard, facts: object, meant: str) -> None:
    error = refused(station, facts)
    assert meant in error.remedy.zh
    assert meant in error.remedy.en


def test_a_name_like_no_other_is_answered_with_all_known_names(exterior: Programme) -> None:
    known = "acceptance, already_granted, completed_on, retained_funds_fen"
    assert refused(exterior, {"zzz": 1}).remedy.en == f"Known are: {known}"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("2013-02-29", "is a day that does not exist ('2013-02-29')"),
        ("2013-11-31", "is a day that does not exist ('2013-11-31')"),
        ("20131108", "is not a date ('20131108')"),
        ("2013-W45-5", "is not a date ('2013-W45-5')"),
        ("２０１３-11-08", "is not a date ('２０１３-11-08')"),
        (20131108, "is of the wrong type (20131108)"),
    ],
)
def test_a_wrong_date_is_refused(exterior: Programme, raw: object, says: str) -> None:
    assert refused(exterior, {"completed_on": raw}).message.en == says


def test_a_wrong_single_code_is_refused(exterior: Programme) -> None:
    assert "passed" in refused(exterior, {"acceptance": "pass"}).remedy.en
    assert refused(exterior, {"acceptance": True}).message.en == "is of the wrong type (true)"


@pytest.mark.parametrize("facts", [None, [], "street_front", 3])
def test_facts_that_are_no_object_are_refused(station: Standard, facts: object) -> None:
    assert refused(station, facts).message.en == "must be one object of facts by name"


def test_decimals_are_exact_and_a_float_stands_for_the_decimal_that_names_it(station: Standard) -> None:
    area = Decimal("49.9999999999999999999999999999")
    assert station.assess({"floor_area_m2": area}).items["premises.area"].verdict == "not_met"
    assert station.parse_fact("floor_area_m2", 49.99) == Decimal("49.99")
    assert station.parse_fact("floor_area_m2", Decimal("-0.0")) == 0


def test_a_fact_already_checked_passes_again(exterior: Programme) -> None:
    facts = {"completed_on": "2013-11-08", "retained_funds_fen": 1}
    once = exterior.check_facts(facts)
    assert exterior.check_facts(once) == once

"""The city accepts what meets the standard, orders what does not, or refuses."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from inspect_app.records.applications import ApplicationState, Stage, latest_assessment
from inspect_app.records.history import history_of
from inspect_app.records.rectification import OrderState, open_order, orders_of
from inspect_app.workflow import acceptance, facts, inspections, rulings
from inspect_app.workflow.errors import Invalid
from tests.workflow import journey
from tests.workflow.town import Town


def accept(town: Town, application: Any) -> None:
    acceptance.accept(town.as_("city_officer"), application, "", application.version)


def order(town: Town, application: Any, items: dict[str, str], due: dt.date = journey.DUE) -> Any:
    office = town.as_("city_officer")
    return acceptance.order_rectification(office, application, items, due, "请抓紧", application.version)


def test_what_falls_short_is_not_accepted_and_the_items_are_named(town: Town) -> None:
    application = journey.fallen_short(town)
    with pytest.raises(Invalid) as refused:
        accept(town, application)
    area = town.office.library.standard("station-2013").items["premises.area"]
    assert refused.value.field == "outcome"
    assert f"{area.title.zh}（不符合）" in refused.value.text.zh
    assert application.state == ApplicationState.INSPECTED


def test_what_needs_a_ruling_is_accepted_once_it_is_ruled(town: Town) -> None:
    application = journey.inspected(town, {**journey.MEETS, "floor_area_m2": 100})
    with pytest.raises(Invalid, match="Rule on the open readings first"):
        accept(town, application)
    rulings.rule(
        town.as_("city_signatory"),
        "station-2013",
        "rooms.required",
        "floor_area_m2=100",
        "from_50_to_100",
        "含本数",
    )
    accept(town, application)
    frozen = latest_assessment(town.session, application.id, Stage.FINAL)
    assert frozen is not None
    assert [each["reading"] for each in frozen.rulings] == ["from_50_to_100"]


def test_a_corrected_fact_decides_and_is_frozen(town: Town) -> None:
    application = journey.fallen_short(town)
    facts.correct(town.as_("city_officer"), application, "floor_area_m2", 52, "按房产证核定")
    accept(town, application)
    found = latest_assessment(town.session, application.id, Stage.FOUND)
    final = latest_assessment(town.session, application.id, Stage.FINAL)
    assert found is not None
    assert final is not None
    assert (found.facts["floor_area_m2"], final.facts["floor_area_m2"]) == (45, 52)


def test_an_order_is_numbered_printed_and_says_what_by_when(town: Town) -> None:
    given = order(town, journey.fallen_short(town), {"premises.area": "不足50平方米"})
    assert given.number == "京工整字〔2013〕0001号"
    assert given.due_on == journey.DUE
    assert [(item.item_id, item.reason) for item in given.items] == [("premises.area", "不足50平方米")]
    text = pdf_text(town.office.store.get(given.pdf_sha256))
    assert "现场实测45平方米" in text
    assert "2013年12月15日" in text


@pytest.mark.parametrize(
    ("items", "due", "field"),
    [
        ({}, journey.DUE, "items"),
        ({"premises.sign": "不清晰"}, journey.DUE, "items"),
        ({"premises.nothing": "?"}, journey.DUE, "items"),
        ({"premises.area": " "}, journey.DUE, "premises.area"),
        ({"premises.area": "不足"}, dt.date(2013, 11, 20), "due_on"),
    ],
)
def test_an_order_that_cannot_be_is_refused(
    town: Town, items: dict[str, str], due: dt.date, field: str
) -> None:
    application = journey.fallen_short(town)
    with pytest.raises(Invalid) as refused:
        order(town, application, items, due)
    assert refused.value.field == field
    assert orders_of(town.session, application.id) == []


def test_accepting_after_the_recheck_fulfils_the_order(town: Town) -> None:
    application = journey.rechecked(town)
    given = open_order(town.session, application.id)
    assert given is not None
    accept(town, application)
    assert given.state == OrderState.FULFILLED
    assert [entry.act for entry in history_of(town.session, "order", given.id)][-1] == "order_fulfilled"


def test_what_still_falls_short_is_ordered_anew_and_the_first_order_has_failed(town: Town) -> None:
    application = _falls_short_again(town)
    order(town, application, {"premises.area": "仍不足"})
    first, second = orders_of(town.session, application.id)
    assert (first.state, second.state) == (OrderState.FAILED, OrderState.OPEN)
    assert second.number == "京工整字〔2013〕0002号"


def test_a_refusal_closes_the_application_with_its_reason(town: Town) -> None:
    application = journey.ordered(town).application
    acceptance.refuse(town.as_("city_officer"), application, "逾期未整改", application.version)
    assert (application.state, application.reason) == (ApplicationState.REFUSED, "逾期未整改")
    assert application.closed_at == town.office.at
    assert [each.state for each in orders_of(town.session, application.id)] == [OrderState.FAILED]


def pdf_text(content: bytes) -> str:
    document = PdfDocument(BytesIO(content))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return "".join(text.split())


def _falls_short_again(town: Town) -> Any:
    visit = journey.visit(town, journey.put_right(town).application)
    office = town.as_("inspector")
    entry = {"facts": {"floor_area_m2": 48}, "why": "实测", "note": "实测48平方米"}
    inspections.record(office, visit, "premises.area", **entry)
    return journey.finish(town, visit)

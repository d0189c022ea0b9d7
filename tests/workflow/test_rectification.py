"""Putting right what was ordered: a note and a photograph for each item, in time or with more time."""

import datetime as dt

import pytest

from inspect_app.records.applications import ApplicationState
from inspect_app.records.photographs import PhotographRole
from inspect_app.records.rectification import OrderState, open_orders_below, overdue_orders
from inspect_app.workflow import photographs, rectification
from inspect_app.workflow.errors import Invalid
from tests.workflow import journey
from tests.workflow.town import Town


def test_nothing_is_reported_before_each_item_has_its_note_and_a_photograph_of_afterwards(town: Town) -> None:
    order, station = journey.ordered(town), town.as_("station")
    (item,) = order.items
    with pytest.raises(Invalid) as refused:
        rectification.report_put_right(station, order, order.version)
    assert refused.value.field == "items"
    assert len(rectification.not_done(station, order)) == 2

    rectification.put_item_right(station, item, "已扩建")
    attach = photographs.attach
    site = town.sites["gate"]
    attach(station, site, item.item_id, journey.picture(1), PhotographRole.BEFORE, rectification_item=item)
    with pytest.raises(Invalid, match="afterwards"):
        rectification.report_put_right(station, order, order.version)

    attach(station, site, item.item_id, journey.picture(2), PhotographRole.AFTER, rectification_item=item)
    rectification.report_put_right(station, order, order.version)
    assert order.state == OrderState.PUT_RIGHT
    assert order.application.state == ApplicationState.PUT_RIGHT


def test_a_withdrawn_photograph_does_not_count(town: Town) -> None:
    order, station = journey.ordered(town), town.as_("station")
    journey.show(town, order)
    town.session.refresh(order.items[0], ["photographs"])
    photographs.withdraw(station, order.items[0].photographs[0], "拍错了")
    with pytest.raises(Invalid, match="afterwards"):
        rectification.report_put_right(station, order, order.version)


def test_what_was_done_may_be_said_anew_until_all_is_reported(town: Town) -> None:
    order, station = journey.ordered(town), town.as_("station")
    (item,) = order.items
    rectification.put_item_right(station, item, "已开工")
    rectification.put_item_right(station, item, "已扩建完工", order.version)
    assert (item.done_note, item.done_by_id) == ("已扩建完工", town.people["station"].id)


@pytest.mark.parametrize("due", [dt.date(2013, 11, 20), dt.date(2013, 12, 1), journey.DUE])
def test_more_time_means_a_later_day(town: Town, due: dt.date) -> None:
    order = journey.ordered(town)
    with pytest.raises(Invalid) as refused:
        rectification.extend(town.as_("city_officer"), order, due, "施工延期", order.version)
    assert refused.value.field == "due_on"
    rectification.extend(town.as_("city_officer"), order, dt.date(2014, 1, 15), "施工延期", order.version)
    assert order.due_on == dt.date(2014, 1, 15)


def test_an_order_is_overdue_from_the_day_after_its_due_date_until_it_is_reported(town: Town) -> None:
    order = journey.ordered(town)
    city, west = town.nodes["city"], town.nodes["west"]
    assert overdue_orders(town.session, city, journey.DUE) == []
    late = journey.DUE + dt.timedelta(days=1)
    assert overdue_orders(town.session, city, late) == [order]
    assert overdue_orders(town.session, west, late) == []
    journey.show(town, order)
    journey.report(town, order)
    assert overdue_orders(town.session, city, late) == []
    assert open_orders_below(town.session, city) == [order]

"""Where the plan stands on a day, from what was stated, accepted and closed by then."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from inspect_app.policy import PlanProgress, TargetProgress, TargetStatus
from inspect_app.records.organisation import NodeKind
from inspect_app.workflow import facts, organisation, progress
from tests.workflow import granting, journey
from tests.workflow.town import Town

PLAN = "station-phases"
TODAY = dt.date(2013, 11, 20)


def target(found: PlanProgress, target_id: str, scope: str = "city") -> TargetProgress:
    return next(each for each in found.targets if each.target.id == target_id and each.scope == scope)


@pytest.fixture
def three(town: Town) -> Town:
    """Three stations in the eastern district, one in the western, and a home that is none."""
    for number in (2, 3):
        site = organisation.add_site(
            town.office, town.nodes["gate"], NodeKind.STATION, f"110101001-{number}", f"第{number}站"
        )
        town.sites[f"gate{number}"] = site
    street = organisation.add_node(
        town.office, town.nodes["west"], NodeKind.STREET, "110102001", "西长安街街道"
    )
    organisation.add_site(town.office, street, NodeKind.STATION, "110102001-1", "西长安街站")
    organisation.add_site(town.office, town.nodes["east"], NodeKind.HOME, "110101-H", "某职工之家")
    return town


def test_a_station_counts_once_built_and_accepted(three: Town) -> None:
    share = target(progress.progress(three.office, PLAN, TODAY), "district.2013_share", "东城区")
    assert (share.required, share.counted, share.awaiting) == (1, 0, 0)
    granting.state(three, completed_on="2013-09-30")
    share = target(progress.progress(three.office, PLAN, TODAY), "district.2013_share", "东城区")
    assert (share.counted, share.awaiting, share.status) == (0, 1, TargetStatus.IN_PROGRESS)
    journey.accepted(three)
    share = target(progress.progress(three.office, PLAN, TODAY), "district.2013_share", "东城区")
    assert (share.counted, share.awaiting, share.status) == (1, 0, TargetStatus.ACHIEVED)


def test_a_past_day_does_not_know_later_acceptances(three: Town) -> None:
    granting.state(three, completed_on="2013-09-30")
    journey.accepted(three)
    before = progress.progress(three.office, PLAN, TODAY - dt.timedelta(days=1))
    assert target(before, "city.2013").counted == 0
    assert target(progress.progress(three.office, PLAN, TODAY), "city.2013").counted == 1


def test_homes_are_no_stations(three: Town) -> None:
    found = progress.progress(three.office, PLAN, TODAY)
    assert target(found, "city.2015").required == 4
    assert [each.scope for each in found.targets if each.target.id == "district.2013_share"] == [
        "东城区",
        "西城区",
    ]


def test_a_closed_station_counts_until_the_day_it_was_closed(three: Town) -> None:
    organisation.close_node(three.office, three.sites["gate3"].node, "撤并")
    assert target(progress.progress(three.office, PLAN, TODAY), "city.2015").required == 3
    before = progress.progress(three.office, PLAN, TODAY - dt.timedelta(days=1))
    assert target(before, "city.2015").required == 4


def test_unknown_funds_are_named_and_neither_required_nor_counted(three: Town) -> None:
    granting.state(three, retained_funds_fen=50_000_000)
    facts.state_programme_facts(
        three.as_("district"), three.sites["gate2"], {"retained_funds_fen": 49_999_999}
    )
    funded = target(progress.progress(three.office, PLAN, TODAY), "district.2013_funded", "东城区")
    assert (funded.required, funded.counted, funded.unknown) == (1, 0, ("第3站",))
    assert funded.remaining == ("东华门街道工会服务站",)


def test_the_day_counts_as_a_day_in_beijing(three: Town) -> None:
    late = dt.datetime(2013, 12, 31, 16, 30, tzinfo=dt.UTC)
    three.office = replace(three.office, at=late)
    journey.accepted(three)
    (row,) = [r for r in progress.station_rows(three.session, dt.date(2014, 1, 1)) if r.accepted_on]
    assert row.accepted_on == dt.date(2014, 1, 1)


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """The SQL that is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_three_queries_answer_however_many_stations_there_are(three: Town) -> None:
    three.session.flush()
    with statements(three.session) as sent:
        progress.progress(three.office, PLAN, TODAY)
    assert len(sent) == 3

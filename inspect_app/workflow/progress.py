"""Where a plan stands on a day, from the records of all stations."""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from inspect_app.policy import PlanProgress, StationProgress
from inspect_app.records.applications import Application
from inspect_app.records.facts import Column, Fact
from inspect_app.records.organisation import Node, NodeKind, Site
from inspect_app.workflow.office import Office

_FACTS = ("completed_on", "retained_funds_fen")


def progress(office: Office, plan_id: str, as_of: dt.date) -> PlanProgress:
    """Every target of the plan on a day, for the city and district by district.

    A past day knows only the acceptances until then and the stations open then; what was stated of funds and
    completion counts as it is known today. Raises FactError for an unknown plan.
    """
    plan = office.library.plan(plan_id, on=office.today)
    return plan.progress(station_rows(office.session, as_of), as_of)


def station_rows(session: Session, as_of: dt.date) -> list[StationProgress]:
    """One row for each station open on that day, by code; three queries however many there are."""
    return list(station_rows_by_site(session, as_of).values())


def station_rows_by_site(session: Session, as_of: dt.date) -> dict[int, StationProgress]:
    """The same rows by site id."""
    stated = _stated(session)
    accepted = _accepted(session, as_of)
    return {
        site_id: StationProgress(
            station=name,
            district=district,
            retained_funds_fen=stated.get((site_id, "retained_funds_fen")),
            completed_on=_day(stated.get((site_id, "completed_on"))),
            accepted_on=accepted.get(site_id),
        )
        for site_id, name, district in _stations(session, as_of)
    }


def _stations(session: Session, as_of: dt.date) -> list[tuple[int, str, str]]:
    """Site id, name and district of each station; a station hangs on a street, a street on a district."""
    street, district = aliased(Node), aliased(Node)
    query = (
        select(Site.id, Node.name, district.name)
        .join(Site.node)
        .join(street, Node.parent_id == street.id)
        .join(district, street.parent_id == district.id)
        .where(Node.kind == NodeKind.STATION, _open_on(as_of))
        .order_by(Node.code)
    )
    return [(site_id, name, scope) for site_id, name, scope in session.execute(query)]


def _open_on(day: dt.date) -> ColumnElement[bool]:
    return or_(Node.closed_on.is_(None), Node.closed_on > day)


def _stated(session: Session) -> dict[tuple[int, str], Any]:
    """What the districts have stated, by site and fact."""
    query = select(Fact.site_id, Fact.name, Fact.value).where(
        Fact.column == Column.DECLARED, Fact.name.in_(_FACTS), Fact.current
    )
    return {(site_id, name): value for site_id, name, value in session.execute(query)}


def _accepted(session: Session, as_of: dt.date) -> dict[int, dt.date]:
    """The first acceptance of each site until that day."""
    query = (
        select(Application.site_id, func.min(Application.accepted_on))
        .where(Application.accepted_on <= as_of)
        .group_by(Application.site_id)
    )
    return {site_id: first for site_id, first in session.execute(query) if first is not None}


def _day(stated: str | None) -> dt.date | None:
    return None if stated is None else dt.date.fromisoformat(stated)

"""One thing to do, as the city's desk lists it."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for

from inspect_app.records.decision_register import DecisionLine
from inspect_app.records.people import Role
from inspect_app.web.clock import today
from inspect_app.web.places import places
from inspect_app.workflow.office import BEIJING


@dataclass(frozen=True)
class Row:
    """What it is about, what to know of it, since how many days it waits, and where it is done."""

    title: str
    place: str
    note: str
    address: str
    days: int | None = None
    outcome: str = ""


@dataclass(frozen=True)
class Group:
    """All work of one kind that waits for one role; `verb` is what a person does with a row."""

    id: str
    title: str
    verb: str
    role: Role
    rows: list[Row]
    is_urgent: bool = False


def decision_row(line: DecisionLine, note: str) -> Row:
    address = url_for("city.decision", decision_id=line.decision_id)
    since = line.issued_at or line.proposed_at
    return Row(line.site_name, places().name_of(line.path), note, address, days_since(since))


def days_since(moment: dt.datetime | None) -> int | None:
    """Whole days in Beijing from that day to today."""
    return None if moment is None else (today() - moment.astimezone(BEIJING).date()).days

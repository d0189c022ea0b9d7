"""What became of a file that a tablet saved and an inspector loaded: kept entry by entry with the history."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from inspect_app.records.history import HistoryEntry
from inspect_app.records.inspections import Inspection
from inspect_app.workflow import history
from inspect_app.workflow.errors import Text
from inspect_app.workflow.office import Office

_ACT, _SUBJECT = "file_loaded", "inspection"


@dataclass(frozen=True)
class Line:
    """What became of one entry: "taken", "there" already, a "rival", or "refused" and why.

    `kind` is the entry's, `item` the id of the item it is about, None where there is none, `name` who signed.
    """

    kind: str
    item: str | None
    name: str
    became: str
    why: Text | None = None


@dataclass(frozen=True)
class Loaded:
    """When the tablet saved the file, and what became of it."""

    saved_at: dt.datetime
    lines: list[Line]

    def became(self, what: str) -> list[Line]:
        return [line for line in self.lines if line.became == what]


def record(
    office: Office, inspection: Inspection, saved_at: dt.datetime, lines: Iterable[Line]
) -> HistoryEntry:
    """Write down that a file was loaded. The entries themselves have been taken, each by its own act."""
    detail = {"saved_at": saved_at.isoformat(), "lines": [_to_json(line) for line in lines]}
    site = inspection.application.site
    return history.record(office, _ACT, _SUBJECT, inspection.id, site=site, detail=detail)


def find(session: Session, inspection: Inspection, entry_id: int) -> Loaded | None:
    """What became of the file whose loading is this entry of the history; None where it is no such entry."""
    entry = session.get(HistoryEntry, entry_id)
    if entry is None or (entry.act, entry.subject, entry.subject_id) != (_ACT, _SUBJECT, inspection.id):
        return None
    lines = [_line(**each) for each in entry.detail["lines"]]
    return Loaded(dt.datetime.fromisoformat(entry.detail["saved_at"]), lines)


def _to_json(line: Line) -> dict[str, object]:
    why = line.why and {"zh": line.why.zh, "en": line.why.en}
    return {"kind": line.kind, "item": line.item, "name": line.name, "became": line.became, "why": why}


def _line(kind: str, item: str | None, name: str, became: str, why: dict[str, str] | None) -> Line:
    return Line(kind, item, name, became, None if why is None else Text(why["zh"], why["en"]))

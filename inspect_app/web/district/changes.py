"""What a station has changed since its district returned the application."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.policy import Verdict
from inspect_app.records.applications import Assessment, Stage
from inspect_app.records.history import HistoryEntry, history_of
from inspect_app.web.database import db
from inspect_app.web.dossier import Dossier
from inspect_app.web.dossier_lines import ItemLine
from inspect_app.workflow.columns import FactRow


@dataclass(frozen=True)
class Changes:
    """`before` holds the value of each changed fact as it was returned (None: not stated), `verdicts` what an
    item came to then where it now comes to something else, `photographs` the ids of those added since.
    """

    returned: HistoryEntry
    before: Mapping[str, Any]
    verdicts: Mapping[str, Verdict]
    photographs: frozenset[str]

    def touches(self, line: ItemLine) -> bool:
        """Whether something of this item is new."""
        facts = any(row.declaration.name in self.before for row in line.rows)
        return facts or any(each.id in self.photographs for each in line.photographs)

    @property
    def is_empty(self) -> bool:
        return not (self.before or self.photographs)


def changes_since_return(dossier: Dossier) -> Changes | None:
    """What is new since the last return; None for an application that was never returned."""
    entries = _entries(dossier)
    returned = next((each for each in reversed(entries) if each.act == "returned"), None)
    if returned is None:
        return None
    judged = _judged_before(returned, entries, dossier)
    photographs = (each for line in dossier.lines for each in line.photographs)
    return Changes(
        returned,
        _facts_before(dossier.rows, judged),
        _verdicts_before(dossier, judged),
        frozenset(each.id for each in photographs if each.at > returned.at),
    )


def _entries(dossier: Dossier) -> list[HistoryEntry]:
    """What was done with the application, oldest first."""
    application = dossier.application
    return [] if application is None else history_of(db.session, "application", application.id)


def _judged_before(returned: HistoryEntry, entries: list[HistoryEntry], dossier: Dossier) -> Assessment:
    """What was frozen when the returned application had been handed in: each submission freezes once."""
    submissions = sum(each.act == "submitted" for each in entries if each.id < returned.id)
    return [each for each in dossier.frozen if each.stage == Stage.DECLARED][submissions - 1]


def _facts_before(rows: list[FactRow], judged: Assessment) -> dict[str, Any]:
    """Both are as they are stored: one canonical form for equal values."""
    then = {row.declaration.name: judged.facts.get(row.declaration.name) for row in rows}
    return {
        row.declaration.name: then[row.declaration.name]
        for row in rows
        if then[row.declaration.name] != row.declared_value
    }


def _verdicts_before(dossier: Dossier, judged: Assessment) -> dict[str, Verdict]:
    then = {name: Verdict(result["verdict"]) for name, result in judged.result["items"].items()}
    now = dossier.declared.items
    return {
        name: verdict for name, verdict in then.items() if name in now and now[name].verdict is not verdict
    }

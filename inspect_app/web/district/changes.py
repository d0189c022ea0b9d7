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
    returned = _last_return(dossier)
    if returned is None:
        return None
    judged = [each for each in dossier.frozen if each.stage == Stage.DECLARED and each.at <= returned.at]
    photographs = (each for line in dossier.lines for each in line.photographs)
    return Changes(
        returned,
        _facts_before(dossier.rows, judged[-1]),
        _verdicts_before(dossier, judged[-1]),
        frozenset(each.id for each in photographs if each.at > returned.at),
    )


def _last_return(dossier: Dossier) -> HistoryEntry | None:
    if dossier.application is None:
        return None
    entries = history_of(db.session, "application", dossier.application.id)
    return next((each for each in reversed(entries) if each.act == "returned"), None)


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

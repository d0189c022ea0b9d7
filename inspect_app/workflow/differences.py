"""Where a tablet showed another result than we come to: kept in the history with both versions."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.metadata import version
from typing import Any

from inspect_app.policy.text import plain_number
from inspect_app.records.applications import Assessment
from inspect_app.records.inspections import Inspection
from inspect_app.workflow import history
from inspect_app.workflow.findings import items_to_look_at
from inspect_app.workflow.office import Office


@dataclass(frozen=True)
class Seen:
    """What a tablet showed when the visit was ended on it.

    `standard` is the SHA-256 of the edition it judged by, `score` a number in digits, `at` the moment by our
    clock (`clock.corrected`).
    """

    release: str
    standard: str
    verdicts: Mapping[str, str]
    outcome: str
    score: str
    at: dt.datetime


def record(office: Office, inspection: Inspection, seen: Seen, frozen: Assessment) -> None:
    """Write down what differs from our own assessment; nothing where nothing does."""
    items = _items(office, inspection, seen, frozen)
    here = {
        "standard": inspection.edition.sha256,
        "outcome": str(frozen.outcome),
        "score": plain_number(frozen.score),
    }
    shown = {"standard": seen.standard, "outcome": seen.outcome, "score": _score(seen.score)}
    if items or shown != here:
        detail = {
            "tablet": shown | {"release": seen.release, "at": seen.at.isoformat()},
            "here": here | {"release": version("inspect-app"), "edition": inspection.edition.edition},
            "items": items,
        }
        site = inspection.application.site
        history.record(office, "verdicts_differed", "inspection", inspection.id, site=site, detail=detail)


def _items(office: Office, inspection: Inspection, seen: Seen, frozen: Assessment) -> dict[str, Any]:
    """By item of the visit, the two verdicts that are not the same; null is one that was not shown."""
    ours = {
        item.id: frozen.result["items"][item.id]["verdict"] for item in items_to_look_at(office, inspection)
    }
    return {
        item_id: {"tablet": seen.verdicts.get(item_id), "here": verdict}
        for item_id, verdict in ours.items()
        if seen.verdicts.get(item_id) != verdict
    }


def _score(text: str) -> str:
    """The score in our way of writing it, so that 90.0 is 90."""
    return plain_number(Decimal(text))

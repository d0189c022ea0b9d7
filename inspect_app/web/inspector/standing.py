"""What the rules say of a visit: of the facts as they stand, and as they were frozen when it ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inspect_app.policy import Outcome, Text, Verdict
from inspect_app.records.applications import Stage
from inspect_app.records.inspections import Inspection
from inspect_app.workflow import assessing
from inspect_app.workflow.office import Office


@dataclass(frozen=True)
class Said:
    """The verdict on one item, with the sentence that explains it."""

    verdict: Verdict
    explanation: Text


@dataclass(frozen=True)
class Standing:
    items: Mapping[str, Said]
    outcome: Outcome
    score: Decimal
    points_open: Decimal


def standing_of(office: Office, inspection: Inspection) -> Standing:
    """What was frozen when the visit ended; until then, what the facts come to now."""
    return frozen(inspection) or _live(office, inspection)


def frozen(inspection: Inspection) -> Standing | None:
    """What was frozen at the end of the visit; None while it goes on."""
    kept = assessing.frozen_at_end(inspection)
    if kept is None:
        return None
    items = {name: _said(result) for name, result in kept.result["items"].items()}
    points_open = Decimal(kept.result["points_open"])
    return Standing(items, Outcome(kept.outcome), Decimal(kept.score), points_open)


def _live(office: Office, inspection: Inspection) -> Standing:
    assessment = assessing.at_stage(office, inspection.application, Stage.FOUND)
    items = {name: Said(result.verdict, result.explanation) for name, result in assessment.items.items()}
    return Standing(items, assessment.outcome, assessment.score, assessment.points_open)


def _said(result: Mapping[str, Any]) -> Said:
    """One item of `Assessment.to_json`."""
    return Said(Verdict(result["verdict"]), Text(**result["explanation"]))

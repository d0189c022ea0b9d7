"""Whether the staff roster fits the number of staff that a station states: a hint, never an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.policy import Standard, Text

# A number that is stated, and whom of a table of records it counts: the fact, the field and its code.
COUNT = "full_time_staff"
ROSTER, FIELD, CODE = "staff", "role", "social_worker"


@dataclass(frozen=True)
class RosterGap:
    """How many of the roster are `who`, and how many were stated instead."""

    who: Text
    listed: int
    stated: int


def roster_gap(standard: Standard, values: Mapping[str, Any]) -> RosterGap | None:
    """None where both agree or one is not stated, and in standards that do not ask for both."""
    who = _counted(standard)
    stated, roster = values.get(COUNT), values.get(ROSTER)
    if who is None or stated is None or roster is None:
        return None
    listed = sum(record.get(FIELD) == CODE for record in roster)
    return None if listed == stated else RosterGap(who, listed, stated)


def _counted(standard: Standard) -> Text | None:
    """Who is counted, as the roster calls them."""
    if COUNT not in standard.facts or ROSTER not in standard.facts:
        return None
    field = standard.facts[ROSTER].fields.get(FIELD)
    return None if field is None else field.codes.get(CODE)

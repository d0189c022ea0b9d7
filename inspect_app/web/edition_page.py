"""What differs between two editions, with what is on record of each item and fact: for city and inspector.

The pages are drawn by `templates/_editions.html`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from inspect_app.policy import Comparison, Item
from inspect_app.records.applications import Application
from inspect_app.records.facts import Column, current_facts
from inspect_app.records.inspections import findings_of, inspections_of
from inspect_app.records.photographs import photographs_of
from inspect_app.web.database import db


@dataclass(frozen=True)
class Recorded:
    """Whether a station stated, and a visit of the application found, something of an item."""

    stated: bool
    found: bool
    photographs: int


@dataclass
class Differences:
    """What differs, and what of it the application holds already."""

    comparison: Comparison
    application: Application

    def recorded(self, item: Item, before: Item | None = None) -> Recorded:
        """Of an item that both editions have, `before` is what it was."""
        facts = item.facts if before is None else (*before.facts, *item.facts)
        return Recorded(
            any(name in self.stated for name in facts),
            item.id in self._found,
            self._photographs[item.id],
        )

    @cached_property
    def stated(self) -> frozenset[str]:
        """The names of the facts that the station states."""
        return frozenset(current_facts(db.session, self.application.site_id, Column.DECLARED))

    @cached_property
    def _found(self) -> frozenset[str]:
        visits = inspections_of(db.session, self.application.id)
        findings = (each for visit in visits for each in findings_of(db.session, visit.id))
        return frozenset(each.item_id for each in findings if each.checked or each.grade)

    @cached_property
    def _photographs(self) -> Mapping[str, int]:
        return Counter(each.item_id for each in photographs_of(db.session, self.application.site_id))

"""One item of the checklist page with all that belongs to it, and which items a filter shows."""

from dataclasses import dataclass
from enum import StrEnum

from inspect_app.policy import Item, Mode, Text, Verdict
from inspect_app.records.inspections import Finding
from inspect_app.records.photographs import Photograph
from inspect_app.records.rectification import RectificationItem
from inspect_app.web.inspector.earlier import EarlierLook
from inspect_app.web.inspector.forms import ItemForm, opened_on
from inspect_app.web.inspector.phrases import phrases
from inspect_app.web.inspector.standing import Said
from inspect_app.web.inspector.visit import Visit, VisitFact
from inspect_app.workflow.gaps import is_looked_at

# A judged item with this grade is met, but only just: what is lacking should be written down.
FAIR = "2"


class Show(StrEnum):
    """Which items the page shows."""

    ALL = "all"
    OPEN = "open"
    NO_NOTE = "no-note"
    FAILED = "failed"
    NO_PHOTOGRAPH = "no-photograph"


@dataclass(frozen=True)
class Card:
    """One item with all that belongs to it; `number` is its place in the standard, such as 2.3."""

    visit: Visit
    item: Item
    number: str
    said: Said
    photographs: list[Photograph]
    station_photographs: list[Photograph]
    earlier_photographs: list[Photograph]
    earlier: EarlierLook | None
    ordered: RectificationItem | None
    # The form that was sent and refused, or the one for what differs from what was declared.
    form: ItemForm | None

    @property
    def is_open(self) -> bool:
        """Whether something may be said of the item now."""
        return self.visit.is_open

    @property
    def refused(self) -> ItemForm | None:
        return self.form if self.form is not None and self.form.sent else None

    @property
    def note(self) -> str:
        """The note as it was typed, else as it was saved."""
        if self.refused:
            return str(self.refused.note.data or "")
        return self.finding.note if self.finding else ""

    @property
    def grade(self) -> str:
        """The grade that was tapped, else the one that was saved; empty where there is none."""
        typed = self.refused.grade.data if self.refused else None
        return str(typed or (self.finding and self.finding.grade) or "")

    @property
    def opened(self) -> dict[str, object]:
        """What the hidden fields of the form say: on what it was opened."""
        return opened_on(self.visit, self.item)

    @property
    def anchor(self) -> str:
        """Where the card stands on the page."""
        return f"item-{self.item.id}"

    @property
    def finding(self) -> Finding | None:
        return self.visit.findings.get(self.item.id)

    @property
    def facts(self) -> list[VisitFact]:
        return self.visit.facts_of(self.item)

    @property
    def is_judged(self) -> bool:
        return self.item.mode is Mode.JUDGED

    @property
    def is_done(self) -> bool:
        """Whether it was looked at in this visit."""
        return is_looked_at(self.item, self.finding)

    @property
    def is_failed(self) -> bool:
        """Not met, be it as declared or as found; what is only encouraged cannot fail."""
        return self.item.counts and self.said.verdict is Verdict.NOT_MET

    @property
    def lacks_note(self) -> bool:
        """Whether what was seen must still be written down."""
        return self.is_done and self.is_failed and not (self.finding and self.finding.note)

    @property
    def differs(self) -> bool:
        """Whether the visit found something else than was declared."""
        return any(fact.differs for fact in self.facts)

    @property
    def phrases(self) -> tuple[Text, ...]:
        falls_short = self.is_failed or self.grade == FAIR
        return phrases(self.item.section, falls_short=falls_short)

    def is_shown(self, show: Show, at: str = "") -> bool:
        """Whether the filter shows it; the item `at` stays in sight whatever the filter."""
        return self.item.id == at or self._fits(show)

    def _fits(self, show: Show) -> bool:
        return {
            Show.ALL: True,
            Show.OPEN: not self.is_done,
            Show.NO_NOTE: self.lacks_note,
            Show.FAILED: self.is_failed,
            Show.NO_PHOTOGRAPH: not self.photographs,
        }[show]

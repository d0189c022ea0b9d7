"""The checklist page as it is shown: a card an item, by section, with what is done and what is open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspect_app.policy import Item, Mode, Section, Standard, Text, Verdict
from inspect_app.records.inspections import Finding, Inspection
from inspect_app.records.photographs import Photograph
from inspect_app.records.rectification import RectificationItem
from inspect_app.web.inspector.earlier import EarlierLook, earlier_looks, evidence_of, ordered_items
from inspect_app.web.inspector.forms import ItemForm, opened_on
from inspect_app.web.inspector.phrases import phrases
from inspect_app.web.inspector.standing import Said, Standing, standing_of
from inspect_app.web.inspector.visit import Visit, VisitFact, open_visit
from inspect_app.workflow.gaps import is_looked_at
from inspect_app.workflow.office import Office

# A judged item with this grade is met, but only just: what is lacking should be written down.
FAIR = "2"
# Stands for the id of an item where all are meant.
EVERY = "all"


class Show(StrEnum):
    """Which items the page shows."""

    ALL = "all"
    OPEN = "open"
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
        return self.visit.is_under_way

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
        fair = self.finding is not None and self.finding.grade == FAIR
        return phrases(self.item.section, falls_short=fair or self.is_failed)

    def is_shown(self, show: Show) -> bool:
        return {
            Show.ALL: True,
            Show.OPEN: not self.is_done or self.lacks_note,
            Show.FAILED: self.is_failed,
            Show.NO_PHOTOGRAPH: not self.photographs,
        }[show]

    def reads_with(self, item: Item | None) -> bool:
        """Whether what is found for `item` may change this card."""
        if item is None:
            return False
        own = {fact.declaration.name for fact in self.facts}
        return self.item.id == item.id or (item.mode is Mode.MEASURED and not own.isdisjoint(item.facts))


@dataclass(frozen=True)
class Part:
    """A section with its cards of this visit, shown or not."""

    section: Section
    cards: list[Card]

    @property
    def done(self) -> int:
        return sum(card.is_done for card in self.cards)


@dataclass(frozen=True)
class Board:
    """Everything the checklist page shows of a visit."""

    visit: Visit
    standing: Standing
    parts: list[Part]

    @property
    def inspection(self) -> Inspection:
        return self.visit.inspection

    @property
    def cards(self) -> list[Card]:
        return [card for part in self.parts for card in part.cards]

    @property
    def done(self) -> int:
        return sum(part.done for part in self.parts)

    def card(self, item_id: str) -> Card | None:
        return next((card for card in self.cards if card.item.id == item_id), None)

    def count(self, show: Show) -> int:
        return sum(card.is_shown(show) for card in self.cards)

    @property
    def counts(self) -> Mapping[Show, int]:
        """How many items each filter shows."""
        return {show: self.count(show) for show in Show}


def open_board(
    office: Office, inspection: Inspection, *, sent: ItemForm | None = None, change: str = ""
) -> Board:
    """The page of a visit; `sent` is the form of one item that was refused.

    `change` is the item whose facts are asked for because they differ, or EVERY: fields for all facts of all
    items are most of a page, and what was declared is right most of the time.
    """
    visit = open_visit(office, inspection)
    standing = standing_of(office, inspection)
    forms = {} if sent is None else {sent.item.id: sent}
    if visit.is_under_way:
        asked = [item for item in visit.items if change in (item.id, EVERY) and item.id not in forms]
        forms |= {item.id: ItemForm(visit, item) for item in asked}
    cards = {card.item.id: card for card in _cards(office, visit, standing, forms)}
    parts = [
        Part(section, [cards[item.id] for item in section.items if item.id in cards])
        for section in visit.standard.sections
    ]
    return Board(visit, standing, [part for part in parts if part.cards])


def _cards(office: Office, visit: Visit, standing: Standing, forms: Mapping[str, ItemForm]) -> Iterator[Card]:
    pictures = evidence_of(office, visit.inspection)
    looks = earlier_looks(office, visit.inspection)
    ordered = ordered_items(office, visit.inspection)
    numbers = _numbers(visit.standard)
    for item in visit.items:
        yield Card(
            visit=visit,
            item=item,
            number=numbers[item.id],
            said=standing.items[item.id],
            photographs=pictures.own[item.id],
            station_photographs=pictures.station[item.id],
            earlier_photographs=pictures.earlier[item.id],
            earlier=looks.get(item.id),
            ordered=ordered.get(item.id),
            form=forms.get(item.id),
        )


def _numbers(standard: Standard) -> dict[str, str]:
    return {
        item.id: f"{section_number}.{number}"
        for section_number, section in enumerate(standard.sections, 1)
        for number, item in enumerate(section.items, 1)
    }

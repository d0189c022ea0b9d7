"""The checklist page as it is shown: a card an item, by section, with what is done and what is open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inspect_app.policy import Section, Standard, Text
from inspect_app.records.inspections import Inspection
from inspect_app.records.signatures import Signature
from inspect_app.web.inspector.cards import Card, Show
from inspect_app.web.inspector.earlier import earlier_looks, evidence_of, ordered_items
from inspect_app.web.inspector.forms import FieldsToCopy, ItemForm
from inspect_app.web.inspector.phrases import phrases
from inspect_app.web.inspector.standing import Standing, standing_of
from inspect_app.web.inspector.visit import Visit, open_visit
from inspect_app.workflow import signatures
from inspect_app.workflow.office import Office

# Stands for the id of an item where all are meant.
EVERY = "all"


@dataclass(frozen=True)
class Part:
    """A section with its cards of this visit, shown or not."""

    section: Section
    cards: list[Card]

    @property
    def done(self) -> int:
        return sum(card.is_done for card in self.cards)

    def is_shown(self, show: Show, at: str) -> bool:
        """Whether any of its cards is."""
        return any(card.is_shown(show, at) for card in self.cards)

    @property
    def phrases(self) -> Mapping[str, tuple[Text, ...]]:
        """Both lists of phrases, by what they are for."""
        return {
            "in-order": phrases(self.section.id, falls_short=False),
            "falls-short": phrases(self.section.id, falls_short=True),
        }


@dataclass(frozen=True)
class Board:
    """Everything the checklist page shows of a visit."""

    visit: Visit
    standing: Standing
    parts: list[Part]
    # Each person's newest signature, and whether it fits what is held; of a visit that is over.
    signed: list[tuple[Signature, bool]]

    @property
    def inspection(self) -> Inspection:
        return self.visit.inspection

    @property
    def cards(self) -> list[Card]:
        return [card for part in self.parts for card in part.cards]

    @property
    def done(self) -> int:
        return sum(part.done for part in self.parts)

    def count(self, show: Show) -> int:
        return sum(card.is_shown(show) for card in self.cards)

    @property
    def is_complete(self) -> bool:
        """Whether everything was looked at and nothing lacks its note."""
        return not (self.count(Show.OPEN) or self.count(Show.NO_NOTE))

    @property
    def fields(self) -> FieldsToCopy | None:
        """What a script opens without asking; None where nothing can be recorded any more."""
        return FieldsToCopy(self.visit) if self.visit.is_open else None

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
    if visit.is_open:
        asked = [item for item in visit.items if change in (item.id, EVERY) and item.id not in forms]
        forms |= {item.id: ItemForm(visit, item) for item in asked}
    cards = {card.item.id: card for card in _cards(office, visit, standing, forms)}
    parts = [
        Part(section, [cards[item.id] for item in section.items if item.id in cards])
        for section in visit.standard.sections
    ]
    signed = [] if visit.is_open else signatures.standing(office, inspection)
    return Board(visit, standing, [part for part in parts if part.cards], signed)


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

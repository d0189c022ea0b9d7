"""A standard: declared facts, sections of items, and the assessment of a site by them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from inspect_app.policy.assessment import Assessment
from inspect_app.policy.checked_facts import FactCheck
from inspect_app.policy.dated import Value
from inspect_app.policy.errors import FactError
from inspect_app.policy.facts import FactDeclaration
from inspect_app.policy.items import Item, ItemResult
from inspect_app.policy.rulings import NO_RULINGS, Boundary, Ruling, rulings_by_item
from inspect_app.policy.text import Text
from inspect_app.policy.wording import wording


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a standard with its weight in the score.

    `weight_source` says who set the weight; `counting` are the items that decide the outcome and earn points.
    """

    id: str
    title: Text
    weight: int
    weight_source: str
    items: tuple[Item, ...]
    counting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standard:
    """One edition of a standard. Nothing in it changes once it has been used."""

    id: str
    edition: str
    valid_from: date
    title: Text
    document: Text
    sections: tuple[Section, ...]
    items: Mapping[str, Item]
    facts: Mapping[str, FactDeclaration]
    values: Mapping[str, Value]
    sha256: str
    source_text: str
    _check: FactCheck = field(repr=False, compare=False)

    def check_facts(self, facts: Mapping[str, object]) -> dict[str, object]:
        """The facts normalised. Raises `FactError` with place and remedy for the first that is wrong."""
        return self._check.all(facts)

    def parse_fact(self, name: str, raw: object) -> object:
        """One fact normalised. Raises `FactError`."""
        return self._check.one(name, raw)

    def known(self, name: str, raw: object) -> object:
        """One stated fact normalised; None, so unknown, where this edition takes no such fact or value.

        What was stated under another edition stays on record, and counts only where it fits.
        """
        try:
            return None if raw is None else self.parse_fact(name, raw)
        except FactError:
            return None

    def assess(self, facts: Mapping[str, object], rulings: Sequence[Ruling] = ()) -> Assessment:
        """The verdict on every item, the outcome and the score. Raises `FactError` for wrong input."""
        given = self.check_facts(facts)
        ruled = rulings_by_item(rulings, self.boundaries) if rulings else {}
        results = {
            item_id: ItemResult(item, item.check(given, ruled.get(item_id, NO_RULINGS)), given)
            for item_id, item in self.items.items()
        }
        return Assessment(self, results)

    @property
    def boundaries(self) -> dict[str, tuple[Boundary, ...]]:
        """The boundaries of every item that has two readings somewhere."""
        return {item.id: item.readings for item in self.items.values() if item.readings}

    def to_json(self) -> dict[str, object]:
        """All that is judged by, as plain JSON, for the offline tablet: the same rules by the same tags."""
        return {
            "standard": self.id,
            "edition": self.edition,
            "sha256": self.sha256,
            "title": self.title._asdict(),
            "document": self.document._asdict(),
            "wording": wording(),
            "facts": {name: declared.to_json() for name, declared in self.facts.items()},
            "sections": [
                {
                    "id": section.id,
                    "title": section.title._asdict(),
                    "weight": section.weight,
                    "items": [item.to_json() for item in section.items],
                }
                for section in self.sections
            ],
        }

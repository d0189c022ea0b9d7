"""What a site may state: the declaration of a fact, as a checklist file gives it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from inspect_app.policy.sentences import Sentence
from inspect_app.policy.text import Text, plain_number, yuan

# Facts by name, normalised: bool, int, Decimal, str, date, lists of str, lists of records.
Facts = Mapping[str, Any]
# From a raw value and its place to the normalised value.
Parser = Callable[[object, str], object]


class FactType(StrEnum):
    """The closed set of kinds a fact can have."""

    BOOL = "bool"
    INT = "int"
    NUMBER = "number"
    FEN = "fen"
    CODE = "code"
    CODES = "codes"
    MONTHS = "months"
    DATE = "date"
    TEXT = "text"
    RECORDS = "records"
    JUDGEMENTS = "judgements"


# Looked up once: reading a member of an enumeration costs a call each time.
_FEN = FactType.FEN


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """One fact a checklist speaks of.

    `codes` are the words a `code` or `codes` fact may hold, with their labels (for `judgements`: the judged
    items); `fields` the fields of each record; `section` the section of the form it is asked in; `minimum`
    the least value a count, a number or an amount may have.
    """

    name: str
    type: FactType
    label: Text
    unit: Text | None = None
    codes: Mapping[str, Text] = field(default_factory=dict)
    fields: Mapping[str, "FactDeclaration"] = field(default_factory=dict)
    section: str | None = None
    help: Text | None = None
    minimum: int = 0

    def quantity(self, value: int | Decimal) -> Text:
        """A value of this fact with its unit, for a sentence."""
        if self.type is _FEN and value == int(value):
            return Sentence.YUAN(amount=yuan(int(value)))
        number = plain_number(value)
        if self.unit is None:
            return Text(number, number)
        return Sentence.QUANTITY(number=number, unit=_one(self.unit) if number == "1" else self.unit)

    def code_label(self, code: str) -> Text:
        """The label of one of the codes."""
        return self.codes.get(code, Text(code, code))

    def to_json(self) -> dict[str, object]:
        """The declaration as plain JSON, for the offline tablet; the help stands on its pages already."""
        plain: dict[str, object] = {"name": self.name, "type": self.type.value, "label": self.label._asdict()}
        if self.unit:
            plain["unit"] = self.unit._asdict()
        if self.section:
            plain["section"] = self.section
        if self.codes:
            plain["codes"] = {code: label._asdict() for code, label in self.codes.items()}
        if self.fields:
            plain["fields"] = {name: declared.to_json() for name, declared in self.fields.items()}
        if self.type in (FactType.INT, FactType.NUMBER, FactType.FEN):
            plain["minimum"] = self.minimum
        return plain


def _one(unit: Text) -> Text:
    """The unit of exactly one: in English units stand in the plural."""
    return Text(unit.zh, unit.en.removesuffix("s"))

"""What every kind of rule has in common."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import ClassVar, NamedTuple

from inspect_app.policy.facts import FactDeclaration, Facts, FactType
from inspect_app.policy.rulings import Boundary, BoundaryRulings, Ruling
from inspect_app.policy.sentences import Sentence, listed
from inspect_app.policy.text import Text
from inspect_app.policy.verdicts import Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """What a rule finds in the facts: the verdict and the sentence that explains it.

    `missing` are the places inside a fact that are not filled in, such as `staff[2].city_hours`; `readings`
    the verdict by each reading where the facts lie on a boundary; `ruling` the ruling that decided; `grade`
    the inspector's grade. Findings are compared by identity, so that what is made of one can be kept by it.
    """

    verdict: Verdict
    text: Text
    missing: tuple[str, ...] = ()
    readings: tuple["ReadingVerdict", ...] = ()
    ruling: Ruling | None = None
    grade: int | None = None


class ReadingVerdict(NamedTuple):
    """What one reading of a clause comes to on these facts."""

    boundary: str
    reading: str
    text: Text
    verdict: Verdict

    def to_json(self) -> dict[str, object]:
        """The reading as plain JSON."""
        return {
            "boundary": self.boundary,
            "reading": self.reading,
            "text": self.text._asdict(),
            "verdict": self.verdict.value,
        }


ANSWER_KINDS = {
    FactType.BOOL: "yes_no",
    FactType.INT: "count",
    FactType.NUMBER: "number",
    FactType.FEN: "money",
    FactType.CODE: "choice",
    FactType.CODES: "choices",
    FactType.MONTHS: "months",
    FactType.DATE: "date",
    FactType.TEXT: "text",
    FactType.RECORDS: "records",
    FactType.JUDGEMENTS: "grade",
}
Check = Callable[[Facts, BoundaryRulings], Finding]
Declarations = Mapping[str, FactDeclaration]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of rule: its tag and parameters are data, `compile` makes the function that applies it.

    Tags are never reused for another meaning, so that old decisions stay readable.
    """

    tag: ClassVar[str]

    def reads(self) -> tuple[str, ...]:
        """The names of the facts the rule reads, the deciding one first."""
        raise NotImplementedError

    def compile(self, facts: Declarations) -> Check:
        """The rule as a function of facts and rulings, with its sentences prepared."""
        raise NotImplementedError

    def requirement(self, facts: Declarations) -> Text:
        """What the rule asks for, in words, without its full stop."""
        raise NotImplementedError

    def verdicts(self) -> frozenset[Verdict]:
        """The verdicts this rule can come to."""
        return frozenset({Verdict.MET, Verdict.NOT_MET, Verdict.UNDECIDED})

    def answer_kind(self, facts: Declarations) -> str:
        """What a form asks for to decide this rule: the kind of the deciding fact."""
        return ANSWER_KINDS[facts[self.reads()[0]].type]

    def boundaries(self, facts: Declarations) -> tuple[Boundary, ...]:
        """Where the rule can be read in two ways."""
        return ()

    def to_json(self) -> dict[str, object]:
        """The tag and the parameters as plain JSON."""
        parameters = {each.name: plain(getattr(self, each.name)) for each in fields(self)}
        return {"tag": self.tag} | {name: value for name, value in parameters.items() if value is not None}


def plain(value: object) -> object:
    """A rule parameter as plain JSON; decimals are strings, so that no reader rounds them."""
    if isinstance(value, Rule):
        return value.to_json()
    if isinstance(value, Text):
        return value._asdict()
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, Decimal | date):
        return str(value)
    if hasattr(value, "to_json"):
        return value.to_json()
    return value


def unknown(*labels: Text, missing: tuple[str, ...] = ()) -> Finding:
    """The finding when a fact that would change the answer is missing."""
    return Finding(Verdict.UNDECIDED, Sentence.UNKNOWN(facts=listed(labels)), missing)


def met_or_not(holds: bool) -> Verdict:
    """The verdict of a rule that has all it needs."""
    return Verdict.MET if holds else Verdict.NOT_MET

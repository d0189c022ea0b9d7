"""One requirement: an item of a standard, a condition of a programme."""

from dataclasses import dataclass, field

from inspect_app.policy.facts import Facts
from inspect_app.policy.facts_json import plain_fact
from inspect_app.policy.rules import Check, Declarations, Finding, Graded, ReadingVerdict, Rule
from inspect_app.policy.rulings import Boundary, Ruling
from inspect_app.policy.sentences import Sentence
from inspect_app.policy.text import Text
from inspect_app.policy.verdicts import Mode, Obligation, Verdict

# Looked up once: reading a member of an enumeration costs a call each time.
_JUDGED = Mode.JUDGED


@dataclass(frozen=True, slots=True)
class Item:
    """One requirement with its clause and its rule.

    `title` is the requirement in short, `guidance` what an inspector looks at, `facts` the names the rule
    reads, `answer_kind` what a form asks for, `readings` the boundaries a ruling may be made on.
    """

    id: str
    section: str
    clause: str
    obligation: Obligation
    mode: Mode
    title: Text
    guidance: Text | None
    rule: Rule
    facts: tuple[str, ...]
    answer_kind: str
    readings: tuple[Boundary, ...]
    basis: Text
    check: Check = field(repr=False, compare=False)

    @property
    def counts(self) -> bool:
        """Whether the item decides the outcome and earns points."""
        return self.obligation is not Obligation.ENCOURAGED

    def to_json(self) -> dict[str, object]:
        """The item as plain JSON, for the offline tablet; the guidance stands on its pages already."""
        return {
            "id": self.id,
            "section": self.section,
            "clause": self.clause,
            "obligation": self.obligation.value,
            "mode": self.mode.value,
            "title": self.title._asdict(),
            "basis": self.basis._asdict(),
            "answer_kind": self.answer_kind,
            "facts": list(self.facts),
            "rule": self.rule.to_json(),
        }


def make_item(
    item_id: str,
    section: str,
    clause: str,
    obligation: Obligation,
    title: Text,
    guidance: Text | None,
    rule: Rule,
    document: Text,
    facts: Declarations,
) -> Item:
    """An item with its rule compiled against the declared facts; `document` names where the clause stands."""
    return Item(
        id=item_id,
        section=section,
        clause=clause,
        obligation=obligation,
        mode=Mode.JUDGED if isinstance(rule, Graded) else Mode.MEASURED,
        title=title,
        guidance=guidance,
        rule=rule,
        facts=rule.reads(),
        answer_kind=rule.answer_kind(facts),
        readings=rule.boundaries(facts),
        basis=Text(f"依据：{document.zh} {clause}", f"Basis: {document.en}, {clause}"),
        check=rule.compile(facts),
    )


class ItemResult:
    """What one item comes to on the facts of one site."""

    __slots__ = ("finding", "given", "item")

    def __init__(self, item: Item, finding: Finding, given: Facts) -> None:
        self.item = item
        self.finding = finding
        self.given = given

    @property
    def verdict(self) -> Verdict:
        """The verdict."""
        return self.finding.verdict

    @property
    def obligation(self) -> Obligation:
        """How far the clause binds."""
        return self.item.obligation

    @property
    def clause(self) -> str:
        """The clause, as its document numbers it."""
        return self.item.clause

    @property
    def facts(self) -> dict[str, object]:
        """The facts the item read; of the grades only its own."""
        item, given = self.item, self.given
        if isinstance(item.rule, Graded):
            grades = given.get(item.rule.fact) or {}
            return {item.rule.fact: {item.id: grades[item.id]}} if item.id in grades else {}
        return {name: given[name] for name in item.facts if name in given}

    @property
    def missing(self) -> list[str]:
        """What the item reads and nobody has stated: facts, and places inside facts."""
        given, item, inside = self.given, self.item, self.finding.missing
        if item.mode is _JUDGED:
            return [*inside]
        return [name for name in item.facts if name not in given] + [*inside]

    @property
    def explanation(self) -> Text:
        """Value, threshold, margin and clause in a sentence."""
        return explanation(self.item, self.finding)

    @property
    def readings(self) -> tuple[ReadingVerdict, ...]:
        """Where the facts lie on a boundary: the verdict by each reading."""
        return self.finding.readings

    @property
    def ruling(self) -> Ruling | None:
        """The ruling that decided, if one did."""
        return self.finding.ruling

    def to_json(self) -> dict[str, object]:
        """The result as the command line prints it."""
        return {
            **verdict_part(self.item, self.finding.verdict),
            "facts": {name: plain_fact(value) for name, value in self.facts.items()},
            "missing": self.missing,
            **reason_part(self.item, self.finding),
        }


def verdict_part(item: Item, verdict: Verdict) -> dict[str, object]:
    """The beginning of a result as plain JSON: what it comes to."""
    return {
        "verdict": verdict.value,
        "obligation": item.obligation.value,
        "clause": item.clause,
    }


def reason_part(item: Item, finding: Finding) -> dict[str, object]:
    """The end of a result as plain JSON: why."""
    shown: dict[str, object] = {"explanation": explanation(item, finding)._asdict()}
    if finding.readings:
        shown["readings"] = [each.to_json() for each in finding.readings]
    if finding.ruling:
        shown["ruling"] = finding.ruling.to_json()
    return shown


def explanation(item: Item, finding: Finding) -> Text:
    """Value, threshold, margin and clause in a sentence."""
    return Sentence.EXPLANATION(finding=finding.text, basis=item.basis)

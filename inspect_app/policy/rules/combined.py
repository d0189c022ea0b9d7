"""Rules made of rules: all of several, and one rule for each size class."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from inspect_app.policy.facts import FactDeclaration, Facts
from inspect_app.policy.rules.base import Check, Declarations, Finding, ReadingVerdict, Rule, unknown
from inspect_app.policy.rulings import Boundary, BoundaryRulings, Reading, Ruling
from inspect_app.policy.text import Text
from inspect_app.policy.verdicts import Verdict

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Settled(Rule):
    """A verdict the clause itself states for a size class, whatever else is known."""

    tag: ClassVar[str] = "settled"
    verdict: Verdict
    text: Text

    def reads(self) -> tuple[str, ...]:
        return ()

    def verdicts(self) -> frozenset[Verdict]:
        return frozenset({self.verdict})

    def compile(self, facts: Declarations) -> Check:
        finding = Finding(self.verdict, self.text)

        def check(_: Facts, __: BoundaryRulings) -> Finding:
            return finding

        return check


@dataclass(frozen=True, slots=True)
class AllOf(Rule):
    """Every one of the rules must be met. One definite failure decides, whatever the others lack."""

    tag: ClassVar[str] = "all_of"
    rules: tuple[Rule, ...]

    def reads(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for rule in self.rules for name in rule.reads()))

    def verdicts(self) -> frozenset[Verdict]:
        return frozenset().union(*(rule.verdicts() for rule in self.rules))

    def answer_kind(self, facts: Declarations) -> str:
        return "several" if len(self.reads()) > 1 else Rule.answer_kind(self, facts)

    def boundaries(self, facts: Declarations) -> tuple[Boundary, ...]:
        return tuple(each for rule in self.rules for each in rule.boundaries(facts))

    def compile(self, facts: Declarations) -> Check:
        checks = tuple(rule.compile(facts) for rule in self.rules)

        def check(given: Facts, rulings: BoundaryRulings) -> Finding:
            findings = [each(given, rulings) for each in checks]
            verdict = _worst(findings)
            return _joined(verdict, [each for each in findings if each.verdict is verdict])

        return check


# The first of these that any part comes to is what the whole comes to.
_BY_WEIGHT = (Verdict.NOT_MET, Verdict.UNDECIDED, Verdict.NEEDS_RULING, Verdict.MET, Verdict.NOT_APPLICABLE)


def _worst(findings: list[Finding]) -> Verdict:
    found = {each.verdict for each in findings}
    return next(verdict for verdict in _BY_WEIGHT if verdict in found)


def _joined(verdict: Verdict, findings: list[Finding]) -> Finding:
    text = findings[0].text
    for each in findings[1:]:
        text = text.joined(each.text)
    missing = tuple(place for each in findings for place in each.missing)
    readings = tuple(reading for each in findings for reading in each.readings)
    ruling = next((each.ruling for each in findings if each.ruling), None)
    return Finding(verdict, text, missing, readings, ruling)


@dataclass(frozen=True, slots=True)
class Band:
    """One size class: its ends, whether they belong to it, and what holds in it."""

    reading: str
    text: Text
    rule: Rule
    low: Number | None = None
    low_included: bool = True
    high: Number | None = None
    high_included: bool = True

    def claims(self, value: Number) -> bool:
        """Whether a value lies in this class."""
        low, high = self.low, self.high
        if low is not None and (value < low or (value == low and not self.low_included)):
            return False
        return high is None or value < high or (value == high and self.high_included)

    def to_json(self) -> dict[str, object]:
        """The class as plain JSON."""
        ends: dict[str, object] = {}
        if self.low is not None:
            ends["from" if self.low_included else "above"] = _plain(self.low)
        if self.high is not None:
            ends["up_to" if self.high_included else "below"] = _plain(self.high)
        return {"reading": self.reading, "text": self.text._asdict(), **ends, "rule": self.rule.to_json()}


def _plain(value: Number) -> int | str:
    return value if isinstance(value, int) else str(value)


@dataclass(frozen=True, slots=True)
class Bands(Rule):
    """One rule for each size class of the fact `by`, as a document writes them.

    A value that two classes claim has two readings. While the number is missing every class is possible, and
    the verdict is the one on which all agree.
    """

    tag: ClassVar[str] = "bands"
    by: str
    bands: tuple[Band, ...]

    def reads(self) -> tuple[str, ...]:
        inner = (name for band in self.bands for name in band.rule.reads())
        return tuple(dict.fromkeys((*inner, self.by)))

    def verdicts(self) -> frozenset[Verdict]:
        found = frozenset().union(*(band.rule.verdicts() for band in self.bands)) | {Verdict.UNDECIDED}
        return found | {Verdict.NEEDS_RULING} if self._shared_ends() else found

    def _shared_ends(self) -> list[tuple[Number, Band, Band]]:
        pairs = zip(self.bands, self.bands[1:], strict=False)
        return [
            (lower.high, lower, upper)
            for lower, upper in pairs
            if lower.high is not None and lower.high_included and upper.low_included
        ]

    def boundaries(self, facts: Declarations) -> tuple[Boundary, ...]:
        declared = facts[self.by]
        return tuple(_boundary(declared, value, bands) for value, *bands in self._shared_ends())

    def compile(self, facts: Declarations) -> Check:
        by, declared = self.by, facts[self.by]
        checks = tuple((band, band.rule.compile(facts)) for band in self.bands)
        boundaries = {value: _boundary(declared, value, bands) for value, *bands in self._shared_ends()}

        def check(given: Facts, rulings: BoundaryRulings) -> Finding:
            value = given.get(by)
            if value is None:
                return self._whatever([each(given, rulings) for _, each in checks], given, facts)
            claimed = [(band, each(given, rulings)) for band, each in checks if band.claims(value)]
            if len(claimed) == 1:
                return _in_band(declared, value, *claimed[0])
            boundary = boundaries[value]
            return _at_boundary(boundary, claimed, rulings.get(boundary.id))

        return check

    def _whatever(self, findings: list[Finding], given: Facts, facts: Declarations) -> Finding:
        verdicts = {each.verdict for each in findings}
        if len(verdicts) == 1 and not findings[0].verdict.is_open:
            label, text = facts[self.by].label, findings[0].text
            either = Text(f"无论“{label.zh}”是多少：{text.zh}", f"Whatever “{label.en}” is: {text.en}")
            return findings[0]._replace(text=either)
        absent = [facts[name].label for name in self.reads() if given.get(name) is None]
        missing = tuple(dict.fromkeys(place for each in findings for place in each.missing))
        return unknown(*absent, missing=missing)


def _boundary(declared: FactDeclaration, value: Number, bands: list[Band]) -> Boundary:
    shown = declared.quantity(value)
    text = Text(f"{declared.label.zh}恰为 {shown.zh}", f"{declared.label.en} is exactly {shown.en}")
    readings = tuple(Reading(band.reading, band.text) for band in bands)
    return Boundary(f"{declared.name}={value}", declared.name, str(value), text, readings)


def _in_band(declared: FactDeclaration, value: Number, band: Band, finding: Finding) -> Finding:
    shown, text = declared.quantity(value), finding.text
    zh = f"{declared.label.zh} {shown.zh}，适用“{band.text.zh}”：{text.zh}"
    en = f"{declared.label.en}: {shown.en}, so “{band.text.en}” applies: {text.en}"
    return finding._replace(text=Text(zh, en))


def _at_boundary(boundary: Boundary, claimed: list[tuple[Band, Finding]], ruling: Ruling | None) -> Finding:
    verdicts = {finding.verdict for _, finding in claimed}
    readings = tuple(
        ReadingVerdict(boundary.id, band.reading, band.text, finding.verdict) for band, finding in claimed
    )
    missing = tuple(dict.fromkeys(place for _, finding in claimed for place in finding.missing))
    if len(verdicts) == 1:
        return Finding(claimed[0][1].verdict, _agreed(boundary, claimed), missing, readings)
    if ruling is not None:
        return _ruled(boundary, claimed, ruling, readings)
    verdict = Verdict.UNDECIDED if Verdict.UNDECIDED in verdicts else Verdict.NEEDS_RULING
    return Finding(verdict, _disputed(boundary, claimed), missing, readings)


def _agreed(boundary: Boundary, claimed: list[tuple[Band, Finding]]) -> Text:
    parts = [finding.text for _, finding in claimed]
    zh = f"{boundary.text.zh}，两种读法结论一致：{''.join(each.zh for each in parts)}"
    return Text(zh, f"{boundary.text.en}; both readings agree: {' '.join(each.en for each in parts)}")


def _disputed(boundary: Boundary, claimed: list[tuple[Band, Finding]]) -> Text:
    zh = "；".join(f"按“{band.text.zh}”为{found.verdict.label.zh}" for band, found in claimed)
    en = "; ".join(f"by “{band.text.en}” it is {found.verdict.label.en}" for band, found in claimed)
    return Text(
        f"{boundary.text.zh}，可有两种读法：{zh}。须由市总工会裁定。",
        f"{boundary.text.en}, which can be read in two ways: {en}. The city union has to rule.",
    )


def _ruled(
    boundary: Boundary,
    claimed: list[tuple[Band, Finding]],
    ruling: Ruling,
    readings: tuple[ReadingVerdict, ...],
) -> Finding:
    band, finding = next(each for each in claimed if each[0].reading == ruling.reading)
    day = ruling.at.date()
    zh = f"{boundary.text.zh}，{ruling.by}于 {day} 裁定适用“{band.text.zh}”（理由：{ruling.reason}）：{finding.text.zh}"
    en = f"{boundary.text.en}; {ruling.by} ruled on {day} that “{band.text.en}” applies (reason: {ruling.reason}): {finding.text.en}"
    return Finding(finding.verdict, Text(zh, en), finding.missing, readings, ruling)

"""What a clause comes to at a number that two size classes claim."""

from decimal import Decimal
from typing import NamedTuple, Protocol

from inspect_app.policy.facts import FactDeclaration
from inspect_app.policy.rules.base import Finding, ReadingVerdict
from inspect_app.policy.rulings import Boundary, Reading, Ruling
from inspect_app.policy.sentences import Sentence, listed
from inspect_app.policy.text import Text, in_a_row
from inspect_app.policy.verdicts import Verdict


class SizeClass(Protocol):
    """What a boundary needs to know of the classes that claim it."""

    @property
    def reading(self) -> str: ...

    @property
    def text(self) -> Text: ...


class Claim(NamedTuple):
    """One class that claims the number, and what it finds there."""

    band: SizeClass
    finding: Finding


def boundary_between(
    declared: FactDeclaration, value: int | Decimal, lower: SizeClass, upper: SizeClass
) -> Boundary:
    """The boundary at a number that both classes claim."""
    text = Sentence.BOUNDARY(label=declared.label, value=declared.quantity(value))
    readings = tuple(Reading(band.reading, band.text) for band in (lower, upper))
    return Boundary(f"{declared.name}={value}", declared.name, str(value), text, readings)


def at_boundary(boundary: Boundary, claims: list[Claim], ruling: Ruling | None) -> Finding:
    """The finding on which all readings agree, else the ruled one, else that a ruling is needed."""
    verdicts = {claim.finding.verdict for claim in claims}
    readings = tuple(
        ReadingVerdict(boundary.id, band.reading, band.text, finding.verdict) for band, finding in claims
    )
    missing = tuple(dict.fromkeys(place for claim in claims for place in claim.finding.missing))
    if len(verdicts) == 1:
        return Finding(claims[0].finding.verdict, _agreed(boundary, claims), missing, readings)
    if ruling is not None:
        return _ruled(boundary, claims, ruling, readings)
    verdict = Verdict.UNDECIDED if Verdict.UNDECIDED in verdicts else Verdict.NEEDS_RULING
    return Finding(verdict, _disputed(boundary, claims), missing, readings)


def _agreed(boundary: Boundary, claims: list[Claim]) -> Text:
    findings = in_a_row([claim.finding.text for claim in claims])
    return Sentence.BOTH_AGREE(boundary=boundary.text, findings=findings)


def _disputed(boundary: Boundary, claims: list[Claim]) -> Text:
    readings = listed(
        (Sentence.BY_READING(reading=band.text, verdict=found.verdict.label) for band, found in claims),
        Sentence.SEMICOLON,
    )
    return Sentence.DISPUTED(boundary=boundary.text, readings=readings)


def _ruled(
    boundary: Boundary, claims: list[Claim], ruling: Ruling, readings: tuple[ReadingVerdict, ...]
) -> Finding:
    band, finding = next(claim for claim in claims if claim.band.reading == ruling.reading)
    heading = Sentence.RULED(
        boundary=boundary.text,
        by=ruling.by,
        day=ruling.at.date().isoformat(),
        reading=band.text,
        reason=ruling.reason,
    )
    return Finding(finding.verdict, heading.joined(finding.text), finding.missing, readings, ruling)

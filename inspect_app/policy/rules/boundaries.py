"""What a clause comes to at a number that two size classes claim."""

from decimal import Decimal
from typing import NamedTuple, Protocol

from inspect_app.policy.facts import FactDeclaration
from inspect_app.policy.rules.base import Finding, ReadingVerdict
from inspect_app.policy.rulings import Boundary, Reading, Ruling
from inspect_app.policy.text import Text
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
    shown = declared.quantity(value)
    text = Text(f"{declared.label.zh}恰为 {shown.zh}", f"{declared.label.en} is exactly {shown.en}")
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
    zh = "".join(claim.finding.text.zh for claim in claims)
    en = " ".join(claim.finding.text.en for claim in claims)
    return Text(
        f"{boundary.text.zh}，两种读法结论一致：{zh}", f"{boundary.text.en}; both readings agree: {en}"
    )


def _disputed(boundary: Boundary, claims: list[Claim]) -> Text:
    zh = "；".join(f"按“{band.text.zh}”为{found.verdict.label.zh}" for band, found in claims)
    en = "; ".join(f"by “{band.text.en}” it is {found.verdict.label.en}" for band, found in claims)
    return Text(
        f"{boundary.text.zh}，可有两种读法：{zh}。须由市总工会裁定。",
        f"{boundary.text.en}, which can be read in two ways: {en}. The city union has to rule.",
    )


def _ruled(
    boundary: Boundary, claims: list[Claim], ruling: Ruling, readings: tuple[ReadingVerdict, ...]
) -> Finding:
    band, finding = next(claim for claim in claims if claim.band.reading == ruling.reading)
    day, reason = ruling.at.date(), ruling.reason
    zh = f"{boundary.text.zh}，{ruling.by}于 {day} 裁定适用“{band.text.zh}”（理由：{reason}）："
    en = f"{boundary.text.en}; {ruling.by} ruled on {day} that “{band.text.en}” applies (reason: {reason}):"
    return Finding(finding.verdict, Text(zh, en).joined(finding.text), finding.missing, readings, ruling)

"""Where a target stands on a day: counted, awaiting, lacking, and at what pace."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from inspect_app.policy.targets import StationProgress, Target
from inspect_app.policy.text import tenths
from inspect_app.policy.verdicts import TargetStatus


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """Where one target stands on a day.

    `counted` stations are built by the due date and accepted, `awaiting` ones are built by then and not yet
    accepted; `gap` is still lacking; `rate_per_month` what each calendar month left has to bring (None when
    nothing is due any more); `at_risk` says that the pace so far does not reach the target. `unknown` names
    stations whose funds are unknown, `remaining` those still to be accepted where each one is required.
    """

    target: Target
    scope: str
    required: int
    counted: int
    awaiting: int
    status: TargetStatus
    gap: int
    rate_per_month: Decimal | None
    at_risk: bool
    unknown: tuple[str, ...]
    remaining: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """The target as the command line prints it."""
        rate = self.rate_per_month
        return {
            "id": self.target.id,
            "scope": self.scope,
            "due": self.target.due.isoformat(),
            "required": self.required,
            "counted": self.counted,
            "awaiting": self.awaiting,
            "status": self.status.value,
            "gap": self.gap,
            "rate_per_month": None if rate is None else float(rate),
            "at_risk": self.at_risk,
            "unknown": list(self.unknown),
            "remaining": list(self.remaining),
            "clause": self.target.clause,
            "title": self.target.title._asdict(),
        }


def stand(
    target: Target, scope: str, stations: list[StationProgress], as_of: date, begun: date
) -> TargetProgress:
    """Where a target stands for these stations on a day, in a plan begun on another."""
    meant = [each for each in stations if target.concerns(each)]
    built = [each for each in meant if target.is_built(each, as_of)]
    counted = [each for each in built if target.is_counted(each, as_of)]
    required = target.requirement.of(len(meant))
    gap = max(0, required - len(counted))
    status = _status(gap, target.due, as_of)
    running = status is TargetStatus.IN_PROGRESS
    return TargetProgress(
        target=target,
        scope=scope,
        required=required,
        counted=len(counted),
        awaiting=len(built) - len(counted),
        status=status,
        gap=gap,
        rate_per_month=tenths(gap, _months(as_of, target.due)) if running else None,
        at_risk=running and _pace_too_slow(len(built), required, begun, as_of, target.due),
        unknown=tuple(each.station for each in stations if target.leaves_open(each)),
        remaining=_remaining(target, meant, as_of),
    )


def _status(gap: int, due: date, as_of: date) -> TargetStatus:
    if gap == 0:
        return TargetStatus.ACHIEVED
    return TargetStatus.MISSED if as_of > due else TargetStatus.IN_PROGRESS


def _pace_too_slow(built: int, required: int, begun: date, as_of: date, due: date) -> bool:
    """Whether what is built, and as much again each month as until now, falls short of what is required."""
    passed = _months(begun, as_of)
    return passed > 0 and built + Fraction(built, passed) * (_months(as_of, due) - 1) < required


def _months(first: date, last: date) -> int:
    """The calendar months from one day to another, both months counted."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _remaining(target: Target, meant: list[StationProgress], as_of: date) -> tuple[str, ...]:
    if target.requirement.funds_from_fen is None:
        return ()
    return tuple(each.station for each in meant if not target.is_counted(each, as_of))

"""The words of an answer. Their values are stored and printed, and are never reused for another meaning."""

from enum import StrEnum

from inspect_app.policy.text import Text


class Verdict(StrEnum):
    """What one item comes to."""

    MET = "met"
    NOT_MET = "not_met"
    NEEDS_RULING = "needs_ruling"
    UNDECIDED = "undecided"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> Text:
        """The verdict as people read it."""
        return _VERDICT_LABELS[self]

    @property
    def is_open(self) -> bool:
        """Whether a fact or a ruling is still to come."""
        return self in (Verdict.UNDECIDED, Verdict.NEEDS_RULING)


class Obligation(StrEnum):
    """How far a clause binds."""

    MANDATORY = "mandatory"
    CONDITIONAL = "conditional"
    ENCOURAGED = "encouraged"

    @property
    def label(self) -> Text:
        """The obligation as people read it."""
        return _OBLIGATION_LABELS[self]


class Mode(StrEnum):
    """Who finds the verdict: computed from facts, or graded by the inspector."""

    MEASURED = "measured"
    JUDGED = "judged"


class Outcome(StrEnum):
    """What a whole assessment comes to."""

    CERTIFY = "certify"
    RECTIFY = "rectify"
    INCOMPLETE = "incomplete"

    @property
    def label(self) -> Text:
        """The outcome as people read it."""
        return _OUTCOME_LABELS[self]


class TargetStatus(StrEnum):
    """Where a target of a plan stands on a day."""

    ACHIEVED = "achieved"
    IN_PROGRESS = "in_progress"
    MISSED = "missed"


_VERDICT_LABELS = {
    Verdict.MET: Text("符合", "met"),
    Verdict.NOT_MET: Text("不符合", "not met"),
    Verdict.NEEDS_RULING: Text("待裁定", "needs a ruling"),
    Verdict.UNDECIDED: Text("待核实", "undecided"),
    Verdict.NOT_APPLICABLE: Text("不适用", "not applicable"),
}
_OBLIGATION_LABELS = {
    Obligation.MANDATORY: Text("必须达到", "mandatory"),
    Obligation.CONDITIONAL: Text("符合条件时必须达到", "mandatory for some sites"),
    Obligation.ENCOURAGED: Text("提倡", "encouraged"),
}
_OUTCOME_LABELS = {
    Outcome.CERTIFY: Text("可以认定", "may be certified"),
    Outcome.RECTIFY: Text("须整改", "must be put right"),
    Outcome.INCOMPLETE: Text("尚不能得出结论", "not yet decided"),
}

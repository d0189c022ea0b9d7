"""The closed set of rule kinds. A checklist is written in these and in nothing else."""

from inspect_app.policy.rules.bands import Band, Bands
from inspect_app.policy.rules.base import Check, Declarations, Finding, ReadingVerdict, Rule
from inspect_app.policy.rules.combined import AllOf, Settled
from inspect_app.policy.rules.days import Within
from inspect_app.policy.rules.flags import Equals, IsFalse, IsTrue
from inspect_app.policy.rules.graded import GRADES, Graded
from inspect_app.policy.rules.lists import Covers, IncludesAll, IncludesAny
from inspect_app.policy.rules.numbers import AtLeast, AtMost, LessThan
from inspect_app.policy.rules.records import EveryRecord
from inspect_app.policy.rules.share import Share

__all__ = [
    "GRADES",
    "AllOf",
    "AtLeast",
    "AtMost",
    "Band",
    "Bands",
    "Check",
    "Covers",
    "Declarations",
    "Equals",
    "EveryRecord",
    "Finding",
    "Graded",
    "IncludesAll",
    "IncludesAny",
    "IsFalse",
    "IsTrue",
    "LessThan",
    "ReadingVerdict",
    "Rule",
    "Settled",
    "Share",
    "Within",
]

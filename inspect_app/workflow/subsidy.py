"""The way of a subsidy decision, act by act: proposed, reviewed, signed, issued, paid, superseded."""

from inspect_app.workflow.approvals import review, send_back, sign, withdraw
from inspect_app.workflow.eligibility import eligibility, facts_for
from inspect_app.workflow.issuing import issue, pay
from inspect_app.workflow.proposals import claw_back, correct, propose, refresh

__all__ = [
    "claw_back",
    "correct",
    "eligibility",
    "facts_for",
    "issue",
    "pay",
    "propose",
    "refresh",
    "review",
    "send_back",
    "sign",
    "withdraw",
]

"""What a decision may say: whom it grants how much, or why it refuses."""

from dataclasses import dataclass

from inspect_app.policy.programme import ELIGIBLE, INELIGIBLE
from inspect_app.policy.verdicts import Verdict
from inspect_app.records.decisions import Decision, DecisionKind
from inspect_app.workflow import entered
from inspect_app.workflow.eligibility import Inputs
from inspect_app.workflow.errors import Invalid

# Of the routes a programme may name, the one on which the city itself gives the money.
CITY_ROUTE = "eligible_city"


@dataclass(frozen=True)
class Terms:
    """What is proposed, and on what ground."""

    kind: DecisionKind
    amount_fen: int
    reason: str


def terms(found: Inputs, amount_fen: int | None, reason: str) -> Terms:
    """What the rules' answer leads to. Raises Invalid while it leads to nothing."""
    answer = found.result.decision
    if answer == INELIGIBLE:
        failed = [r for r in found.result.conditions.values() if r.verdict is Verdict.NOT_MET]
        return Terms(DecisionKind.REFUSAL, 0, "\n".join(result.explanation.zh for result in failed))
    if answer in (ELIGIBLE, CITY_ROUTE):
        return Terms(DecisionKind.GRANT, _amount(found, amount_fen), _ground(found, reason))
    raise _not_the_citys(found) if answer in found.programme.routes else _still_open(found)


def renewed_terms(decision: Decision, found: Inputs) -> Terms:
    """What the rules' answer leads to today; a grant whose amount a person entered keeps it."""
    has_entered = decision.kind == DecisionKind.GRANT and found.programme.amount.fen is None
    return terms(found, decision.amount_fen if has_entered else None, decision.reason if has_entered else "")


def _not_the_citys(found: Inputs) -> Invalid:
    title = found.programme.routes[found.result.decision].item.title
    return Invalid(
        "conditions",
        f"依据条款：{title.zh}。本项不由市总工会决定。",
        f"By its clause: {title.en}. This is not for the city to decide.",
    )


def _still_open(found: Inputs) -> Invalid:
    results = [*found.result.conditions.values(), *found.result.routes.values()]
    undecided = [result for result in results if result.verdict.is_open]
    zh = "".join(f"{r.item.title.zh}（{r.verdict.label.zh}）：{r.explanation.zh}" for r in undecided)
    en = " ".join(f"{r.item.title.en} ({r.verdict.label.en}): {r.explanation.en}" for r in undecided)
    return Invalid(
        "conditions", f"还不能拟办，以下条件尚无结论。{zh}", f"Some conditions are still open. {en}"
    )


def _amount(found: Inputs, amount_fen: int | None) -> int:
    fixed = found.programme.amount.fen
    if fixed is None:
        return entered_amount(amount_fen)
    if amount_fen not in (None, fixed):
        raise Invalid(
            "amount_fen",
            "本项目的补贴金额由文件规定，不能另行填写。",
            "The document itself sets this amount.",
        )
    return fixed


def entered_amount(amount_fen: int | None) -> int:
    """An amount somebody entered. Raises Invalid("amount_fen")."""
    if amount_fen is None or amount_fen <= 0:
        raise Invalid("amount_fen", "请填写大于零的补贴金额。", "Enter an amount above zero.")
    return amount_fen


def _ground(found: Inputs, reason: str) -> str:
    return entered.reason(reason) if found.programme.amount.fen is None else reason.strip()

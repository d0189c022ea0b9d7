"""Approvals hold only for what was approved: they fall when an input of a pending decision changes."""

from collections.abc import Collection

from sqlalchemy import select

from inspect_app.records.decisions import PENDING, Decision, DecisionState
from inspect_app.records.organisation import Site
from inspect_app.workflow import history
from inspect_app.workflow.errors import Text
from inspect_app.workflow.office import Office


def facts_changed(office: Office, site: Site, names: Collection[str]) -> list[Decision]:
    """Let the approvals fall of the site's decisions under programmes that ask for one of these facts."""
    resting = [d for d in _pending(office, site=site) if _asks_for(office, d, names)]
    return let_fall(office, resting, Text("作为依据的事实已变更", "a fact it rests on has changed"))


def rulings_changed(office: Office, document_id: str) -> list[Decision]:
    """Let the approvals fall of all decisions under a programme whose rulings have changed."""
    return let_fall(
        office,
        _pending(office, programme_id=document_id),
        Text("所依据的裁定已变更", "a ruling it rests on has changed"),
    )


def approvals_fall(office: Office, site: Site, why: Text) -> list[Decision]:
    """Let the approvals of all pending decisions on a site fall: they are proposed again as they were frozen.

    A decision must be refreshed before it can be approved again.
    """
    return let_fall(office, _pending(office, site=site), why)


def let_fall(office: Office, decisions: list[Decision], why: Text) -> list[Decision]:
    """Take back every approval of these decisions and say why."""
    for decision in decisions:
        detail = {
            "from": decision.state,
            "reviewer": decision.reviewer_id,
            "signatory": decision.signatory_id,
        }
        decision.state = DecisionState.PROPOSED
        decision.reviewer = decision.signatory = None
        decision.reviewed_at = decision.signed_at = None
        decision.approvals_fell = why.zh
        office.session.flush()
        history.record(
            office, "approvals_fell", "decision", decision.id, site=decision.site, why=why.zh, detail=detail
        )
    return decisions


def _pending(office: Office, *, site: Site | None = None, programme_id: str | None = None) -> list[Decision]:
    query = select(Decision).where(Decision.state.in_(PENDING)).order_by(Decision.id)
    if site is not None:
        query = query.where(Decision.site_id == site.id)
    if programme_id is not None:
        query = query.where(Decision.programme_id == programme_id)
    return list(office.session.scalars(query))


def _asks_for(office: Office, decision: Decision, names: Collection[str]) -> bool:
    programme = office.library.programme(decision.programme_id, edition=decision.edition.edition)
    return any(name in programme.facts for name in names)

"""Subsidy decisions: listed, and each with what it rests on and who did what."""

from flask import render_template, request
from flask_babel import gettext as _

from inspect_app.records.decision_register import (
    WantedDecisions,
    count_decisions,
    decision_lines,
    ledger,
)
from inspect_app.records.decisions import Decision, DecisionState, decisions_of
from inspect_app.records.history import history_of
from inspect_app.records.people import CITY_ROLES
from inspect_app.web.access import allow, find_decision
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.city.differences import differences
from inspect_app.web.city.forms import ConfirmForm
from inspect_app.web.database import db
from inspect_app.web.office import current_office, library, person
from inspect_app.web.paging import Paging
from inspect_app.web.timeline import timeline
from inspect_app.workflow.candidates import candidates
from inspect_app.workflow.issuing import paid_fen


@blueprint.get("/decisions")
@allow(*CITY_ROLES)
def decisions() -> str:
    wanted = _wanted()
    counts = count_decisions(db.session, WantedDecisions((), wanted.programme_id, wanted.text))
    page = Paging.of_list(
        sum(counts.get(each, 0) for each in wanted.states) if wanted.states else sum(counts.values())
    )
    return render_template(
        "city/decisions.html",
        lines=decision_lines(db.session, wanted, limit=page.size, offset=page.offset),
        wanted=wanted,
        counts=counts,
        page=page,
        programmes=library().programmes.values(),
        states=[*DecisionState],
    )


@blueprint.get("/decisions/candidates/<programme_id>")
@allow(*CITY_ROLES)
def decision_candidates(programme_id: str) -> str:
    """Accepted stations on which nothing is decided yet, with what the rules say of each."""
    programme = library().programmes.get(programme_id)
    found = [] if programme is None else candidates(current_office(), programme_id)
    return render_template("city/candidates.html", programme=programme, found=found)


@blueprint.get("/decisions/<int:decision_id>")
@allow(*CITY_ROLES)
def decision(decision_id: int) -> str:
    found = find_decision(decision_id)
    return decision_page(found, ConfirmForm(data={"version": found.version}))


def decision_page(found: Decision, form: ConfirmForm) -> str:
    """The decision with the one act that is next for whoever looks at it."""
    changed = differences(current_office(), found)
    later = [each for each in decisions_of(db.session, found.site_id) if each.supersedes_id == found.id]
    moved = paid_fen(db.session, found)
    entries = history_of(db.session, "decision", found.id)
    return render_template(
        "city/decision.html",
        x=found,
        form=form,
        changed=changed,
        programme=library().programmes.get(found.programme_id),
        later=next((each for each in later if each.state != DecisionState.WITHDRAWN), None),
        moved=moved,
        entries=ledger(db.session, ids=[found.id]),
        issued_by=next((each.by for each in entries if each.act == "issued"), None),
        events=timeline(reversed(entries)),
        earlier_step=_earlier_step(found),
    )


def _earlier_step(found: Decision) -> str:
    """Which step the person has taken already, and therefore not the next; "" when none."""
    if person().id == found.proposer_id:
        return _("拟办人")
    return _("复核人") if person().id == found.reviewer_id else ""


def _wanted() -> WantedDecisions:
    state, programme_id = request.args.get("state", ""), request.args.get("programme", "")
    return WantedDecisions(
        states=(DecisionState(state),) if state in [*DecisionState] else (),
        programme_id=programme_id if programme_id in library().programmes else "",
        text=request.args.get("q", "").strip()[:80],
    )

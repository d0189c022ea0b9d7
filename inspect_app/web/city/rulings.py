"""Rulings: how a clause is to be read where it can be read in two ways."""

from collections.abc import Mapping

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from inspect_app.policy import Boundary, Item
from inspect_app.records.people import CITY_ROLES, Role
from inspect_app.records.rulings import RulingRecord, all_rulings, standing_rulings
from inspect_app.web.access import allow
from inspect_app.web.city.acts import ActPage, act_page
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.city.forms import RuleForm, WithdrawRulingForm
from inspect_app.web.database import db, perform
from inspect_app.web.language import say
from inspect_app.web.office import current_office, library
from inspect_app.workflow import rulings as workflow
from inspect_app.workflow.open_questions import Question, find_boundary, open_questions


@blueprint.get("/rulings")
@allow(*CITY_ROLES)
def rulings() -> str:
    given = [(ruling, *_boundary(ruling)) for ruling in all_rulings(db.session)]
    return render_template(
        "city/rulings.html",
        questions=open_questions(current_office()),
        standing=[each for each in given if each[0].withdrawn_at is None],
        withdrawn=[each for each in given if each[0].withdrawn_at is not None],
    )


@blueprint.get("/rulings/<document_id>/<ruled_item>/<boundary>")
@allow(*CITY_ROLES)
def rule(document_id: str, ruled_item: str, boundary: str) -> str:
    """The question with its readings, what follows from each, and the sites that wait."""
    question = _find_question(document_id, ruled_item, boundary)
    return _rule_page(question, _form(question))


@blueprint.post("/rulings/<document_id>/<ruled_item>/<boundary>")
@allow(Role.CITY_SIGNATORY)
def give_ruling(document_id: str, ruled_item: str, boundary: str) -> str | Response:
    question = _find_question(document_id, ruled_item, boundary)
    form = _form(question)
    if form.validate() and perform(form, lambda: _rule(question, form)):
        flash(_("裁定已作出，自即时起对全市生效。"), "success")
        return redirect(url_for("city.rulings"))
    return _rule_page(question, form)


@blueprint.route("/rulings/<int:ruling_id>/withdraw", methods=["GET", "POST"])
@allow(Role.CITY_SIGNATORY)
def withdraw_ruling(ruling_id: int) -> str | Response:
    found = db.session.get(RulingRecord, ruling_id) or abort(404)
    form = WithdrawRulingForm()
    if form.validate_on_submit() and perform(form, lambda: _withdraw(found, form)):
        flash(_("裁定已撤回。"), "success")
        return redirect(url_for("city.rulings"))
    lead = _("撤回后，涉及的项目重新待裁定；正在办理的有关补贴决定，其审批随之失效。已办结的不受影响。")
    item, boundary = _boundary(found)
    subject = found.item_id
    if item is not None and boundary is not None:
        subject = _("%(item)s：%(boundary)s", item=say(item.title), boundary=say(boundary.text))
    return act_page(
        form, ActPage(_("撤回裁定"), subject, lead, _("撤回裁定"), url_for("city.rulings"), "danger")
    )


def _find_question(document_id: str, ruled_item: str, boundary: str) -> Question:
    return find_boundary(current_office(), document_id, ruled_item, boundary) or abort(404)


def _form(question: Question) -> RuleForm:
    form = RuleForm()
    form.reading.choices = [SelectChoice(each.id, say(each.text)) for each in question.boundary.readings]
    return form


def _rule_page(question: Question, form: RuleForm) -> str:
    return render_template("city/rule.html", question=question, form=form, standing=_standing(question))


def _rule(question: Question, form: RuleForm) -> RulingRecord:
    return workflow.rule(
        current_office(),
        question.document.id,
        question.item.id,
        question.boundary.id,
        form.reading.data or "",
        form.reason.data or "",
    )


def _withdraw(found: RulingRecord, form: WithdrawRulingForm) -> None:
    workflow.withdraw(current_office(), found, form.why.data or "")


def _standing(question: Question) -> RulingRecord | None:
    """The ruling in force on this very boundary."""
    given = standing_rulings(db.session, question.document.id)
    key = (question.item.id, question.boundary.id)
    return next((ruling for ruling in given if (ruling.item_id, ruling.boundary) == key), None)


def _boundary(ruling: RulingRecord) -> tuple[Item | None, Boundary | None]:
    """What it rules on, in the latest edition; None where that edition no longer has it."""
    item = _items(ruling.document_id).get(ruling.item_id)
    boundaries = () if item is None else item.readings
    return item, next((each for each in boundaries if each.id == ruling.boundary), None)


def _items(document_id: str) -> Mapping[str, Item]:
    """The items of a standard or the conditions of a programme."""
    if document_id in library().standards:
        return library().standards[document_id].items
    programme = library().programmes.get(document_id)
    return {} if programme is None else programme.conditions

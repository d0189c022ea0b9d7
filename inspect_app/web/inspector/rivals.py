"""Where two inspectors gave different answers to one item: both side by side, and the lead chooses."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from inspect_app.policy import FactDeclaration, Item, ItemResult, Mode, Standard
from inspect_app.records.answers import Answer
from inspect_app.records.inspections import Inspection
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_own_inspection
from inspect_app.web.database import db, perform
from inspect_app.web.dossier_lines import RecordChange, record_changes
from inspect_app.web.inspector.blueprint import blueprint
from inspect_app.web.language import say
from inspect_app.web.office import current_office, person
from inspect_app.workflow import answers, assessing, columns, editions
from inspect_app.workflow.answers import Choice
from inspect_app.workflow.columns import JUDGEMENTS


class ChooseForm(FlaskForm):
    """Nothing but the press of a button."""


@dataclass(frozen=True)
class Option:
    """One answer to choose, with its facts as read by the standard and what it would come to."""

    answer: Answer
    facts: dict[str, Any]
    result: ItemResult

    @property
    def said(self) -> dict[str, Any]:
        """The whole answer: {"grade", "checked", "note", "facts", "why"}."""
        return self.answer.content


@dataclass(frozen=True)
class Disagreement:
    """An item with the answer that counts now, which comes first, and its rivals."""

    item: Item
    declarations: list[FactDeclaration]
    options: list[Option]

    @property
    def is_judged(self) -> bool:
        return self.item.mode is Mode.JUDGED

    def differs(self, name: str) -> bool:
        """Whether the answers differ in this: "grade", "checked", "note" or "why"."""
        return _differ(option.said[name] for option in self.options)

    def fact_differs(self, name: str) -> bool:
        return _differ(option.facts.get(name) for option in self.options)

    def record_changes(self, declaration: FactDeclaration, option: Option) -> list[RecordChange]:
        """Of a table of records: those in which an answer differs from the first of the others."""
        other = next(each for each in self.options if each is not option)
        name = declaration.name
        return record_changes(declaration, other.facts.get(name), option.facts.get(name))

    @property
    def verdicts_differ(self) -> bool:
        return _differ(option.result.verdict for option in self.options)


@blueprint.get("/<inspection_id>/rivals")
@allow(Role.INSPECTOR)
def rivals(inspection_id: str) -> str:
    return _page(find_own_inspection(inspection_id), ChooseForm())


@blueprint.post("/<inspection_id>/rivals/<answer_revision>")
@allow(Role.INSPECTOR)
def choose(inspection_id: str, answer_revision: str) -> Response | str:
    """This answer counts; `seen` are the answers that the page showed beside it."""
    inspection = find_own_inspection(inspection_id)
    answer, form = _answer(inspection, answer_revision), ChooseForm()
    seen = request.form.getlist("seen")
    if not perform(form, lambda: answers.settle(current_office(), answer, seen=seen)):
        return _page(inspection, form)
    flash(_("“%(item)s”已选定。", item=_title(inspection, answer)), "success")
    if answers.rivals(current_office(), inspection):
        return redirect(url_for(".rivals", inspection_id=inspection.id))
    return redirect(url_for(".checklist", inspection_id=inspection.id, _anchor=f"item-{answer.item_id}"))


def _page(inspection: Inspection, form: ChooseForm) -> str:
    return render_template(
        "inspector/rivals.html",
        inspection=inspection,
        disagreements=_disagreements(inspection),
        may_choose=person().id == inspection.lead_id,
        form=form,
    )


def _disagreements(inspection: Inspection) -> list[Disagreement]:
    """What is to be chosen, in the standard's order."""
    office = current_office()
    standard = editions.standard_of(office, inspection.edition)
    choices = answers.rivals(office, inspection)
    return [
        _disagreement(inspection, standard, item, choices[item.id])
        for item in standard.items.values()
        if item.id in choices
    ]


def _disagreement(inspection: Inspection, standard: Standard, item: Item, choice: Choice) -> Disagreement:
    names = () if item.mode is Mode.JUDGED else item.facts
    declarations = [standard.facts[name] for name in names]
    options = [_option(inspection, standard, item, each) for each in (choice.standing, *choice.rivals)]
    return Disagreement(item, declarations, options)


def _option(inspection: Inspection, standard: Standard, item: Item, answer: Answer) -> Option:
    stated = answer.content["facts"].items()
    facts = {name: standard.known(name, raw) for name, raw in stated}
    return Option(answer, facts, _result(inspection, standard, item, facts, answer.content["grade"]))


def _result(
    inspection: Inspection, standard: Standard, item: Item, facts: dict[str, Any], grade: str | None
) -> ItemResult:
    """What the item would come to with these facts and this grade in place of those that count now."""
    office = current_office()
    counts = columns.found(office, inspection.application)
    judged = {name: each for name, each in counts.pop(JUDGEMENTS, {}).items() if name != item.id}
    if grade is not None and item.mode is Mode.JUDGED:
        judged[item.id] = int(grade) if grade.isdigit() else grade
    known = {name: value for name, value in {**counts, **facts}.items() if value is not None}
    given = {**known, JUDGEMENTS: judged} if judged else known
    return standard.assess(given, assessing.rulings(office, standard)).items[item.id]


def _answer(inspection: Inspection, revision: str) -> Answer:
    found = db.session.get(Answer, revision)
    if found is None or found.inspection_id != inspection.id:
        abort(404)
    return found


def _title(inspection: Inspection, answer: Answer) -> str:
    return say(editions.standard_of(current_office(), inspection.edition).items[answer.item_id].title)


def _differ(values: Iterable[object]) -> bool:
    first, *others = values
    return any(each != first for each in others)

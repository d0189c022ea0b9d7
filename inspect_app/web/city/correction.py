"""The city sets the final column: one fact, with everything ever said of it, and a reason."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.applications import Application
from inspect_app.records.facts import statements
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_application
from inspect_app.web.city.acts import require_possible
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.city.forms import WhyForm
from inspect_app.web.database import db, perform
from inspect_app.web.dossier import Dossier
from inspect_app.web.fields import FactsForm, facts_form
from inspect_app.web.office import current_office
from inspect_app.workflow import facts
from inspect_app.workflow.columns import FactRow
from inspect_app.workflow.errors import StaleForm


@blueprint.route("/applications/<int:application_id>/facts/<fact>", methods=["GET", "POST"])
@allow(Role.CITY_OFFICER)
def correct(application_id: int, fact: str) -> str | Response:
    found = find_application(application_id)
    d = Dossier(found.site, found)
    row = _row(d, fact)
    require_possible("application", "correct", found)
    form = facts_form(d.standard, [fact], facts.final(current_office(), found), found.version)
    why = WhyForm()
    if form.is_submitted():
        if _is_sent(form, why) and _save(found, fact, form, why):
            return redirect(url_for("city.application", application_id=found.id) + f"#item-{_item(d, fact)}")
        form.catch_up()
    said = statements(db.session, found.site_id, fact)
    return render_template(
        "city/correct.html", d=Dossier(found.site, found), row=row, form=form, why=why, said=said
    )


def _row(d: Dossier, fact: str) -> FactRow:
    return next((row for row in d.rows if row.declaration.name == fact), None) or abort(404)


def _is_sent(form: FactsForm, why: WhyForm) -> bool:
    """Whether it asks to be saved and both of its parts can be read; each says what is wrong with it."""
    return not form.asks_for_rows_only and all([form.validate(), why.validate()])


def _save(found: Application, fact: str, form: FactsForm, why: WhyForm) -> bool:
    value, reason = form.fact(fact).data, why.why.data or ""

    def act() -> None:
        # A correction leaves the application's version as it is: what was seen is told by its value.
        if form.changed_by_others():
            raise StaleForm
        facts.correct(current_office(), found, fact, value, reason, form.version_to_save)

    if not perform(form, act):
        return False
    flash(_("“%(fact)s”已核定。", fact=form.fact(fact).label.text), "success")
    return True


def _item(d: Dossier, fact: str) -> str:
    """The first item that reads the fact: where the page was left."""
    return next(line.item.id for line in d.lines if fact in line.item.facts)

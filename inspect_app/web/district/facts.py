"""The district states what the grant programmes ask of a station."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.organisation import Site
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_site
from inspect_app.web.database import perform
from inspect_app.web.district.blueprint import blueprint
from inspect_app.web.district.forms import ProgrammeFactsForm
from inspect_app.web.district.programmes import ProgrammeFacts
from inspect_app.web.office import current_office
from inspect_app.workflow.facts import state_programme_facts


@blueprint.route("/sites/<int:site_id>/facts", methods=["GET", "POST"])
@allow(Role.DISTRICT)
def programme_facts(site_id: int) -> str | Response:
    site = find_site(site_id)
    stated = ProgrammeFacts(site)
    if not stated.concern_this_site:
        abort(404)
    form = ProgrammeFactsForm(stated.declarations.values(), stated.values, site.version)
    if form.is_submitted():
        if form.validate() and _save(site, form):
            return redirect(url_for("district.site", site_id=site_id))
        form.catch_up()
    return render_template("district/facts.html", site=site, stated=stated, form=form)


def _save(site: Site, form: ProgrammeFactsForm) -> bool:
    """State what was changed; on refusal the reason stands on the form."""
    changed = form.changed_values()
    office, why = current_office(), (form.why.data or "").strip()
    saved = perform(form, lambda: state_programme_facts(office, site, changed, why, form.version_to_save))
    if saved:
        flash(_("已保存。") if changed else _("没有改动，不需要保存。"), "success")
    return saved

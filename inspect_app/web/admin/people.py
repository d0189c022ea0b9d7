"""People: who has an account, how to reach them, and letting them in and out."""

import secrets

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import hash_password
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from inspect_app.records.directory import search_people
from inspect_app.records.people import Person, Role
from inspect_app.web.access import allow, find_person, in_scope, scope_nodes
from inspect_app.web.accounts.links import set_password_url
from inspect_app.web.admin.blueprint import blueprint
from inspect_app.web.admin.forms import ConfirmForm, NewPersonForm, PersonForm, WhyForm
from inspect_app.web.database import db, perform
from inspect_app.web.office import current_office
from inspect_app.web.paging import Paging
from inspect_app.workflow import people as acts


@blueprint.get("/people")
@allow(Role.ADMINISTRATOR)
def people() -> str:
    text, active = request.args.get("q", "").strip(), request.args.get("state") != "inactive"
    paging = Paging.of_request()
    found, paging.total = search_people(db.session, scope_nodes(), text, active, paging.offset, paging.size)
    return render_template("admin/people.html", found=found, paging=paging, text=text, active=active)


@blueprint.route("/people/new", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def add_person() -> str | Response:
    form = NewPersonForm()
    if form.validate_on_submit():
        added: list[Person] = []
        if perform(form, lambda: added.append(_add(form))):
            (new,) = added
            flash(_("已新增%(name)s。请任命岗位，并把设置密码的链接交给本人。", name=new.name), "success")
            return _back(new)
    return render_template("admin/new_person.html", form=form)


def _add(form: NewPersonForm) -> Person:
    return acts.add_person(
        current_office(),
        form.username.data or "",
        form.name.data or "",
        form.email.data or "",
        form.telephone.data or "",
        _unknown_password(),
    )


def _unknown_password() -> str:
    """The hash of a password that nobody knows: the person sets one by a link."""
    return str(hash_password(secrets.token_urlsafe(32)))


@blueprint.route("/people/<int:person_id>", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def person(person_id: int) -> str | Response:
    found = find_person(person_id)
    form = PersonForm(obj=found)
    if form.validate_on_submit():
        name, email, telephone = form.name.data or "", form.email.data or "", form.telephone.data or ""
        if perform(form, lambda: acts.change_person(current_office(), found, name, email, telephone)):
            flash(_("已保存。"), "success")
            return _back(found)
    return _page(found, form=form)


@blueprint.post("/people/<int:person_id>/password-link")
@allow(Role.ADMINISTRATOR)
def password_link(person_id: int) -> str | Response:
    """A new link; it makes the password and earlier links void. It is shown once and kept nowhere."""
    found, form = find_person(person_id), ConfirmForm()
    if form.validate_on_submit() and perform(
        form, lambda: acts.set_password(current_office(), found, _unknown_password())
    ):
        page = render_template("admin/password_link.html", person=found, link=set_password_url(found))
        return make_response(page, {"Cache-Control": "no-store"})
    return _page(found, confirm=form)


@blueprint.post("/people/<int:person_id>/deactivate")
@allow(Role.ADMINISTRATOR)
def deactivate(person_id: int) -> str | Response:
    found, form = find_person(person_id), WhyForm()
    if form.validate_on_submit() and perform(
        form, lambda: acts.deactivate(current_office(), found, form.why.data or "")
    ):
        flash(_("%(name)s已停用，不能再登录。", name=found.name), "success")
        return _back(found)
    return _page(found, deactivating=form)


@blueprint.post("/people/<int:person_id>/reactivate")
@allow(Role.ADMINISTRATOR)
def reactivate(person_id: int) -> str | Response:
    found, form = find_person(person_id), ConfirmForm()
    if form.validate_on_submit() and perform(form, lambda: acts.reactivate(current_office(), found)):
        flash(_("%(name)s已恢复，原有岗位继续有效。", name=found.name), "success")
        return _back(found)
    return _page(found, confirm=form)


@blueprint.post("/people/<int:person_id>/second-factor")
@allow(Role.ADMINISTRATOR)
def end_second_factor(person_id: int) -> str | Response:
    """For somebody who lost the phone and the recovery codes."""
    found, form = find_person(person_id), WhyForm()
    if form.validate_on_submit() and perform(
        form, lambda: acts.end_second_factor(current_office(), found, form.why.data or "")
    ):
        flash(_("%(name)s的第二步验证已取消，请提醒本人重新设置。", name=found.name), "success")
        return _back(found)
    return _page(found, ending_second_factor=form)


def _back(found: Person) -> Response:
    return redirect(url_for("admin.person", person_id=found.id))


def _page(found: Person, **forms: FlaskForm) -> str:
    """The page of a person; `forms` are those that come back with a refusal."""
    fresh: dict[str, FlaskForm] = {
        "form": PersonForm(formdata=None, obj=found),
        "deactivating": WhyForm(formdata=None),
        "ending_second_factor": WhyForm(formdata=None),
        "confirm": ConfirmForm(formdata=None),
    }
    return render_template("admin/person.html", person=found, in_scope=in_scope, **(fresh | forms))

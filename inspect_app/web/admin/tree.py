"""The organisation tree: walked from place to place, added to, renamed, closed."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from inspect_app.records.directory import open_below, people_at, search_nodes
from inspect_app.records.organisation import PARENTS, SITE_KINDS, Node, NodeKind, children
from inspect_app.records.people import Role
from inspect_app.web.access import allow, find_node, in_scope, scope_nodes
from inspect_app.web.admin.blueprint import blueprint
from inspect_app.web.admin.forms import ChangeSiteForm, NodeForm, RenameForm, SiteForm, WhyForm
from inspect_app.web.database import db, perform
from inspect_app.web.language import say
from inspect_app.web.office import current_office
from inspect_app.workflow import organisation as acts
from inspect_app.workflow.tree import KIND_NAMES

SHOWN = 50


@blueprint.app_template_global()
def kind_name(kind: str) -> str:
    """What a kind of node is called in the language of the request."""
    return say(KIND_NAMES[NodeKind(kind)])


@blueprint.get("/tree")
@allow(Role.ADMINISTRATOR)
def tree() -> str | Response:
    """Where the administrator begins, or what he searches for."""
    text, roots = request.args.get("q", "").strip(), scope_nodes()
    if not text and len(roots) == 1:
        return redirect(url_for("admin.node", node_id=roots[0].id))
    found, total = roots, len(roots)
    if text:
        found, total = search_nodes(db.session, roots, tuple(NodeKind), text, SHOWN)
    return render_template("admin/found_nodes.html", found=found, total=total, text=text)


@blueprint.get("/tree/<int:node_id>")
@allow(Role.ADMINISTRATOR)
def node(node_id: int) -> str:
    found = find_node(node_id)
    return render_template(
        "admin/node.html",
        node=found,
        above=_above(found),
        children=sorted(children(db.session, found), key=lambda child: list(NodeKind).index(child.kind)),
        counts=open_below(db.session, found),
        people=people_at(db.session, found),
        addable=[kind for kind in NodeKind if found.kind in PARENTS[kind] and found.closed_on is None],
        changeable=found.parent is not None and in_scope(found.parent) and found.closed_on is None,
    )


def _above(node: Node) -> list[Node]:
    """The way from the outermost place the administrator may see down to the node's parent."""
    way: list[Node] = []
    while node.parent is not None and in_scope(node.parent):
        node = node.parent
        way.insert(0, node)
    return way


@blueprint.route("/tree/<int:node_id>/add/<kind>", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def add_node(node_id: int, kind: str) -> str | Response:
    parent = find_node(node_id)
    if kind not in set(NodeKind) or parent.kind not in PARENTS[NodeKind(kind)]:
        abort(404)
    of_kind = NodeKind(kind)
    form = SiteForm() if of_kind in SITE_KINDS else NodeForm()
    if form.validate_on_submit() and perform(form, lambda: _add(parent, of_kind, form)):
        flash(_("已新增“%(name)s”。", name=form.name.data), "success")
        return redirect(url_for("admin.node", node_id=parent.id))
    return render_template("admin/add_node.html", parent=parent, kind=of_kind, form=form)


def _add(parent: Node, kind: NodeKind, form: NodeForm | SiteForm) -> None:
    code, name = form.code.data or "", form.name.data or ""
    if isinstance(form, SiteForm):
        address, telephone = form.address.data or "", form.telephone.data or ""
        acts.add_site(current_office(), parent, kind, code, name, address, telephone)
    else:
        acts.add_node(current_office(), parent, kind, code, name)


@blueprint.route("/tree/<int:node_id>/change", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def change_node(node_id: int) -> str | Response:
    found = find_node(node_id)
    form = _change_form(found)
    if form.validate_on_submit() and perform(form, lambda: _change(found, form)):
        flash(_("已保存。"), "success")
        return redirect(url_for("admin.node", node_id=found.id))
    return render_template("admin/change_node.html", node=found, form=form)


def _change_form(node: Node) -> RenameForm:
    site = node.site
    if site is None:
        return RenameForm(obj=node)
    return ChangeSiteForm(obj=site, data={"name": node.name})


def _change(node: Node, form: FlaskForm) -> None:
    if node.site is not None and isinstance(form, ChangeSiteForm):
        name, address, telephone = form.name.data or "", form.address.data or "", form.telephone.data or ""
        acts.change_site(current_office(), node.site, name, address, telephone, form.version.data or 0)
    else:
        acts.rename_node(current_office(), node, form.name.data or "")


@blueprint.route("/tree/<int:node_id>/close", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def close_node(node_id: int) -> str | Response:
    found, form = find_node(node_id), WhyForm()
    if form.validate_on_submit() and perform(
        form, lambda: acts.close_node(current_office(), found, form.why.data or "")
    ):
        flash(_("“%(name)s”已关闭。", name=found.name), "success")
        return redirect(url_for("admin.node", node_id=found.parent_id))
    return render_template("admin/close_node.html", node=found, form=form)

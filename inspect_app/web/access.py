"""Who may open what: every route declares its roles, every object is fetched within the person's nodes."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from inspect_app.records.applications import Application
from inspect_app.records.certificates import Certificate
from inspect_app.records.decisions import Decision
from inspect_app.records.inspections import Inspection
from inspect_app.records.organisation import Node, Site
from inspect_app.records.people import Appointment, Person, Role
from inspect_app.records.photographs import Photograph
from inspect_app.records.rectification import RectificationItem, RectificationOrder
from inspect_app.records.signatures import Signature
from inspect_app.web.database import db
from inspect_app.web.office import person

View = TypeVar("View", bound=Callable[..., Any])
Found = TypeVar("Found")

ANYONE = "anyone"
# Whoever is logged in, whatever the role.
MEMBERS = frozenset(Role)

# Endpoints that libraries bring along. Flask-Security guards its own pages.
LIBRARY_ENDPOINTS = ("static", "security.", "security_static")


def allow(*roles: Role) -> Callable[[View], View]:
    """Declare that only people who hold one of `roles` somewhere may open this route."""

    def declare(view: View) -> View:
        view.access = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return declare


def members(view: View) -> View:
    """Declare that everybody who is logged in may open this route."""
    view.access = MEMBERS  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Declare that this route is open to all, logged in or not."""
    view.access = ANYONE  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    app.before_request(_guard)


def declared_access(endpoint: str) -> frozenset[Role] | str | None:
    """What the view behind an endpoint declares; None when it declares nothing."""
    if endpoint.startswith(LIBRARY_ENDPOINTS):
        return ANYONE
    return getattr(current_app.view_functions[endpoint], "access", None)


def _guard() -> Response | None:
    if request.endpoint is None:
        return None
    if "\0" in request.path:
        # The id of nothing: PostgreSQL would not even look for it.
        abort(404)
    access = declared_access(request.endpoint)
    if access == ANYONE:
        return None
    if not current_user.is_authenticated:
        if request.blueprint == "tablet" or request.accept_mimetypes.best == "application/json":
            abort(401)
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
    if access is None or not person().role_names & frozenset(access):
        abort(403)
    return None


def view_roles() -> frozenset[Role]:
    """The roles the current view is declared for: only they give scope in it."""
    access = declared_access(request.endpoint or "")
    return access if isinstance(access, frozenset) else frozenset()


def in_scope(node: Node) -> bool:
    return any(person().holds(role, node) for role in view_roles())


def scope_nodes() -> list[Node]:
    """The nodes on which the person holds a role the view is declared for, outermost only."""
    nodes = {node.id: node for node in person().nodes(*view_roles())}.values()
    return [n for n in nodes if not any(m is not n and m.covers(n) for m in nodes)]


def _find(model: type[Found], key: object, node_of: Callable[[Found], Node]) -> Found:
    """The object, or 404 alike for what does not exist and for what lies outside the person's nodes."""
    found = db.session.get(model, key)
    if found is None or not in_scope(node_of(found)):
        abort(404)
    return found


def find_node(node_id: int) -> Node:
    return _find(Node, node_id, lambda node: node)


def find_person(person_id: int) -> Person:
    """Somebody who holds a role within the person's nodes, or as yet none anywhere; else 404."""
    found = db.session.get(Person, person_id)
    if found is None or (found.nodes() and not any(in_scope(node) for node in found.nodes())):
        abort(404)
    return found


def find_appointment(appointment_id: int) -> Appointment:
    return _find(Appointment, appointment_id, lambda appointment: appointment.node)


def find_site(site_id: int) -> Site:
    return _find(Site, site_id, lambda site: site.node)


def find_application(application_id: int) -> Application:
    return _find(Application, application_id, lambda application: application.site.node)


def find_inspection(inspection_id: str) -> Inspection:
    return _find(Inspection, inspection_id, lambda inspection: inspection.application.site.node)


def find_own_inspection(inspection_id: str) -> Inspection:
    """An inspection that is assigned to the person: being an inspector of the district is not enough."""
    inspection = find_inspection(inspection_id)
    if person() not in inspection.inspectors:
        abort(404)
    return inspection


def find_order(order_id: int) -> RectificationOrder:
    return _find(RectificationOrder, order_id, lambda order: order.application.site.node)


def find_order_item(item_id: int) -> RectificationItem:
    return _find(RectificationItem, item_id, lambda item: item.order.application.site.node)


def find_photograph(photograph_id: str) -> Photograph:
    return _find(Photograph, photograph_id, lambda photograph: photograph.site.node)


def find_signature(signature_id: str) -> Signature:
    return _find(Signature, signature_id, lambda signature: signature.inspection.application.site.node)


def find_certificate(certificate_id: int) -> Certificate:
    return _find(Certificate, certificate_id, lambda certificate: certificate.site.node)


def find_decision(decision_id: int) -> Decision:
    return _find(Decision, decision_id, lambda decision: decision.site.node)


def first_node(role: Role) -> Node:
    """The first node on which the person holds `role`; 403 when there is none."""
    nodes = person().nodes(role)
    if not nodes:
        abort(403)
    return nodes[0]

"""All sites of the district: where each stands, on the screen and as an Excel file."""

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.records.organisation import SITE_KINDS, NodeKind
from inspect_app.records.people import Role
from inspect_app.records.register import NEVER_APPLIED, Wanted, count_by_state
from inspect_app.web.access import allow, scope_nodes
from inspect_app.web.clock import today
from inspect_app.web.database import db
from inspect_app.web.district.blueprint import blueprint
from inspect_app.web.district.register import register_rows
from inspect_app.web.district.register_excel import register_workbook
from inspect_app.web.downloads import excel
from inspect_app.web.language import say
from inspect_app.workflow.states import STATE_NAMES
from inspect_app.workflow.tree import KIND_NAMES


@blueprint.get("/sites")
@allow(Role.DISTRICT)
def sites() -> str:
    wanted = _wanted()
    return render_template(
        "district/sites.html",
        rows=register_rows(wanted),
        wanted=wanted,
        kinds=[(kind.value, say(KIND_NAMES[kind])) for kind in NodeKind if kind in SITE_KINDS],
        states=_states(wanted),
    )


@blueprint.get("/sites.xlsx")
@allow(Role.DISTRICT)
def sites_workbook() -> Response:
    """The same sites as the page with the same filter shows."""
    name = _("辖区站点 %(day)s", day=today().isoformat())
    return excel(register_workbook(name, register_rows(_wanted())), name)


def _wanted() -> Wanted:
    """What the address asks for; what is not known is not asked for."""
    kind, state = request.args.get("kind", ""), request.args.get("state", "")
    return Wanted(
        kind=kind if kind in SITE_KINDS else "",
        state=state if state == NEVER_APPLIED or state in STATE_NAMES["application"] else "",
        text=request.args.get("text", "").strip()[:60],
    )


def _states(wanted: Wanted) -> list[tuple[str, str, int]]:
    """(state, its name, how many sites of the kind and text asked for stand there), without empty ones."""
    counts = count_by_state(db.session, scope_nodes(), Wanted(kind=wanted.kind, text=wanted.text))
    names = {NEVER_APPLIED: _("尚未申请")}
    names |= {str(state): say(name) for state, name in STATE_NAMES["application"].items()}
    return [(state, name, counts[state]) for state, name in names.items() if state in counts]

"""The register of all sites: found by district, kind, state and text, and taken home as Excel."""

from collections.abc import Mapping, Sequence

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.documents.workbook import CellValue, write_workbook
from inspect_app.records.applications import ApplicationState
from inspect_app.records.organisation import Node
from inspect_app.records.people import CITY_ROLES
from inspect_app.records.register import NEVER_APPLIED, SiteLine, Wanted, count_by_state, site_lines
from inspect_app.web.access import allow, scope_nodes
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.clock import today
from inspect_app.web.database import db
from inspect_app.web.downloads import excel
from inspect_app.web.language import say
from inspect_app.web.macros import state_name
from inspect_app.web.paging import Paging
from inspect_app.web.places import places
from inspect_app.workflow.office import BEIJING
from inspect_app.workflow.tree import KIND_NAMES


@blueprint.get("/sites")
@allow(*CITY_ROLES)
def sites() -> str:
    wanted, nodes = _wanted(), _nodes()
    counts = count_by_state(db.session, nodes, Wanted(kind=wanted.kind, text=wanted.text))
    total = counts.get(wanted.state, 0) if wanted.state else sum(counts.values())
    page = Paging.of_list(total)
    lines = site_lines(db.session, nodes, wanted, limit=page.size, offset=page.offset)
    return render_template(
        "city/sites.html",
        lines=lines,
        wanted=wanted,
        counts=counts,
        page=page,
        states=state_names(),
        districts=places().choices,
    )


@blueprint.get("/sites.xlsx")
@allow(*CITY_ROLES)
def sites_workbook() -> Response:
    """The sites the filters find, all of them."""
    columns = (
        _("编号"),
        _("名称"),
        _("类别"),
        _("区县（产业）"),
        _("上级工会"),
        _("申请状态"),
        _("状态起始日"),
        _("证书编号"),
        _("证书状态"),
        _("有效期至"),
    )
    states = state_names()
    rows = [_cells(line, states) for line in site_lines(db.session, _nodes(), _wanted())]
    title = _("全市站点 %(day)s", day=today().isoformat())
    return excel(write_workbook(title, columns, rows), title)


def state_names() -> dict[str, str]:
    """The states an application can be in, and what is said of a site that has none."""
    names = {str(state): state_name("application", state) for state in ApplicationState}
    return {NEVER_APPLIED: _("尚未申请"), **names}


def _wanted() -> Wanted:
    """The filters of the address; what is unknown filters nothing."""
    kind, state = request.args.get("kind", ""), request.args.get("state", "")
    return Wanted(
        kind=kind if kind in ("station", "home") else "",
        state=state if state in state_names() else "",
        text=request.args.get("q", "").strip()[:80],
    )


def _nodes() -> Sequence[Node]:
    """The chosen district within the person's nodes, else all of these."""
    chosen = request.args.get("district", "")
    own = scope_nodes()
    district = places().by_id.get(int(chosen)) if chosen.isdecimal() else None
    if district is None or not any(node.covers(district) for node in own):
        return own
    return [district]


def _cells(line: SiteLine, states: Mapping[str, str]) -> list[CellValue]:
    state = line.application_state or NEVER_APPLIED
    return [
        line.code,
        line.name,
        say(KIND_NAMES[line.kind]),
        places().name_of(line.path),
        line.parent_name,
        states[state],
        None if line.state_since is None else line.state_since.astimezone(BEIJING).date(),
        line.certificate_number,
        None if line.certificate_state is None else state_name("certificate", line.certificate_state),
        line.valid_until,
    ]

"""The organisation tree: administrators add, rename and close its places, one by one or from a table."""

from sqlalchemy import select

from inspect_app.records.applications import open_application
from inspect_app.records.decisions import PENDING, Decision
from inspect_app.records.organisation import PARENTS, SITE_KINDS, Node, NodeKind, Site, node_by_code
from inspect_app.records.people import Role
from inspect_app.workflow import entered, history, tree
from inspect_app.workflow.acting import as_it_stands, require_role
from inspect_app.workflow.errors import AlreadyDone, Invalid, Text, WrongState
from inspect_app.workflow.import_table import ImportRow, RowError
from inspect_app.workflow.office import Office
from inspect_app.workflow.site_import import ImportPreview, apply_import, preview_import

__all__ = [
    "ImportPreview",
    "ImportRow",
    "RowError",
    "add_node",
    "add_site",
    "apply_import",
    "change_site",
    "close_node",
    "plant_city",
    "preview_import",
    "rename_node",
]

NAME = Text("名称", "name")
CODE = Text("编码", "code")
ADDRESS = Text("地址", "address")
TELEPHONE = Text("电话", "telephone number")
_MANAGE = Text("管理组织机构", "manage the organisation")


def plant_city(office: Office, code: str, name: str) -> Node:
    """The root of the tree. It needs no role, for nobody can hold one yet; AlreadyDone once it stands."""
    history.lock(office.session)
    if office.session.scalars(select(Node.id).limit(1)).first() is not None:
        raise AlreadyDone("组织机构已经建立。", "The organisation has been set up already.")
    return _planted(office, None, NodeKind.CITY, code, name)


def add_node(office: Office, parent: Node, kind: NodeKind, code: str, name: str) -> Node:
    """A district, an industry or a street union below `parent`; sites come by `add_site`.

    Raises NotAllowed, WrongState when `parent` is closed, Invalid naming "kind", "code" or "name".
    """
    if kind in SITE_KINDS:
        raise Invalid("kind", "服务站和职工之家请用“新增站点”。", "Add stations and homes as sites.")
    _require_place(office, parent, kind)
    return _planted(office, parent, kind, code, name)


def add_site(
    office: Office, parent: Node, kind: NodeKind, code: str, name: str, address: str = "", telephone: str = ""
) -> Site:
    """A station below a street union, or a workers' home below a district, an industry or a street union.

    Raises NotAllowed, WrongState when `parent` is closed, Invalid naming the field.
    """
    if kind not in SITE_KINDS:
        raise Invalid("kind", "站点类型只能是服务站或职工之家。", "A site is a station or a workers' home.")
    _require_place(office, parent, kind)
    address = entered.within("address", ADDRESS, address, 200)
    telephone = entered.within("telephone", TELEPHONE, telephone, 40)
    node = _planted(office, parent, kind, code, name)
    site = Site(node=node, standard_id=tree.STANDARDS[kind], address=address, telephone=telephone)
    office.session.add(site)
    office.session.flush()
    return site


def change_site(office: Office, site: Site, name: str, address: str, telephone: str, version: int) -> None:
    """Correct a site's name, address and telephone number."""
    _require_above(office, site.node)
    as_it_stands(office, site, version)
    before = {"name": site.node.name, "address": site.address, "telephone": site.telephone}
    site.node.name = entered.text("name", NAME, name, 120)
    site.address = entered.within("address", ADDRESS, address, 200)
    site.telephone = entered.within("telephone", TELEPHONE, telephone, 40)
    office.session.flush()
    detail = {"before": before, "name": site.node.name, "address": site.address, "telephone": site.telephone}
    history.record(office, "site_changed", "node", site.node_id, site=site, detail=detail)


def rename_node(office: Office, node: Node, name: str) -> None:
    """Give a node another name; its code stays."""
    _require_above(office, node)
    before = node.name
    node.name = entered.text("name", NAME, name, 120)
    history.record(office, "node_renamed", "node", node.id, detail={"from": before, "to": node.name})


def close_node(office: Office, node: Node, why: str) -> None:
    """Close a node, and street unions below it, from today on; nothing below it may still be open.

    Raises NotAllowed, AlreadyDone, WrongState while a site below is open or the site itself has something
    under way, Invalid without a reason.
    """
    _require_above(office, node)
    why = entered.reason(why, "why")
    history.lock(office.session)
    office.session.refresh(node)
    if node.closed_on is not None:
        raise AlreadyDone(f"“{node.name}”已经关闭。", f"{node.name} is closed already.")
    below = _open_below(office, node)
    _require_nothing_under_way(office, node, below)
    for closing in (node, *below):
        closing.closed_on = office.today
    history.record(
        office, "node_closed", "node", node.id, why=why, detail={"closed": [n.code for n in (node, *below)]}
    )


def _require_place(office: Office, parent: Node, kind: NodeKind) -> None:
    """Whether the acting person may put a node of `kind` below `parent`, and such a node may hang there."""
    require_role(office, parent, Role.ADMINISTRATOR, act=_MANAGE)
    if parent.closed_on is not None:
        raise WrongState(
            f"“{parent.name}”已经关闭，不能在其下新增。",
            f"{parent.name} is closed; nothing can be added there.",
        )
    if parent.kind not in PARENTS[kind]:
        name, above = tree.KIND_NAMES[kind], tree.KIND_NAMES[NodeKind(parent.kind)]
        raise Invalid(
            "kind",
            f"{above.zh}“{parent.name}”之下不能设{name.zh}。",
            f"A {name.en} cannot hang below a {above.en} such as {parent.name}.",
        )


def _require_above(office: Office, node: Node) -> None:
    require_role(office, node.parent or node, Role.ADMINISTRATOR, act=_MANAGE)


def _planted(office: Office, parent: Node | None, kind: NodeKind, code: str, name: str) -> Node:
    history.lock(office.session)
    code = entered.code("code", CODE, code, 32)
    name = entered.text("name", NAME, name, 120)
    taken = node_by_code(office.session, code)
    if taken is not None:
        raise Invalid(
            "code", f"编码 {code} 已由“{taken.name}”使用，请换一个。", f"Code {code} belongs to {taken.name}."
        )
    node = tree.plant(office.session, parent, kind, code, name)
    history.record(office, "node_added", "node", node.id, detail={"kind": kind, "code": code, "name": name})
    return node


def _open_below(office: Office, node: Node) -> list[Node]:
    """The open nodes below `node`."""
    below = Node.path.startswith(node.path, autoescape=True) & (Node.id != node.id)
    query = select(Node).where(below, Node.closed_on.is_(None)).order_by(Node.path)
    return list(office.session.scalars(query))


def _require_nothing_under_way(office: Office, node: Node, below: list[Node]) -> None:
    open_sites = [n for n in below if n.kind in SITE_KINDS]
    if open_sites:
        first = open_sites[0]
        raise WrongState(
            f"“{node.name}”之下还有{len(open_sites)}个站点未关闭（如“{first.name}”），请先关闭这些站点。",
            f"{len(open_sites)} sites below {node.name} are open, {first.name} for one. Close them first.",
        )
    if node.site is not None and _is_under_way(office, node.site):
        raise WrongState(
            f"“{node.name}”还有未办结的申请或补贴决定，请先办结或撤回。",
            f"{node.name} has an application or a decision under way. Finish or withdraw it first.",
        )


def _is_under_way(office: Office, site: Site) -> bool:
    pending = select(Decision.id).where(Decision.site_id == site.id, Decision.state.in_(PENDING)).limit(1)
    return open_application(office.session, site.id) is not None or office.session.scalar(pending) is not None

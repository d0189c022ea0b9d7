"""Whether the rows of a table of sites fit the organisation tree as it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import aliased

from inspect_app.records.organisation import Node, NodeKind, the_city
from inspect_app.records.people import Role
from inspect_app.workflow.entered import is_code
from inspect_app.workflow.errors import Text
from inspect_app.workflow.import_table import COLUMNS, ImportRow, RowError
from inspect_app.workflow.office import Office

LIMITS = {"district": 120, "street": 120, "name": 120, "code": 32, "address": 200, "telephone": 40}


@dataclass(frozen=True)
class Street:
    id: int
    is_closed: bool


@dataclass(frozen=True)
class Register:
    """What the tree holds now, as far as an import asks: by code, by name, and by district and name."""

    codes: frozenset[str]
    districts: Mapping[str, Node]
    streets: Mapping[tuple[str, str], Street]
    # Where the acting person is administrator: these districts, or the whole city.
    administered: frozenset[str]
    whole_city: bool

    def free_codes(self, letter: str, digits: int) -> Iterator[str]:
        """Codes for new nodes, such as J00001, in rising order without those in use."""
        codes = (f"{letter}{number:0{digits}d}" for number in count(1))
        return (code for code in codes if code not in self.codes)


def register(office: Office) -> Register:
    """Read the tree, in three queries however large it is."""
    session, city = office.session, the_city(office.session)
    nodes = session.scalars(select(Node).where(Node.parent_id == city.id))
    districts = {node.name: node for node in nodes}
    above = aliased(Node)
    streets = session.execute(
        select(above.name, Node.name, Node.id, Node.closed_on)
        .join(above, Node.parent_id == above.id)
        .where(Node.kind == NodeKind.STREET)
    )
    return Register(
        codes=frozenset(session.scalars(select(Node.code))),
        districts=districts,
        streets={(d, s): Street(node_id, closed is not None) for d, s, node_id, closed in streets},
        administered=frozenset(
            name for name, node in districts.items() if office.by.holds(Role.ADMINISTRATOR, node)
        ),
        whole_city=office.by.holds(Role.ADMINISTRATOR, city),
    )


def errors_in(rows: Sequence[ImportRow], known: Register) -> Iterator[RowError]:
    """Everything that keeps the rows from being created, in the order of the rows."""
    first_lines: dict[str, int] = {}
    district_errors = {name: _district_error(name, known) for name in {row.district for row in rows}}
    for row in rows:
        yield from _length_errors(row)
        yield from _code_errors(row, known, first_lines)
        problem = district_errors[row.district]
        if problem:
            yield _error(row, "district", *problem)
        else:
            yield from _street_errors(row, known)


def _length_errors(row: ImportRow) -> Iterator[RowError]:
    for field, limit in LIMITS.items():
        value = getattr(row, field)
        if len(value) > limit:
            yield _error(
                row,
                field,
                Text(f"有{len(value)}个字，过长", f"has {len(value)} characters, too many"),
                Text(f"请缩短到{limit}个字以内", f"shorten it to {limit} characters"),
            )


def _code_errors(row: ImportRow, known: Register, first_lines: dict[str, int]) -> Iterator[RowError]:
    """`first_lines` remembers where each code was met first."""
    if row.code in first_lines:
        line = first_lines[row.code]
        message = Text(f"编码 {row.code} 与第{line}行重复", f"code {row.code} is in line {line} already")
        yield _error(
            row, "code", message, Text("请为每个站点填写不同的编码", "give each site a code of its own")
        )
    elif row.code in known.codes:
        message = Text(f"编码 {row.code} 已在系统中使用", f"code {row.code} is in use")
        remedy = Text(
            "已有站点不必重复导入，请删去本行或更换编码",
            "delete the row if the site exists; else change the code",
        )
        yield _error(row, "code", message, remedy)
    elif not is_code(row.code):
        message = Text(f"编码“{row.code}”含有不能使用的字符", f"code {row.code} holds other characters")
        yield _error(
            row, "code", message, Text("只用字母、数字和 . _ -", "use letters, digits and . _ - only")
        )
    first_lines.setdefault(row.code, row.line)


def _district_error(name: str, known: Register) -> tuple[Text, Text] | None:
    """What is wrong with a district and the remedy; None when rows may name it."""
    district = known.districts.get(name)
    if district is None:
        return _unknown_district(name, known)
    if district.closed_on is not None:
        return (
            Text(f"“{name}”已经关闭", f"{name} is closed"),
            Text("请改填现有区县", "name a district that is open"),
        )
    if name not in known.administered:
        return (
            Text(f"您不是“{name}”的系统管理员", f"you are not an administrator of {name}"),
            Text(
                "请由该区或市级管理员导入",
                "leave the row to an administrator of that district or of the city",
            ),
        )
    return None


def _unknown_district(name: str, known: Register) -> tuple[Text, Text] | None:
    if not known.districts and known.whole_city:
        return None
    nearest = get_close_matches(name, known.districts, n=1, cutoff=0.5)
    message = Text(f"没有名为“{name}”的区县", f"there is no district named {name}")
    if nearest:
        return message, Text(f"是否应为“{nearest[0]}”", f"did you mean {nearest[0]}")
    return message, Text(
        "请核对名称，或先在组织机构中新增该区县",
        "check the name, or add the district to the organisation first",
    )


def _street_errors(row: ImportRow, known: Register) -> Iterator[RowError]:
    district = known.districts.get(row.district)
    street = known.streets.get((row.district, row.street))
    if not row.street and row.kind == NodeKind.STATION:
        message = Text("服务站没有填写街道乡镇工会", "the station has no street union")
        yield _error(row, "street", message, Text("请填写所属街道乡镇工会", "name its street union"))
    elif row.street and district is not None and district.kind == NodeKind.INDUSTRY:
        message = Text(
            f"“{row.district}”是产业，其下不设街道", f"{row.district} is an industry without streets"
        )
        yield _error(row, "street", message, Text("请清空此格", "leave this cell empty"))
    elif street is not None and street.is_closed:
        message = Text(f"“{row.street}”已经关闭", f"{row.street} is closed")
        yield _error(
            row, "street", message, Text("请改填现有街道乡镇工会", "name a street union that is open")
        )


def _error(row: ImportRow, field: str, message: Text, remedy: Text) -> RowError:
    return RowError(row.line, COLUMNS[field], message, remedy)

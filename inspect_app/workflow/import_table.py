"""Reading a table of sites: which column is which, and what each row says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspect_app.documents.errors import TableRefused
from inspect_app.documents.workbook import read_table
from inspect_app.records.organisation import NodeKind
from inspect_app.workflow.errors import Invalid, Text

COLUMNS: dict[str, Text] = {
    "district": Text("区县", "district"),
    "street": Text("街道乡镇工会", "street_union"),
    "name": Text("站点名称", "site_name"),
    "code": Text("编码", "code"),
    "kind": Text("类型", "kind"),
    "address": Text("地址", "address"),
    "telephone": Text("电话", "telephone"),
}
# A column may also be headed by one of these.
_OTHER_HEADERS = {
    "district": ("区", "所属区县"),
    "street": ("街道乡镇", "街道", "street", "subdistrict"),
    "name": ("名称", "站点", "name", "site"),
    "code": ("站点编码",),
    "kind": ("站点类型", "type"),
    "address": ("详细地址",),
    "telephone": ("联系电话", "phone"),
}
_FIELDS = {
    header: field
    for field, label in COLUMNS.items()
    for header in (label.zh, label.en, *_OTHER_HEADERS[field])
}
_REQUIRED = ("district", "name", "code", "kind")
_KINDS = {
    "服务站": NodeKind.STATION,
    "工会服务站": NodeKind.STATION,
    "station": NodeKind.STATION,
    "职工之家": NodeKind.HOME,
    "home": NodeKind.HOME,
    "workers_home": NodeKind.HOME,
}


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One site as the table gives it; `line` counts from 1, the heading included."""

    line: int
    district: str
    street: str
    name: str
    code: str
    kind: NodeKind
    address: str
    telephone: str


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in which line and column, and what to do about it."""

    line: int
    column: Text
    message: Text
    remedy: Text


def read_rows(content: bytes, filename: str) -> tuple[list[ImportRow], list[RowError]]:
    """The rows that can be read, and what is wrong with the others. Raises Invalid("file")."""
    try:
        heading, *table = read_table(content, filename)
    except TableRefused as refused:
        raise Invalid("file", refused.zh, refused.en) from refused
    fields = _fields(heading.cells)
    rows: list[ImportRow] = []
    errors: list[RowError] = []
    for row in table:
        values = dict.fromkeys(COLUMNS, "") | _values(fields, row.cells)
        problems = list(_problems(row.line, values))
        errors += problems
        if not problems:
            rows.append(_row(row.line, values))
    if not rows and not errors:
        raise Invalid("file", "表中只有表头，没有站点。", "The table has a heading and no sites.")
    return rows, errors


def _fields(header: Sequence[str]) -> list[str | None]:
    """Which field each column holds; None for columns that are not wanted."""
    fields = [_FIELDS.get(_plain(title)) for title in header]
    absent = [COLUMNS[field] for field in _REQUIRED if field not in fields]
    if absent:
        raise Invalid(
            "file",
            f"表头缺少列：{'、'.join(column.zh for column in absent)}。"
            f"第一行应为：{'、'.join(column.zh for column in COLUMNS.values())}。",
            f"The heading lacks {', '.join(column.en for column in absent)}. "
            f"The first row should read {', '.join(column.en for column in COLUMNS.values())}.",
        )
    return fields


def _plain(title: str) -> str:
    """A heading as it is compared: without remarks in brackets, spaces as underscores, small letters."""
    return re.sub(r"[\s_-]+", "_", re.split(r"[(（]", title)[0].strip()).lower()


def _values(fields: Sequence[str | None], cells: Sequence[str]) -> dict[str, str]:
    return {field: cell.strip() for field, cell in zip(fields, cells, strict=False) if field}


def _problems(line: int, values: Mapping[str, str]) -> Iterator[RowError]:
    for field in _REQUIRED:
        if not values[field]:
            message = Text(f"没有填写{COLUMNS[field].zh}", f"{COLUMNS[field].en} is empty")
            yield RowError(line, COLUMNS[field], message, Text("请补填", "fill it in"))
    if values["kind"] and _plain(values["kind"]) not in _KINDS:
        message = Text(f"“{values['kind']}”不是站点类型", f"{values['kind']} is no kind of site")
        yield RowError(
            line, COLUMNS["kind"], message, Text("请填“服务站”或“职工之家”", "write station or home")
        )


def _row(line: int, values: Mapping[str, str]) -> ImportRow:
    return ImportRow(
        line=line,
        district=values["district"],
        street=values["street"],
        name=values["name"],
        code=values["code"],
        kind=_KINDS[_plain(values["kind"])],
        address=values["address"],
        telephone=values["telephone"],
    )

"""A table of sites is looked through first and created in one unit of work, or not at all."""

import hashlib
from collections.abc import Sequence

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from inspect_app.documents.workbook import write_workbook
from inspect_app.records import migrate
from inspect_app.records.database import begin_writing, configure
from inspect_app.records.history import HistoryEntry
from inspect_app.records.organisation import Node, NodeKind, Site, children, node_by_code
from inspect_app.records.people import Role
from inspect_app.workflow import history, organisation
from inspect_app.workflow.errors import Invalid
from inspect_app.workflow.organisation import ImportPreview, RowError
from tests.workflow.town import Town, found, settle

HEADING = ("区县", "街道乡镇工会", "站点名称", "编码", "类型", "地址", "电话")
ENGLISH = ("District", "Street union", "Site name", "Code", "Kind", "Address", "Telephone")
NEW_STATION = ("东城区", "景山街道", "景山街道工会服务站", "110101002-1", "服务站", "地安门内大街", "010-64")
RAIL_HOME = ("铁路产业", "", "北京站职工之家", "C01-1", "职工之家", "", "")


def csv(*rows: Sequence[str], heading: Sequence[str] = HEADING, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(",".join(row) for row in (heading, *rows)).encode(encoding)


def preview(town: Town, *rows: Sequence[str]) -> ImportPreview:
    return organisation.preview_import(town.office, csv(*rows), "站点.csv")


def only_error(town: Town, *rows: Sequence[str]) -> RowError:
    (error,) = preview(town, *rows).errors
    return error


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_preview_says_what_would_be_created(town: Town, encoding: str) -> None:
    content = csv(NEW_STATION, RAIL_HOME, encoding=encoding)
    seen = organisation.preview_import(town.office, content, "站点.csv")
    assert seen.errors == ()
    assert [(row.line, row.code, row.kind) for row in seen.rows] == [
        (2, "110101002-1", NodeKind.STATION),
        (3, "C01-1", NodeKind.HOME),
    ]
    assert (seen.new_districts, seen.known_districts) == ((), ("东城区", "铁路产业"))
    assert (seen.new_streets, seen.known_streets) == ((("东城区", "景山街道"),), ())
    assert seen.sha256 == hashlib.sha256(content).hexdigest()
    assert node_by_code(town.session, "110101002-1") is None


def test_excel_and_english_headings_read_the_same(town: Town) -> None:
    station = (*NEW_STATION[:4], "station", *NEW_STATION[5:])
    home = (*RAIL_HOME[:4], "Workers home", *RAIL_HOME[5:])
    workbook = write_workbook("Sites", ENGLISH, [station, home])
    seen = organisation.preview_import(town.office, workbook, "sites.xlsx")
    assert seen.errors == ()
    assert seen.rows == preview(town, NEW_STATION, RAIL_HOME).rows


def test_a_heading_may_carry_a_remark_and_other_columns(town: Town) -> None:
    heading = ("序号", *HEADING[:4], "类型(服务站/职工之家)", *HEADING[5:])
    content = csv(("1", *NEW_STATION), heading=heading)
    assert organisation.preview_import(town.office, content, "a.csv").rows[0].name == "景山街道工会服务站"


def test_what_was_previewed_is_created_with_one_entry_in_the_history(town: Town) -> None:
    seen = preview(town, NEW_STATION, RAIL_HOME)
    station, home = organisation.apply_import(town.office, seen)
    assert station.node.name == "景山街道工会服务站"
    assert (station.standard_id, home.standard_id) == ("station-2013", "workers-home-2013")
    assert (station.address, station.telephone) == ("地安门内大街", "010-64")
    (street,) = [n for n in children(town.session, town.nodes["east"]) if n.name == "景山街道"]
    assert station.node.path == f"{street.path}{station.node.id}/"
    assert home.node.parent_id == town.nodes["rail"].id
    last = town.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc())).first()
    assert last is not None
    assert (last.act, last.detail) == (
        "sites_imported",
        {"file": "站点.csv", "sha256": seen.sha256, "districts": 0, "streets": 1, "sites": 2},
    )
    assert history.broken_links(town.session) == []


def test_an_empty_city_takes_its_districts_from_the_table(session: Session) -> None:
    town = found(session)
    seen = preview(town, NEW_STATION, (*NEW_STATION[:3], "110101002-2", *NEW_STATION[4:]))
    assert seen.new_districts == ("东城区",)
    assert len(organisation.apply_import(town.office, seen)) == 2
    (district,) = children(session, town.nodes["city"])
    assert (district.name, district.kind, district.code) == ("东城区", NodeKind.DISTRICT, "Q0001")


def test_paths_are_the_same_on_either_database(database_url: str) -> None:
    migrate.upgrade(database_url)
    engine = configure(create_engine(database_url))
    with Session(engine) as session:
        begin_writing(session)
        town = settle(found(session))
        station, home = organisation.apply_import(town.office, preview(town, NEW_STATION, RAIL_HOME))
        city, rail = town.nodes["city"].id, town.nodes["rail"].id
        assert home.node.path == f"/{city}/{rail}/{home.node_id}/"
        assert town.nodes["east"].covers(station.node)
        organisation.add_node(town.office, town.nodes["east"], NodeKind.STREET, "110101003", "交道口街道")
    engine.dispose()


def test_new_places_get_codes_nobody_uses(town: Town) -> None:
    organisation.add_node(town.office, town.nodes["east"], NodeKind.STREET, "J00001", "交道口街道")
    organisation.apply_import(town.office, preview(town, NEW_STATION))
    assert node_by_code(town.session, "J00002").name == "景山街道"


def changed(column: int, value: str) -> tuple[str, ...]:
    return (*NEW_STATION[:column], value, *NEW_STATION[column + 1 :])


@pytest.mark.parametrize(
    ("row", "column", "says", "remedy"),
    [
        (changed(0, ""), "区县", "没有填写区县", "请补填"),
        (changed(2, ""), "站点名称", "没有填写站点名称", "请补填"),
        (changed(3, ""), "编码", "没有填写编码", "请补填"),
        (changed(4, "食堂"), "类型", "食堂", "职工之家"),
        (changed(0, "东城"), "区县", "没有名为“东城”的区县", "是否应为“东城区”"),
        (changed(0, "海淀"), "区县", "没有名为“海淀”的区县", "新增该区县"),
        (changed(1, ""), "街道乡镇工会", "没有填写街道乡镇工会", "请填写"),
        (changed(2, "站" * 121), "站点名称", "121个字", "120个字以内"),
        (changed(5, "号" * 201), "地址", "201个字", "200个字以内"),
        (changed(6, "1" * 41), "电话", "41个字", "40个字以内"),
        (changed(3, "110101001-1"), "编码", "已在系统中使用", "删去本行"),
        (changed(3, "京1"), "编码", "京1", "字母"),
        (("铁路产业", "某街道", "某职工之家", "C01-2", "职工之家", "", ""), "街道乡镇工会", "产业", "清空"),
    ],
)
def test_an_error_names_line_column_and_remedy(
    town: Town, row: tuple[str, ...], column: str, says: str, remedy: str
) -> None:
    error = only_error(town, RAIL_HOME, row)
    assert (error.line, error.column.zh) == (3, column)
    assert says in error.message.zh
    assert remedy in error.remedy.zh


def test_a_code_given_twice_names_the_line_it_was_given_first(town: Town) -> None:
    error = only_error(town, NEW_STATION, RAIL_HOME, changed(2, "另一站"))
    assert error.line == 4
    assert "第2行" in error.message.zh


def test_closed_places_take_no_sites(town: Town) -> None:
    organisation.close_node(town.office, town.nodes["west"], "撤并")
    assert "已经关闭" in only_error(town, changed(0, "西城区")).message.zh


def test_nothing_is_created_while_one_row_is_wrong(town: Town) -> None:
    seen = preview(town, NEW_STATION, changed(4, "食堂"))
    before = town.session.scalar(select(func.count(Node.id)))
    with pytest.raises(Invalid, match="line 3"):
        organisation.apply_import(town.office, seen)
    assert town.session.scalar(select(func.count(Node.id))) == before


def test_a_preview_overtaken_by_another_import_is_refused(town: Town) -> None:
    seen = preview(town, NEW_STATION)
    organisation.apply_import(town.office, preview(town, NEW_STATION))
    with pytest.raises(Invalid, match="1 errors"):
        organisation.apply_import(town.office, seen)


def test_a_district_administrator_imports_into_the_district_alone(town: Town) -> None:
    town.person("east-admin", Role.ADMINISTRATOR, town.nodes["east"])
    office = town.as_("east-admin")
    seen = organisation.preview_import(office, csv(NEW_STATION, RAIL_HOME), "a.csv")
    assert [(error.line, error.column.en) for error in seen.errors] == [(3, "district")]
    seen = organisation.preview_import(office, csv(NEW_STATION), "a.csv")
    assert len(organisation.apply_import(office, seen)) == 1


def test_nobody_else_imports_anything(town: Town) -> None:
    for username in ("station", "district", "city_officer"):
        seen = organisation.preview_import(town.as_(username), csv(NEW_STATION), "a.csv")
        assert "系统管理员" in seen.errors[0].message.zh
        with pytest.raises(Invalid):
            organisation.apply_import(town.as_(username), seen)


@pytest.mark.parametrize(
    ("content", "filename", "says"),
    [
        (csv(NEW_STATION, heading=("区县", "街道", "站点", "代号", "类型", "地址", "电话")), "a.csv", "编码"),
        (csv(), "a.csv", "没有站点"),
        (b"", "a.csv", "没有内容"),
        (b"%PDF-1.7", "a.pdf", ".xlsx"),
        (b"no workbook", "a.xlsx", "Excel"),
    ],
)
def test_what_is_no_table_of_sites_is_refused_with_the_remedy(
    town: Town, content: bytes, filename: str, says: str
) -> None:
    with pytest.raises(Invalid) as refused:
        organisation.preview_import(town.office, content, filename)
    assert refused.value.field == "file"
    assert says in refused.value.text.zh


def test_every_street_of_the_country_is_imported_at_once(session: Session) -> None:
    town = found(session)
    rows = [
        (f"第{n // 15}区", f"第{n}街道", f"第{n}街道工会服务站", f"S{n:06d}", "服务站", "", "")
        for n in range(41_000)
    ]
    seen = preview(town, *rows)
    assert seen.errors == ()
    sites = organisation.apply_import(town.office, seen)
    assert len(sites) == session.scalar(select(func.count(Site.id))) == 41_000
    assert session.scalar(select(func.count(Node.id))) == 1 + 2734 + 41_000 + 41_000
    assert session.scalar(select(func.count(Node.id)).where(~Node.path.startswith("/"))) == 0

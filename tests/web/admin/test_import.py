import io

from flask import Flask
from openpyxl import load_workbook

from inspect_app.records.organisation import node_by_code
from inspect_app.records.people import Role
from inspect_app.web.database import db
from tests.web.city import LogIn
from tests.web.pages import Page
from tests.web.visitor import Visitor

HEADING = "区县,街道乡镇工会,站点名称,编码,类型,地址,电话"


def upload(visitor: Visitor, *rows: str, encoding: str = "utf-8", name: str = "站点.csv") -> Page:
    """The page that comes after the upload."""
    table = "\n".join((HEADING, *rows)).encode(encoding)
    answer = visitor.submit("/admin/import", {"file": (io.BytesIO(table), name)})
    return answer if isinstance(answer, Page) else visitor.open(answer)


def test_a_good_table_is_shown_and_then_taken_over(app: Flask, client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    preview = upload(
        administrator,
        "东城区总工会,东四街道总工会,东四街道工会服务站,DC-N1,服务站,东四1号,",
        "东城区总工会,,某某公司职工之家,DC-N2,职工之家,,",
        encoding="gb18030",
    )
    assert "没有发现错误" in preview.text
    with app.app_context():
        assert node_by_code(db.session, "DC-N1") is None
    landed = administrator.press(preview)
    assert "已导入 2 个站点" in landed.text
    with app.app_context():
        station = node_by_code(db.session, "DC-N1")
        assert station is not None
        assert station.parent is not None
        assert station.parent.name == "东四街道总工会"


def test_every_wrong_row_is_named_with_its_remedy(client_as: LogIn) -> None:
    page = upload(
        client_as(Role.ADMINISTRATOR),
        "东城区总公会,东华门街道总工会,甲站,DC-N1,服务站,,",
        "东城区总工会,,乙站,DC-N2,服务站,,",
        "东城区总工会,东华门街道总工会,丙站,DC-S1,服务站,,",
    )
    lines = [[cell.text_content() for cell in row.xpath("td")] for row in page.tree.xpath("//main//tbody/tr")]
    assert [line[:2] for line in lines] == [["2", "区县"], ["3", "街道乡镇工会"], ["4", "编码"]]
    assert lines[0][3] == "是否应为“东城区总工会”"
    assert page.tree.xpath("//main//form") == [], "what has errors cannot be confirmed"


def test_what_is_no_table_is_refused_in_plain_words(client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    answer = administrator.submit(
        "/admin/import", {"file": (io.BytesIO(b"\xff\xd8\xff\xe0 a picture"), "a.jpg")}
    )
    assert isinstance(answer, Page)
    assert "没有保存，请先处理以下问题" in answer.text


def test_the_template_can_be_filled_in_and_uploaded(client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    template = load_workbook(io.BytesIO(administrator.client.get("/admin/import/template.xlsx").data))
    sheet = template.worksheets[0]
    assert [cell.value for cell in sheet[1]] == HEADING.split(",")
    sheet.delete_rows(2, 2)
    sheet.append(["东城区总工会", "东华门街道总工会", "丁站", "DC-N4", "服务站", "", "010-65250000"])
    file = io.BytesIO()
    template.save(file)
    file.seek(0)
    answer = administrator.submit("/admin/import", {"file": (file, "站点.xlsx")})
    assert not isinstance(answer, Page)
    assert "没有发现错误" in administrator.open(answer).text


def test_a_code_taken_meanwhile_stops_the_import_as_a_whole(app: Flask, client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    row = "东城区总工会,东华门街道总工会,甲站,DC-N1,服务站,,"
    first, second = (
        upload(administrator, row),
        upload(administrator, row, "东城区总工会,,乙家,DC-N2,职工之家,,"),
    )
    administrator.press(first)
    refused = administrator.submit(second)
    assert isinstance(refused, Page)
    assert "编码 DC-N1 已在系统中使用" in refused.text
    with app.app_context():
        assert node_by_code(db.session, "DC-N2") is None


def test_a_file_nobody_uploaded_is_not_found(client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    administrator.visit("/admin/import/" + "0" * 64, status=404)
    administrator.visit("/admin/import/..%2f..%2fetc", status=404)


def test_a_citys_worth_of_sites_is_imported_at_once(app: Flask, client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    rows = [
        f"东城区总工会,第{n // 100}街道总工会,第{n}工会服务站,DC-X{n},服务站,地址{n}号,"
        for n in range(41_000)
    ]
    preview = upload(administrator, *rows)
    assert "41000" in preview.text
    assert "已导入 41000 个站点" in administrator.press(preview).text
    with app.app_context():
        last = node_by_code(db.session, "DC-X40999")
        assert last is not None
        assert last.site is not None

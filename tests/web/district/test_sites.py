"""The register and the file of a site: filtered, taken home as Excel, and never those of others."""

import io

from flask import Flask
from openpyxl import load_workbook

from inspect_app.records.decisions import pending_decision
from inspect_app.records.people import Role
from inspect_app.web.database import db
from inspect_app.workflow import subsidy
from tests.web import city
from tests.web.city import LogIn, SmallCity, office
from tests.web.district.conftest import Address
from tests.web.visitor import Visitor


def names(officer: Visitor, query: str = "") -> list[str]:
    tree = officer.visit(f"/district/sites{query}").tree
    return [str(each) for each in tree.xpath("//main//tbody//th/a/text()")]


def test_the_register_holds_the_own_sites_alone(officer: Visitor, client_as: LogIn) -> None:
    assert len(names(officer)) == 11
    assert names(client_as(Role.DISTRICT, own=False)) == ["什刹海街道工会服务站"]


def test_it_is_filtered_by_state_kind_and_text(officer: Visitor) -> None:
    assert names(officer, "?state=submitted") == ["东华门街道submitted工会服务站"]
    assert names(officer, "?kind=home") == ["东华门大街某公司职工之家"]
    assert names(officer, "?state=none") == ["东华门大街某公司职工之家"]
    assert names(officer, "?text=inspected") == ["东华门街道inspected工会服务站"]
    assert names(officer, "?text=DC-DRAFT&state=draft") == ["东华门街道draft工会服务站"]


def test_a_filter_nobody_knows_is_no_filter_and_no_hit_is_said(officer: Visitor) -> None:
    assert len(names(officer, "?state=lost&kind=street")) == 11
    assert "没有符合条件的站点" in officer.visit("/district/sites?text=海淀").text


def test_a_row_tells_state_score_funds_completion_certificate_and_subsidy(
    officer: Visitor, small_city: SmallCity
) -> None:
    page = officer.visit("/district/sites?text=DC-S1")
    (row,) = page.tree.xpath("//tbody/tr")
    text = " ".join(row.text_content().split())
    for told in ("已发证", "达标", "300,000 元", "2013年10月31日", str(small_city.examples["number"])):
        assert told in text
    assert "市级办理中" in text
    assert "20,000" not in text


def test_the_excel_file_holds_the_rows_of_the_page(officer: Visitor, client_as: LogIn) -> None:
    assert len(_sheet(officer, "")) == 12
    header, row = _sheet(officer, "?text=DC-S1")
    told = dict(zip(header, row, strict=True))
    assert (told["编号"], told["申请状态"], told["补贴"]) == ("DC-S1", "已发证", "市级办理中")
    assert told["经费留成（元）"] == 300_000
    assert len(_sheet(client_as(Role.DISTRICT, own=False), "")) == 2


def test_the_file_of_a_site_shows_its_items_and_leads_to_the_review(
    officer: Visitor, site: Address, application: Address
) -> None:
    page = officer.visit(site("submitted"))
    assert application("submitted") in page.links()
    assert application("endorsed") not in officer.visit(site("endorsed")).links()
    assert officer.visit(site("submitted") + "?show=all").tree.xpath("//article[@id='item-premises.area']")


def test_a_foreign_site_is_not_found(client_as: LogIn, site: Address) -> None:
    foreign = client_as(Role.DISTRICT, own=False)
    foreign.visit(site("submitted"), status=404)
    foreign.visit(site("submitted") + "/facts", status=404)


def test_letters_are_handed_out_and_a_decision_only_once_it_is_issued(
    app: Flask, officer: Visitor, small_city: SmallCity
) -> None:
    address = f"/district/sites/{small_city.examples['site_id']}"
    before = [link for link in officer.visit(address).links() if link.endswith(".pdf")]
    assert len(before) == 2
    _issue(app)
    after = [link for link in officer.visit(address).links() if link.endswith(".pdf")]
    assert len(after) == 3
    for link in after:
        answer = officer.client.get(link)
        assert answer.mimetype == "application/pdf"
        assert answer.data.startswith(b"%PDF-")
    assert "20,000 元" in officer.visit("/district/sites?text=DC-S1").text


def test_letters_of_foreign_sites_and_unknown_numbers_are_not_found(
    officer: Visitor, client_as: LogIn, small_city: SmallCity
) -> None:
    address = f"/district/sites/{small_city.examples['site_id']}/letters"
    officer.visit(f"{address}/nothing.pdf", status=404)
    foreign = client_as(Role.DISTRICT, own=False)
    foreign.visit(f"{address}/{small_city.examples['number']}.pdf", status=404)


def _issue(app: Flask) -> None:
    with app.app_context():
        found = pending_decision(db.session, "exterior-2013", city.site(city.OWN_SITE).id)
        assert found is not None
        for username, act in (
            ("city_reviewer", subsidy.review),
            ("city_signatory", subsidy.sign),
            ("city_officer", subsidy.issue),
        ):
            act(office(app, username), found, found.version)
        db.session.commit()


def _sheet(visitor: Visitor, query: str) -> list[tuple[object, ...]]:
    answer = visitor.client.get(f"/district/sites.xlsx{query}")
    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    return list(sheet.iter_rows(values_only=True))

from flask import Flask

from inspect_app.records.people import Role
from tests.web import city
from tests.web.city import LogIn
from tests.web.pages import Page


def address(app: Flask, code: str) -> str:
    with app.app_context():
        return f"/admin/tree/{city.node(code).id}"


def test_the_tree_is_walked_from_city_to_site(app: Flask, client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    page = administrator.open(administrator.client.get("/admin/tree"))
    assert page.heading == "北京市总工会"
    for code in (city.OWN, city.OWN_STREET, city.OWN_SITE):
        assert address(app, code) in page.links()
        page = administrator.visit(address(app, code))
    assert page.heading == "东华门街道工会服务站"
    assert "王站长" in page.text


def test_a_district_shows_how_many_sites_lie_below(app: Flask, client_as: LogIn) -> None:
    page = client_as(Role.ADMINISTRATOR).visit(address(app, city.CITY))
    cells = [cell.text_content().strip() for cell in page.tree.xpath("//main//tbody/tr[1]/td")]
    assert cells == ["东城区总工会", "区县", "DC", "1", "10", "1"]


def test_a_districts_administrator_begins_at_the_district(app: Flask, client_as: LogIn) -> None:
    foreign = client_as(Role.ADMINISTRATOR, own=False)
    assert foreign.open(foreign.client.get("/admin/tree")).heading == "西城区总工会"
    assert "东城区" not in foreign.visit("/admin/tree?q=总工会").text


def test_a_site_is_added_and_corrected(app: Flask, client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    street = address(app, city.OWN_STREET)
    fields = {
        "name": "王府井工会服务站",
        "code": "DC-W1",
        "address": "王府井大街1号",
        "telephone": "65251111",
    }
    assert "王府井工会服务站" in administrator.press(f"{street}/add/station", fields).text
    site = address(app, "DC-W1")
    assert "王府井大街2号" in administrator.press(f"{site}/change", {"address": "王府井大街2号"}).text


def test_a_taken_code_is_named_and_nothing_typed_is_lost(app: Flask, client_as: LogIn) -> None:
    fields = {"name": "东四街道总工会", "code": city.OWN_STREET}
    page = client_as(Role.ADMINISTRATOR).submit(f"{address(app, city.OWN)}/add/street", fields)
    assert isinstance(page, Page)
    assert "编码 DC-J1 已由“东华门街道总工会”使用" in page.text
    assert page.fields()["name"] == "东四街道总工会"


def test_two_people_correcting_the_same_site_are_told(app: Flask, client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    change = f"{address(app, city.OWN_SITE)}/change"
    first, second = administrator.visit(change), administrator.visit(change)
    administrator.press(first, {"address": "甲2号"})
    page = administrator.submit(second, {"address": "甲3号"})
    assert isinstance(page, Page)
    assert "他人已修改了这条记录" in page.text
    assert page.fields()["address"] == "甲3号"


def test_a_place_with_open_sites_is_not_closed(app: Flask, client_as: LogIn) -> None:
    page = client_as(Role.ADMINISTRATOR).submit(f"{address(app, city.OWN_STREET)}/close", {"why": "合并"})
    assert isinstance(page, Page)
    assert "还有10个站点未关闭" in page.text


def test_a_home_is_closed_with_a_reason(app: Flask, client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    page = administrator.press(f"{address(app, city.OWN_HOME)}/close", {"why": "单位注销"})
    assert "已关闭" in page.text
    assert "2013年11月20日关闭" in administrator.visit(address(app, city.OWN_HOME)).text


def test_a_kind_that_cannot_hang_there_is_not_offered(app: Flask, client_as: LogIn) -> None:
    administrator = client_as(Role.ADMINISTRATOR)
    administrator.visit(f"{address(app, city.CITY)}/add/station", status=404)
    administrator.visit(f"{address(app, city.CITY)}/add/castle", status=404)

from io import BytesIO

from flask import Flask

from inspect_app.records.rectification import open_order
from inspect_app.web.database import db
from tests.web.city import SmallCity
from tests.web.pages import Page
from tests.web.station.conftest import Address, Declared
from tests.web.visitor import Visitor
from tests.workflow import journey


def item_address(clerk: Visitor, at: Address) -> str:
    page = clerk.visit(at("rectification", "/rectification"))
    (address,) = [link for link in page.links() if "/rectification/" in link and "letters" not in link]
    return address


def add_photograph(clerk: Visitor, address: str, moment: str, number: int) -> None:
    files = {"album": [(BytesIO(journey.picture(number)), "1.jpg")]}
    answer = clerk.post(f"{address}/photographs/{moment}", files)
    assert not isinstance(answer, Page), answer.text


def test_an_item_is_put_right_with_facts_note_and_photographs(
    clerk: Visitor, at: Address, declared: Declared
) -> None:
    address = item_address(clerk, at)
    page = clerk.visit(address)
    assert "检查时认定" in page.text
    add_photograph(clerk, address, "before", 31)
    add_photograph(clerk, address, "after", 32)
    order = clerk.press(address, {"note": "已扩租隔壁房间", "floor_area_m2": "62"}, action="#what-was-done")
    assert "已扩租隔壁房间" in order.text
    assert declared(at("rectification"))["floor_area_m2"] == 62
    assert "整改情况已上报" in clerk.press(order, action="report").source
    assert "待复查" in clerk.visit(at("rectification", "/rectification")).text


def test_what_is_not_done_is_named_and_the_report_refused(
    clerk: Visitor, at: Address, app: Flask, small_city: SmallCity
) -> None:
    opened = clerk.visit(at("rectification", "/rectification"))
    assert "未填写整改情况" in opened.text
    with app.app_context():
        order = open_order(db.session, small_city.applications["rectification"])
        assert order is not None
        version = order.version
    page = clerk.post(at("rectification", "/rectification/report"), {"version": version})
    assert isinstance(page, Page)
    assert "还不能报告整改完成" in page.text


def test_a_wrong_fact_keeps_the_note_and_a_missing_note_keeps_the_fact(
    clerk: Visitor, at: Address, declared: Declared
) -> None:
    address = item_address(clerk, at)
    wrong = clerk.submit(address, {"note": "已扩租", "floor_area_m2": "-1"}, action="#what-was-done")
    assert isinstance(wrong, Page)
    assert "不能为负数" in wrong.text
    missing = clerk.submit(wrong, {"note": "", "floor_area_m2": "62"}, action="#what-was-done")
    assert isinstance(missing, Page)
    assert "请填写整改情况" in missing.text
    assert missing.fields("#what-was-done")["floor_area_m2"] == "62"
    assert declared(at("rectification"))["floor_area_m2"] == 60


def test_a_bad_photograph_keeps_the_note_that_was_saved(clerk: Visitor, at: Address) -> None:
    address = item_address(clerk, at)
    clerk.press(address, {"note": "已扩租"}, action="#what-was-done")
    page = clerk.post(f"{address}/photographs/after", {"album": [(BytesIO(b"x"), "坏.jpg")], "caption": "后"})
    assert isinstance(page, Page)
    assert "坏.jpg：" in page.text
    assert page.fields("/photographs/after")["caption"] == "后"
    assert page.tree.xpath("//textarea[@name='note']")[0].value.strip() == "已扩租"


def test_after_the_report_nothing_more_is_put_right(clerk: Visitor, at: Address) -> None:
    page = clerk.visit(at("put_right", "/rectification"))
    assert [link for link in page.links() if "/rectification/" in link] == []
    answer = clerk.post(at("put_right", "/rectification/report"), {"version": "3"})
    assert isinstance(answer, Page)
    assert "不能报告整改完成" in answer.text


def test_a_site_without_an_order_has_nothing_to_put_right(clerk: Visitor, at: Address) -> None:
    assert "没有需要整改的事项" in clerk.visit(at("draft", "/rectification")).text
    answer = clerk.post(at("draft", "/rectification/report"), {"version": "1"})
    assert not isinstance(answer, Page)

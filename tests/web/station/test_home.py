import pytest
from flask import Flask

from inspect_app.records.people import Role
from tests.web.city import FOREIGN_SITE, LogIn, site
from tests.web.station.conftest import Address
from tests.web.stories import STORIES
from tests.web.visitor import Visitor


def test_somebody_with_one_site_comes_straight_to_it(client_as: LogIn) -> None:
    visitor = client_as(Role.STATION)
    assert "东华门街道工会服务站" in visitor.open(visitor.client.get("/station/")).text


def test_somebody_with_several_sites_chooses(clerk: Visitor, at: Address) -> None:
    page = clerk.visit("/station/")
    assert page.heading == "我的站点"
    assert {at("draft"), at("rectification")} <= set(page.links())


NEXT = {
    "draft": "检查并提交",
    "submitted": "等待区级审核",
    "endorsed": "等待安排检查",
    "scheduled": "准备迎接现场检查",
    "inspected": "等待市级验收",
    "rectification": "完成整改",
    "put_right": "等待复查",
    "accepted": "等待发证",
    "certified": "已取得合格证书",
}


@pytest.mark.parametrize("state", STORIES)
def test_each_state_says_what_comes_next(clerk: Visitor, at: Address, state: str) -> None:
    page = clerk.visit(at(state))
    assert page.tree.xpath("//h2[@id='next-step']")[0].text_content() == NEXT[state]


def test_a_site_that_never_applied_is_invited_to(client_as: LogIn, app: Flask) -> None:
    visitor = client_as(Role.STATION, own=False)
    page = visitor.press("/station/" + _id(app, FOREIGN_SITE), action="start")
    assert "申请已建立" in page.source
    assert page.path.endswith("/facts/premises")


def _id(app: Flask, code: str) -> str:
    with app.app_context():
        return str(site(code).id)


@pytest.mark.parametrize("state", ["accepted", "certified"])
def test_who_was_accepted_sees_what_the_city_found_and_not_the_declared_facts(
    clerk: Visitor, at: Address, state: str
) -> None:
    text = clerk.visit(at(state)).text
    assert "市级验收结果 评定结论达标 得分" in text
    assert "验收日期2013年11月20日" in text
    assert "按填报内容对照" not in text


def test_until_then_the_declared_facts_are_compared(clerk: Visitor, at: Address) -> None:
    text = clerk.visit(at("inspected")).text
    assert "按填报内容对照" in text
    assert "市级验收结果" not in text


def test_the_way_shows_done_current_and_coming_steps(clerk: Visitor, at: Address) -> None:
    page = clerk.visit(at("rectification"))
    classes = [
        step.get("class").split()[-1] for step in page.tree.xpath("//ol[contains(@class, 'steps')]/li")
    ]
    assert classes == ["step-done", "step-done", "step-done", "step-trouble", "step-todo", "step-todo"]
    assert "还有 25 天" in page.text


def test_the_history_tells_the_site_what_was_done_and_not_what_the_city_deliberates(client_as: LogIn) -> None:
    visitor = client_as(Role.STATION)
    page = visitor.open(visitor.client.get("/station/"))
    events = [
        " ".join(each.text_content().split())
        for each in page.tree.xpath("//ol[contains(@class, 'timeline')]//strong")
    ]
    assert "颁发合格证书" in events
    assert "上传照片" in events
    assert not [event for event in events if "拟办" in event or "检查结果" in event]


def test_a_foreign_site_does_not_exist(client_as: LogIn, at: Address) -> None:
    foreign = client_as(Role.STATION, own=False)
    for path in ("", "/facts/premises", "/evidence/premises", "/application", "/rectification", "/letters"):
        foreign.visit(at("draft", path), status=404)

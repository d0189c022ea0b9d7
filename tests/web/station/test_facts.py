"""A station states its facts."""

import pytest
from werkzeug.test import TestResponse

from tests.web.pages import Page
from tests.web.station.conftest import Address, Declared
from tests.web.visitor import Visitor


def refused(answer: Page | TestResponse) -> Page:
    assert isinstance(answer, Page)
    return answer


def test_what_is_typed_is_saved_and_judged(clerk: Visitor, at: Address, declared: Declared) -> None:
    page = clerk.press(at("draft", "/facts/premises"), {"floor_area_m2": "４９．９９", "street_front": "no"})
    assert "已保存" in page.source
    assert "面积 49.99 平方米，要求不少于 50 平方米，少 0.01 平方米" in page.text
    assert declared(at("draft"))["street_front"] is False


def test_a_fact_is_taken_back_by_leaving_it_blank(clerk: Visitor, at: Address, declared: Declared) -> None:
    clerk.press(
        at("draft", "/facts/premises"), {"floor_area_m2": "", "street_front": "unknown", "equipment": ""}
    )
    assert not {"floor_area_m2", "street_front", "equipment"} & declared(at("draft")).keys()


def test_saving_without_changes_states_nothing_anew(clerk: Visitor, at: Address, declared: Declared) -> None:
    before = declared(at("draft"))
    for path in ("premises", "team", "staff", "management", "mechanism"):
        page = clerk.press(at("draft", f"/facts/{path}"))
        assert "没有改动" in page.source
    assert declared(at("draft")) == before


def test_wrong_entries_are_named_and_everything_typed_stays(
    clerk: Visitor, at: Address, declared: Declared
) -> None:
    before = declared(at("draft"))
    typed = {"floor_area_m2": "约五十", "networked_computers": "7"}
    page = refused(clerk.submit(at("draft", "/facts/premises"), typed))
    assert "没有保存" in page.text
    assert "请填写数字" in page.text
    fields = page.fields("facts/premises")
    assert (fields["floor_area_m2"], fields["networked_computers"]) == ("约五十", "7")
    assert declared(at("draft")) == before


def test_saving_and_going_on_leads_through_all_parts_to_the_check(clerk: Visitor, at: Address) -> None:
    page = clerk.visit(at("draft", "/facts/premises"))
    seen = []
    while "/facts/" in page.path:
        seen.append(page.path.rsplit("/", 1)[-1])
        following = page.tree.xpath("//button[@name='onward']")
        page = (
            clerk.open(clerk.post(page.path, page.fields() | {"onward": "1"}))
            if following
            else _after(clerk, page)
        )
    assert seen == ["premises", "team", "staff", "management", "duties", "mechanism"]
    assert page.path == at("draft", "/application")


def _after(clerk: Visitor, page: Page) -> Page:
    """The part below one that has nothing to fill in."""
    parts = page.tree.xpath("//nav[contains(@class, 'sections-nav')]//a/@href")
    return clerk.visit(parts[parts.index(page.path) + 1])


def test_two_people_on_one_part_keep_each_others_work(
    clerk: Visitor, at: Address, declared: Declared
) -> None:
    address = at("draft", "/facts/premises")
    opened = clerk.visit(address)
    clerk.press(address, {"floor_area_m2": "75", "networked_computers": "9"})
    stale = refused(clerk.submit(opened, {"floor_area_m2": "80", "video_computers": "2"}))
    assert "他人已修改了这条记录" in stale.text
    assert "他人已改为：75 平方米" in stale.text
    fields = stale.fields("facts/premises")
    assert (fields["floor_area_m2"], fields["networked_computers"], fields["video_computers"]) == (
        "80",
        "9",
        "2",
    )
    clerk.press(stale)
    now = declared(at("draft"))
    assert (now["floor_area_m2"], now["networked_computers"], now["video_computers"]) == (80, 9, 2)


def test_work_on_another_part_is_no_reason_to_refuse(clerk: Visitor, at: Address, declared: Declared) -> None:
    opened = clerk.visit(at("draft", "/facts/premises"))
    clerk.press(at("draft", "/facts/management"), {"deputy_count": "0"})
    clerk.press(opened, {"floor_area_m2": "80"})
    assert declared(at("draft"))["floor_area_m2"] == 80


def test_live_verdicts_follow_what_is_typed_and_nothing_is_saved(
    clerk: Visitor, at: Address, declared: Declared
) -> None:
    page = clerk.visit(at("draft", "/facts/premises"))
    fields = page.fields()
    fields["floor_area_m2"] = "49"
    fields["networked_computers"] = "很多"
    answer = clerk.client.post(at("draft", "/facts/premises/live"), data=fields)
    text = answer.get_data(as_text=True)
    assert "面积 49 平方米，要求不少于 50 平方米" in text
    assert "有 1 项填写有误" in text
    assert 'data-outcome="rectify"' in text
    assert declared(at("draft"))["floor_area_m2"] == 60


def test_each_person_of_the_roster_has_his_own_verdicts(clerk: Visitor, at: Address) -> None:
    page = clerk.press(at("draft", "/facts/staff"), {"staff-1-city_hours": "10"})
    rows = page.tree.xpath("//div[@id='live-records']//tbody/tr")
    verdicts = {row.xpath("th")[0].text_content(): row.xpath(".//@data-verdict") for row in rows}
    assert verdicts == {"甲": ["met", "met"], "乙": ["not_met", "met"], "丙": ["met", "met"], "丁": ["met"]}


def test_a_row_is_added_without_a_script_and_nothing_is_saved(
    clerk: Visitor, at: Address, declared: Declared
) -> None:
    page = clerk.visit(at("draft", "/facts/staff"))
    sent = page.fields()
    sent["staff-0-name"], sent["add_row"] = "甲甲", "staff"
    again = refused(clerk.post(page.path, sent))
    fields = again.fields()
    assert (fields["staff-0-name"], fields["staff-4-name"]) == ("甲甲", "")
    assert declared(at("draft"))["staff"][0]["name"] == "甲"  # type: ignore[index]


@pytest.mark.parametrize("state", ["submitted", "scheduled", "accepted"])
def test_facts_under_review_are_shown_and_cannot_be_changed(
    clerk: Visitor, at: Address, declared: Declared, state: str
) -> None:
    page = clerk.visit(at(state, "/facts/premises"))
    assert "内容暂不能修改" in page.text
    assert "60 平方米" in page.text
    answer = refused(clerk.post(page.path, {"floor_area_m2": "99"}))
    assert "填报内容不能修改" in answer.text
    assert answer.fields("/facts/premises")["floor_area_m2"] == "99"
    assert declared(at(state))["floor_area_m2"] == 60


def test_a_part_nobody_declared_does_not_exist(clerk: Visitor, at: Address) -> None:
    clerk.visit(at("draft", "/facts/nonsense"), status=404)
    clerk.visit(at("draft", "/evidence/nonsense"), status=404)

"""The page where the lead chooses between two answers to one item."""

import pytest

from tests.web.city import SmallCity
from tests.web.pages import Page
from tests.web.tablet.tablets import JUDGED, MEASURED, Tablet, new_id


@pytest.fixture
def revisions(tablet: Tablet, other_tablet: Tablet) -> tuple[str, str]:
    """张检查's answer, which counts, and that of 许检查, given without knowing of it."""
    mine, yours = new_id(), new_id()
    said = {"grade": None, "why": "实测"}
    tablet.answer(MEASURED, revision=mine, facts={"floor_area_m2": 58.5}, note="含走廊", **said)
    other_tablet.answer(MEASURED, revision=yours, facts={"floor_area_m2": 45}, note="不含走廊", **said)
    return mine, yours


def page_of(tablet: Tablet, status: int = 200) -> Page:
    return tablet.visitor.visit(f"/inspections/{tablet.visit}/rivals", status)


def options(page: Page) -> list[str]:
    return texts(page, "//li[contains(@class, 'rival')]")


def texts(page: Page, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.tree.xpath(path)]


def test_both_answers_stand_side_by_side(tablet: Tablet, revisions: tuple[str, str]) -> None:
    standing, rival = options(page_of(tablet))
    assert "张检查" in standing
    assert "目前采用" in standing
    assert "58.5" in standing
    assert "含走廊" in standing
    assert "✓ 符合" in standing
    assert "许检查" in rival
    assert "45" in rival
    assert "✗ 不符合" in rival
    assert "不同" in rival


def test_what_is_the_same_is_not_marked(tablet: Tablet, other_tablet: Tablet) -> None:
    tablet.answer(JUDGED, grade="4", note="一致")
    other_tablet.answer(JUDGED, grade="2", note="一致")
    page = page_of(tablet)
    assert texts(page, "//dd[@class='differs']") == ["优 不同", "中 不同"]


def test_the_lead_chooses(tablet: Tablet, revisions: tuple[str, str]) -> None:
    mine, yours = revisions
    page = tablet.visitor.press(page_of(tablet), action=yours)
    assert "已选定" in page.text
    packet = tablet.packet()
    assert packet["answers"][MEASURED]["revision"] == yours
    assert packet["facts"]["floor_area_m2"] == 45
    assert (packet["rivals"], packet["receipt"]["superseded"]) == ([], [mine])
    assert "不需要选定" in page_of(tablet).text


def test_the_lead_may_keep_what_counts(tablet: Tablet, revisions: tuple[str, str]) -> None:
    mine, yours = revisions
    tablet.visitor.press(page_of(tablet), action=mine)
    assert tablet.packet()["answers"][MEASURED]["revision"] == mine
    assert tablet.receipt()["superseded"] == [yours]


def test_after_one_item_the_next_is_to_be_chosen(
    tablet: Tablet, other_tablet: Tablet, revisions: tuple[str, str]
) -> None:
    tablet.answer(JUDGED, grade="4")
    other_tablet.answer(JUDGED, grade="2")
    page = tablet.visitor.press(page_of(tablet), action=revisions[1])
    assert page.path.endswith("/rivals")
    assert len(options(page)) == 2


def test_who_does_not_lead_sees_who_decides(other_tablet: Tablet, revisions: tuple[str, str]) -> None:
    page = page_of(other_tablet)
    assert "由组长张检查选定" in page.text
    assert len(options(page)) == 2
    assert not page.tree.xpath("//main//form")
    refused = other_tablet.visitor.post(f"/inspections/{other_tablet.visit}/rivals/{revisions[1]}")
    assert isinstance(refused, Page)
    assert "由组长张检查选定" in refused.text
    assert other_tablet.packet()["answers"][MEASURED]["revision"] == revisions[0]


def test_an_answer_that_came_meanwhile_is_looked_at_first(
    tablet: Tablet, other_tablet: Tablet, revisions: tuple[str, str]
) -> None:
    page = page_of(tablet)
    newest = {"facts": {"floor_area_m2": 50}, "grade": None, "why": "复测"}
    other_tablet.answer(MEASURED, base=new_id(), at="2013-11-20T09:45:00+08:00", **newest)
    again = tablet.visitor.submit(page, action=revisions[0])
    assert isinstance(again, Page)
    assert "他人已修改" in again.text
    assert "50" in options(again)[1]


def test_an_answer_of_another_visit_cannot_be_chosen(tablet: Tablet, small_city: SmallCity) -> None:
    other = small_city.examples["answer_revision"]
    answer = tablet.visitor.post(f"/inspections/{tablet.visit}/rivals/{other}")
    assert isinstance(answer, Page)
    assert answer.status == 404


def test_of_a_list_of_people_only_what_differs_is_spread_out(tablet: Tablet, other_tablet: Tablet) -> None:
    staff = tablet.packet()["declared"]["staff"]
    seen = [{**staff[0], "city_hours": 12}, *staff[2:]]
    tablet.answer("training.city", grade=None, facts={"staff": staff})
    other_tablet.answer("training.city", grade=None, facts={"staff": seen}, why="查验证书")
    standing, _why, rival, _why = texts(page_of(tablet), "//dd[@class='differs']")
    assert standing.startswith("共 4 条 甲，市级培训学时 24 学时 乙，岗位 专职工会社会工作者，")
    assert rival == "共 3 条 甲，市级培训学时 12 学时 没有：乙 不同"

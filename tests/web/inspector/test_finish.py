from flask import Flask

from inspect_app.records.applications import ApplicationState
from inspect_app.records.inspections import Inspection, InspectionState
from inspect_app.web.database import db
from tests.web.city import LogIn, SmallCity
from tests.web.inspector.visiting import Visiting, items_shown, words
from tests.web.pages import Page


def visit(visiting: Visiting) -> Inspection:
    found = db.session.get(Inspection, visiting.inspection_id)
    assert found is not None
    return found


def test_what_is_missing_is_listed_and_the_visit_cannot_be_finished_yet(visiting: Visiting) -> None:
    visiting.saved("premises.sign", confirm=1)
    page = visiting.visitor.visit(f"{visiting.address}/finish")
    assert "还有 46 处须完成" in page.text
    assert "服务站临街：尚未检查" in page.text
    assert f"{visiting.address}#item-premises.street_front" in page.links()
    assert page.tree.xpath("//main//form") == []


def test_finishing_behind_the_page_is_refused_with_the_list(visiting: Visiting) -> None:
    visiting.saved("premises.sign", confirm=1)
    page = visiting.visitor.post(f"{visiting.address}/finish", {"sure": "y", "version": "2", "summary": "好"})
    assert isinstance(page, Page)
    assert "还有 46 处未完成，不能结束检查" in page.text


def test_a_failed_item_needs_a_note_and_better_a_photograph(visiting: Visiting) -> None:
    visiting.look_at_all()
    visiting.saved("premises.area", found=1, floor_area_m2="45", why="现场丈量")
    page = visiting.visitor.visit(f"{visiting.address}/finish")
    assert "还有 1 处须完成" in page.text
    assert "不符合，请写明情况" in page.text
    assert "不符合，最好附上照片" in page.text


def test_a_finished_visit_is_frozen_and_can_only_be_read(app: Flask, visiting: Visiting) -> None:
    visiting.look_at_all()
    finish = f"{visiting.address}/finish"
    visiting.visitor.press(finish, {"summary": "总体良好", "sure": "y"}, action="/finish")
    page = visiting.page()
    assert "检查小结：总体良好" in page.text
    assert page.tree.xpath("//main//form") == []
    assert "评定良" in words(page, "duties.1")
    with app.app_context():
        assert visit(visiting).state == InspectionState.FINISHED
        assert visit(visiting).application.state == ApplicationState.INSPECTED


def test_who_has_finished_is_back_at_his_visits_with_a_way_to_the_record(visiting: Visiting) -> None:
    visiting.look_at_all()
    finish = f"{visiting.address}/finish"
    page = visiting.visitor.press(finish, {"summary": "总体良好", "sure": "y"}, action="/finish")
    assert page.heading == "我的检查"
    (message,) = page.tree.xpath("//*[contains(@class, 'alert-success')]")
    assert message.get("role") == "status"
    assert "东华门街道scheduled工会服务站：检查已完成" in message.text_content()
    assert message.xpath(".//a/@href") == [visiting.address]


def test_the_inspector_has_to_say_that_he_is_sure(app: Flask, visiting: Visiting) -> None:
    visiting.look_at_all()
    page = visiting.visitor.submit(f"{visiting.address}/finish", {"summary": "总体良好"}, action="/finish")
    assert isinstance(page, Page)
    assert "请先勾选确认" in page.text
    assert "总体良好" in page.source
    with app.app_context():
        assert visit(visiting).state == InspectionState.UNDER_WAY


def test_what_is_said_after_the_end_is_refused_at_the_item(client_as: LogIn, small_city: SmallCity) -> None:
    address = f"/inspections/{small_city.examples['inspection_id']}/items/premises.area"
    page = client_as("inspector").post(address, {"confirm": "1"})
    assert isinstance(page, Page)
    assert "不能记录检查结果" in words(page, "premises.area")


def test_a_recheck_that_is_over_still_shows_what_it_looked_at(
    client_as: LogIn, small_city: SmallCity
) -> None:
    page = client_as("inspector").visit(f"/inspections/{small_city.examples['inspection_id']}")
    assert items_shown(page) == ["premises.area"]
    assert "符合" in words(page, "premises.area")

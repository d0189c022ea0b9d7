from flask import Flask

from inspect_app.records.inspections import InspectionState
from tests.web.city import LogIn, give_to
from tests.web.inspector.visiting import Visiting, card, form_of, items_shown, words
from tests.web.pages import Page


def test_the_first_thing_recorded_begins_the_visit(visiting: Visiting) -> None:
    assert "检查尚未开始" in visiting.page().text
    page = visiting.saved("premises.sign", confirm=1)
    assert "检查尚未开始" not in page.text
    with visiting.meanwhile() as visit:
        assert visit.state == InspectionState.UNDER_WAY


def test_an_item_shows_what_is_asked_by_which_clause_and_what_was_declared(visiting: Visiting) -> None:
    told = words(visiting.page(), "premises.area")
    for part in (
        "1.3 办公服务用房不少于 50 平方米",
        "核对房屋证明",
        "二(一)1",
        "申报 60 平方米",
        "检查 未查",
        "待查",
    ):
        assert part in told


def test_as_declared_is_one_tap(visiting: Visiting) -> None:
    page = visiting.saved("premises.area", confirm=1)
    assert "与申报一致" in words(page, "premises.area")
    assert "办公服务用房面积 60 平方米，要求不少于 50 平方米" in words(page, "premises.area")
    assert "已查 1 / 47" in page.text
    assert visiting.found("floor_area_m2") == []


def test_another_value_is_found_with_its_reason(visiting: Visiting) -> None:
    page = visiting.saved("premises.area", found=1, floor_area_m2="48.5", why="现场丈量，不含楼道")
    told = words(page, "premises.area")
    assert "不符合" in told
    assert "48.5 平方米" in told
    assert "现场丈量，不含楼道" in told
    assert "不符合，还请写明情况" in told


def test_another_value_without_a_reason_is_refused_at_the_item_and_kept(visiting: Visiting) -> None:
    page = visiting.say("premises.area", found=1, floor_area_m2="48.5", note="楼道不计")
    assert isinstance(page, Page)
    assert "没有保存" in words(page, "premises.area")
    values = dict(form_of(page, "premises.area").form_values())
    assert (values["floor_area_m2"], values["note"]) == ("48.5", "楼道不计")
    assert visiting.finding("premises.area") is None


def test_what_cannot_be_read_is_refused_and_kept(visiting: Visiting) -> None:
    page = visiting.say("premises.area", found=1, floor_area_m2="约五十", why="估计")
    assert isinstance(page, Page)
    assert dict(form_of(page, "premises.area").form_values())["floor_area_m2"] == "约五十"
    assert visiting.finding("premises.area") is None


def test_a_fact_that_several_items_read_is_found_once_and_shown_at_all(visiting: Visiting) -> None:
    page = visiting.page("?change=equipment.office")
    form = form_of(page, "equipment.office")
    kept = [value for name, value in form.form_values() if name == "equipment" and value != "digital_camera"]
    sent = dict(form.form_values()) | {"found": "1", "why": "相机未见", "equipment": kept}
    visiting.visitor.post(str(form.get("action")), sent)
    shown = visiting.page()
    assert "比申报少：数码相机" in words(shown, "equipment.office")
    assert "比申报少：数码相机" in words(shown, "equipment.visitors")
    # Confirming the other item confirms what was found, and does not bring the declared list back.
    visiting.saved("equipment.visitors", confirm=1)
    assert len(visiting.found("equipment")) == 1


def test_a_judged_item_is_one_tap(visiting: Visiting) -> None:
    page = visiting.saved("duties.1", grade=4)
    pressed = card(page, "duties.1").xpath(".//button[@name='grade'][@aria-pressed='true']/@value")
    assert pressed == ["4"]
    assert "检查员评为" in words(page, "duties.1")


def test_a_poor_grade_asks_for_a_note_and_a_phrase_gives_one(visiting: Visiting) -> None:
    page = visiting.saved("duties.1", grade=1)
    assert "不符合，还请写明情况" in words(page, "duties.1")
    phrase = card(page, "duties.1").xpath(".//button[@name='phrase']/@value")[0]
    visiting.saved("duties.1", phrase=phrase)
    found = visiting.finding("duties.1")
    assert found is not None
    assert (found.grade, found.note) == ("1", phrase)


def test_a_judged_item_may_be_not_applicable(visiting: Visiting) -> None:
    assert "不适用" in words(visiting.saved("duties.7", grade="n/a"), "duties.7")


def test_a_note_alone_does_not_count_as_looked_at(visiting: Visiting) -> None:
    visiting.saved("premises.sign", keep=1, note="标识陈旧")
    found = visiting.finding("premises.sign")
    assert found is not None
    assert (found.note, found.checked) == ("标识陈旧", False)


def test_people_of_the_roster_can_be_corrected(visiting: Visiting) -> None:
    page = visiting.saved("training.city", found=1, **{"staff-0-city_hours": "12"}, why="签到表只有 12 学时")
    assert "不符合" in words(page, "training.city")
    assert visiting.found("staff")[0].value[0]["city_hours"] == 12


def test_another_row_is_asked_for_without_saving(visiting: Visiting) -> None:
    page = visiting.say("training.city", add_row="staff", note="核对中")
    assert isinstance(page, Page)
    values = dict(form_of(page, "training.city").form_values())
    assert "staff-4-name" in values
    assert values["note"] == "核对中"
    assert visiting.finding("training.city") is None


def test_a_form_opened_before_another_inspector_saved_keeps_what_was_typed(visiting: Visiting) -> None:
    opened = visiting.page("?change=premises.area")
    visiting.saved("premises.area", found=1, floor_area_m2="55", why="同事丈量")
    page = visiting.say("premises.area", opened, found=1, floor_area_m2="48", why="我的丈量", note="量了两遍")
    assert isinstance(page, Page)
    assert "他人已修改" in words(page, "premises.area")
    assert "他人已改为：55 平方米" in words(page, "premises.area")
    values = dict(form_of(page, "premises.area").form_values())
    assert (values["floor_area_m2"], values["why"], values["note"]) == ("48", "我的丈量", "量了两遍")
    # Sent again from there it counts.
    visiting.say("premises.area", page, found=1)
    assert [fact.value for fact in visiting.found("floor_area_m2")] == [55, 48]


def test_nobody_confirms_what_was_changed_behind_his_back(visiting: Visiting) -> None:
    opened = visiting.page()
    visiting.saved("premises.area", found=1, floor_area_m2="105", why="新扩建")
    page = visiting.say("rooms.required", opened, confirm=1)
    assert isinstance(page, Page)
    assert "他人已修改" in words(page, "rooms.required")
    assert visiting.finding("rooms.required") is None


def test_filters_show_what_is_open_failed_or_without_a_photograph(visiting: Visiting) -> None:
    visiting.saved("premises.sign", confirm=1)
    visiting.saved("duties.1", grade=1)
    assert "premises.sign" not in items_shown(visiting.page("?show=open"))
    assert items_shown(visiting.page("?show=failed")) == ["duties.1"]
    assert len(items_shown(visiting.page("?show=no-photograph"))) == 47
    assert len(items_shown(visiting.page("?show=nonsense"))) == 47


def test_what_was_looked_at_and_lacks_its_note_is_counted_by_itself(visiting: Visiting) -> None:
    visiting.saved("premises.sign", confirm=1)
    page = visiting.saved("duties.1", grade=1)
    assert "已查 2 / 47" in page.text
    assert [" ".join(each.text_content().split()) for each in page.tree.xpath("//nav[@id='board-nav']//a")][
        :3
    ] == [
        "全部 47",
        "待查 45",
        "缺说明 1",
    ]
    assert items_shown(visiting.page("?show=no-note")) == ["duties.1"]
    assert "缺说明" in words(page, "duties.1")
    visiting.saved("duties.1", grade=1, note="无台账")
    assert items_shown(visiting.page("?show=no-note")) == []


def test_the_missing_notes_are_gone_through_when_everything_was_looked_at(visiting: Visiting) -> None:
    visiting.look_at_all()
    visiting.saved("duties.1", grade=1)
    assert f"{visiting.address}?show=no-note" in visiting.visitor.visit(f"{visiting.address}/finish").links()


def test_what_was_just_saved_stays_in_sight_under_a_filter(visiting: Visiting) -> None:
    page = visiting.page("?show=open&change=premises.sign")
    answer = visiting.say("premises.sign", page, confirm=1)
    shown = visiting.visitor.open(answer)  # type: ignore[arg-type]  # a redirect, as it was saved
    assert "已保存" in words(shown, "premises.sign")
    assert "premises.sign" not in items_shown(visiting.page("?show=open"))


def test_everything_a_script_opens_is_on_the_page(visiting: Visiting) -> None:
    tree = visiting.page().tree
    asked = set(tree.xpath("//tr/@data-of"))
    assert asked == set(tree.xpath("//template/@data-field"))
    assert set(tree.xpath("//section[1]/template/@data-phrases")) == {"in-order", "falls-short"}


def test_an_item_that_is_not_on_the_list_is_not_found(visiting: Visiting) -> None:
    assert visiting.visitor.post(f"{visiting.address}/items/no.such").status == 404


def test_an_address_of_an_item_leads_to_its_place_on_the_page(visiting: Visiting) -> None:
    answer = visiting.visitor.client.get(f"{visiting.address}/items/premises.area")
    assert answer.location == f"{visiting.address}#item-premises.area"


def test_another_inspector_of_the_district_does_not_find_the_visit(
    visiting: Visiting, client_as: LogIn
) -> None:
    other = client_as("inspector1")
    other.visit(visiting.address, 404)
    other.visit(f"{visiting.address}/finish", 404)
    assert other.post(f"{visiting.address}/items/premises.sign", {"confirm": "1"}).status == 404
    assert visiting.finding("premises.sign") is None


def test_an_inspector_of_another_district_does_not_find_the_visit(
    visiting: Visiting, client_as: LogIn
) -> None:
    client_as("inspector", own=False).visit(visiting.address, 404)


def test_the_second_inspector_records_too(app: Flask, visiting: Visiting, client_as: LogIn) -> None:
    give_to(app, visiting.inspection_id, "inspector", "inspector1")
    Visiting(app, visiting.inspection_id, client_as("inspector1")).saved("duties.2", grade=3)
    found = visiting.finding("duties.2")
    assert found is not None
    assert found.by.username == "inspector1"

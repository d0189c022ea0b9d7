from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from inspect_app.records.photographs import Photograph, photographs_of_inspection
from inspect_app.web.database import db
from tests.web.city import LogIn, SmallCity
from tests.web.inspector.visiting import Visiting, card, words
from tests.web.pages import Page
from tests.web.tablet.tablets import Tablet, new_id
from tests.workflow.journey import picture

NO_PICTURE = b"This is a letter and not a photograph."


def send(visiting: Visiting, *contents: bytes, item: str = "premises.sign") -> Page | TestResponse:
    files = [(BytesIO(content), f"IMG_{number}.jpg") for number, content in enumerate(contents, 1)]
    return visiting.visitor.post(f"{visiting.address}/items/{item}/photographs", {"album": files})


def kept(visiting: Visiting) -> list[Photograph]:
    with visiting.app.app_context():
        return photographs_of_inspection(db.session, visiting.inspection_id)


def test_several_photographs_are_kept_with_their_item(visiting: Visiting) -> None:
    answer = send(visiting, picture(1), picture(2))
    assert isinstance(answer, TestResponse)
    page = visiting.visitor.open(answer)
    assert len(card(page, "premises.sign").xpath(".//img")) == 2
    assert [each.item_id for each in kept(visiting)] == ["premises.sign", "premises.sign"]


def test_a_file_that_is_no_photograph_is_refused_by_name_and_holds_up_no_other(visiting: Visiting) -> None:
    page = send(visiting, picture(1), NO_PICTURE, picture(2))
    assert isinstance(page, Page)
    assert "IMG_2.jpg：" in words(page, "premises.sign")
    assert "没有保存" in words(page, "premises.sign")
    assert len(kept(visiting)) == 2


def test_the_same_photograph_twice_is_told(visiting: Visiting) -> None:
    send(visiting, picture(1))
    page = send(visiting, picture(1))
    assert isinstance(page, Page)
    assert "已经有这张照片" in words(page, "premises.sign")


def test_nothing_chosen_is_told(visiting: Visiting) -> None:
    page = send(visiting)
    assert isinstance(page, Page)
    assert "请先拍照或选择照片" in words(page, "premises.sign")


def test_a_photograph_is_withdrawn_with_a_reason_and_kept_on_record(visiting: Visiting) -> None:
    send(visiting, picture(1))
    (photograph,) = kept(visiting)
    address = f"{visiting.address}/photographs/{photograph.id}"
    refused = visiting.visitor.submit(address, {"why": ""}, action="/photographs/")
    assert isinstance(refused, Page)
    assert "请写明为什么撤下这张照片" in refused.text
    page = visiting.visitor.press(address, {"why": "拍错了门牌"}, action="/photographs/")
    assert card(page, "premises.sign").xpath(".//img") == []
    assert "拍错了门牌" in visiting.visitor.visit(address).text


def test_photographs_of_another_visit_are_not_found_under_this_one(
    visiting: Visiting, small_city: SmallCity
) -> None:
    foreign = small_city.examples["visit_photograph_id"]
    visiting.visitor.visit(f"{visiting.address}/photographs/{foreign}", 404)


def test_nobody_else_adds_photographs_to_a_visit(visiting: Visiting, client_as: LogIn) -> None:
    other = Visiting(visiting.app, visiting.inspection_id, client_as("inspector1"))
    answer = send(other, picture(1))
    assert isinstance(answer, Page)
    assert answer.status == 404
    assert kept(visiting) == []


def test_a_visit_that_is_over_takes_no_photographs(client_as: LogIn, small_city: SmallCity) -> None:
    inspection_id = small_city.examples["inspection_id"]
    address = f"/inspections/{inspection_id}/items/premises.area/photographs"
    page = client_as("inspector").post(address, {"album": [(BytesIO(picture(3)), "IMG_1.jpg")]})
    assert isinstance(page, Page)
    assert "不能" in words(page, "premises.area")


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_clock_that_was_wrong_is_spoken_of_but_in_a_demonstration(
    app: Flask, tablet: Tablet, is_demo: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = new_id()
    tablet.photograph(picture(1), taken, clock_offset_s=-7200)
    if not is_demo:
        real = replace(app.extensions["settings"], demo_date=None)
        monkeypatch.setitem(app.extensions, "settings", real)
    page = tablet.visitor.visit(f"/inspections/{tablet.visit}/photographs/{taken}")
    assert ("平板的时钟当时快约2小时" in page.text) is not is_demo

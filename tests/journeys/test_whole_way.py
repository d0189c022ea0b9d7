"""From an empty form to an issued letter, through the pages alone, each person logged in as themselves."""

import io
from collections.abc import Callable

from flask import Flask
from playwright.sync_api import FilePayload
from pypdf import PdfReader

from inspect_app.web.database import db
from inspect_app.workflow.history import broken_links
from tests.evidence.pictures import encoded, full_exif, view
from tests.journeys import administrator, city, district, inspector, station
from tests.journeys.conftest import Arrive
from tests.journeys.someone import Someone
from tests.workflow.journey import MEETS

NAME = "东华门街道工会服务站"
TODAY = "2013-11-20"
SIGN = "安装全市统一的标识标牌"
AREA = "办公服务用房不少于 50 平方米"
STAFF = "按会员数配齐专职工会社会工作者"
PROGRAMME = "工会服务站规范化建设外观施工费用补贴"
NEW_PASSWORD = "four quiet walnut lamps"


def test_a_station_goes_from_its_application_to_an_issued_letter(
    app: Flask, anybody: Callable[[], Someone], logged_in: Arrive
) -> None:
    enter_people(logged_in("administrator"), anybody())
    clerk, reviewer = logged_in("station"), logged_in("district")
    apply(clerk)
    return_and_endorse(reviewer, clerk)

    officer, lead = logged_in("city_officer"), logged_in("inspector")
    inspect(officer, lead, anybody().log_in("sun", NEW_PASSWORD))
    put_right_and_check_again(officer, clerk, lead)

    signatory = logged_in("city_signatory")
    certify(officer, signatory, clerk)
    grant(reviewer, officer, logged_in("city_reviewer"), signatory)
    number = read_letter(clerk)
    verify(anybody(), number)
    with app.app_context():
        assert broken_links(db.session) == []


def enter_people(chief: Someone, newcomer: Someone) -> None:
    """A second inspector sets a password by the link; the city's officer may also review, but not himself."""
    administrator.enter(chief, "sun", "孙检查")
    administrator.appoint(chief, "检查员", "东城区总工会")
    administrator.set_password(newcomer, administrator.hand_over_link(chief), NEW_PASSWORD)
    administrator.find(chief, "赵经办")
    administrator.appoint(chief, "市级复核人", "北京市总工会")


def apply(clerk: Someone) -> None:
    station.start(clerk)
    station.state_all(clerk, MEETS)
    station.show(clerk, "阵地建设规范化", SIGN, "大门", photograph("door.jpg", 1))
    clerk.is_told("已上传 1 张照片。")
    station.submit(clerk)


def return_and_endorse(reviewer: Someone, clerk: Someone) -> None:
    opinion, remark = "请核对后重新提交。", "会员数与会员信息采集系统不一致。"
    district.return_it(reviewer, NAME, opinion, {STAFF: remark})
    station.tab(clerk, "申请")
    clerk.reads(opinion, remark)
    station.open_part(clerk, "队伍建设规范化")
    station.state(clerk, {"member_count": 1600})
    station.submit(clerk, "重新提交")
    district.open_review(reviewer, NAME)
    reviewer.reads(remark, "退回前：1,500 人")
    district.endorse(reviewer, NAME)


def inspect(officer: Someone, lead: Someone, companion: Someone) -> None:
    """Two inspectors share one visit; one finds less floor than was declared."""
    city.schedule(officer, NAME, TODAY, ("张检查", "孙检查"))
    inspector.open_visit(lead, NAME)
    inspector.open_visit(companion, NAME)
    inspector.grade_all(companion, "良")
    found = {"floor_area_m2": 45}
    inspector.record_what_differs(lead, AREA, found, "现场丈量，不含楼道", "实测45平方米")
    inspector.photograph(lead, AREA, photograph("area.jpg", 2))
    inspector.reads_camera(lead, AREA, "10:32", "北纬 39.91630°，东经 116.41030°")
    inspector.confirm_the_rest(lead)
    inspector.finish(lead, NAME, "面积不足，其余合格。")


def put_right_and_check_again(officer: Someone, clerk: Someone, lead: Someone) -> None:
    city.order_rectification(officer, NAME, "2013-12-15", "请按期完成。")
    before, after = photograph("before.jpg", 3), photograph("after.jpg", 4)
    station.put_right(clerk, {"floor_area_m2": 55}, "已增租相邻房间10平方米。", before, after)
    city.schedule(officer, NAME, TODAY, ("张检查",))
    inspector.open_visit(lead, NAME)
    lead.reads("已增租相邻房间10平方米。")
    inspector.confirm_the_rest(lead)
    inspector.finish(lead, NAME, "复查合格。")


def certify(officer: Someone, signatory: Someone, clerk: Someone) -> None:
    city.accept(officer, NAME)
    city.certify(signatory, NAME)
    number, certificate = station.downloads(clerk, "合格证书")
    assert_printed(certificate, number, NAME)


def grant(reviewer: Someone, officer: Someone, second: Someone, signatory: Someone) -> None:
    """The district states what the subsidy asks for; three people propose, review and sign it."""
    stated = {"retained_funds_fen": 30_000_000, "completed_on": "2013-10-31"}
    district.state_programme_facts(reviewer, NAME, stated)
    city.propose(officer, NAME, PROGRAMME)
    city.may_not_review(officer, NAME)
    city.review(second, NAME)
    city.sign(signatory, NAME)
    city.issue(officer, NAME)


def read_letter(clerk: Someone) -> str:
    number, letter = station.downloads(clerk, "决定书")
    assert_printed(letter, number, NAME, "20,000")
    return number


def verify(stranger: Someone, number: str) -> None:
    """Somebody who has the letter in hand and no account types its number."""
    stranger.open("/verify")
    stranger.fill("证书或决定书编号", number.replace("〔", "[").replace("〕", "]"))
    stranger.press("查询")
    stranger.reads("有效", number, NAME, "20,000")


def photograph(name: str, seed: int) -> FilePayload:
    """What a telephone in Beijing takes, with time and place."""
    content = encoded(view(800, 600, seed), exif=full_exif())
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def assert_printed(pdf: bytes, *texts: str) -> None:
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    for text in texts:
        assert text in printed.replace("\n", "")

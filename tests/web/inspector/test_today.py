import datetime as dt

from tests.web.city import NOW, LogIn, SmallCity, person
from tests.web.inspector.visiting import Visiting


def test_a_visit_of_today_stands_first_with_address_and_lead(client_as: LogIn) -> None:
    page = client_as("inspector").visit("/inspections")
    assert "今天 1 东华门街道scheduled工会服务站" in page.text
    assert "全面检查" in page.text
    assert "甲1号" in page.text
    assert "组长本人" in page.text
    assert "共 47 项" in page.text


def test_a_visit_that_was_not_made_is_overdue(visiting: Visiting) -> None:
    with visiting.meanwhile() as visit:
        visit.scheduled_on = NOW.date() - dt.timedelta(days=3)
    page = visiting.visitor.visit("/inspections")
    assert "今天没有安排检查。" in page.text
    assert "已逾期 3 天" in page.text


def test_a_visit_to_come_is_told_with_its_day(visiting: Visiting) -> None:
    with visiting.meanwhile() as visit:
        visit.scheduled_on = dt.date(2013, 11, 26)
    assert (
        "即将进行 1 东华门街道scheduled工会服务站 2013年11月26日"
        in visiting.visitor.visit("/inspections").text
    )


def test_what_is_done_of_a_visit_is_counted(visiting: Visiting) -> None:
    visiting.saved("premises.sign", confirm=1)
    assert "已查 1 / 47 项" in visiting.visitor.visit("/inspections").text


def test_visits_that_are_over_lead_to_their_record(client_as: LogIn, small_city: SmallCity) -> None:
    page = client_as("inspector").visit("/inspections")
    assert "近期完成" in page.text
    assert f"/inspections/{small_city.examples['inspection_id']}" in page.links()


def test_nobody_sees_the_visits_of_another_inspector(client_as: LogIn) -> None:
    assert "工会服务站" not in client_as("inspector1").visit("/inspections").text


def test_the_second_inspector_is_named_with_the_telephone(visiting: Visiting) -> None:
    with visiting.meanwhile() as visit:
        second = person("inspector1")
        second.telephone = "13800000000"
        visit.inspectors = [*visit.inspectors, second]
    assert "同行许检查 13800000000" in visiting.visitor.visit("/inspections").text


def test_a_colleague_who_leads_is_named_once(visiting: Visiting) -> None:
    with visiting.meanwhile() as visit:
        lead = person("inspector1")
        lead.telephone = "13800000000"
        visit.inspectors, visit.lead = [*visit.inspectors, lead], lead
    text = visiting.visitor.visit("/inspections").text
    assert "组长许检查 13800000000" in text
    assert text.count("许检查") == 1
    assert "同行" not in text

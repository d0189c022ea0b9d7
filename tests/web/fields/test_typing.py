"""What people type, and what is made of it."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from inspect_app.web.clock import today
from tests.web.fields.browser import form_over, sent_by, shown, typed


def read(app: Flask, name: str, entry: str | list[str], values: dict[str, Any] | None = None) -> Any:
    """The value of an entry that is accepted."""
    with form_over(app, values or {}, typed(app, values or {}, **{name: entry})) as form:
        assert form.validate(), form.errors
        return form.fact(name).data


def refused(app: Flask, name: str, entry: str | list[str]) -> str:
    """Why an entry is refused; it is shown again just as it was typed."""
    with form_over(app, {}, typed(app, {}, **{name: entry})) as form:
        assert not form.validate()
        assert list(form.errors) == [name]
        assert sent_by(form).getlist(name) == ([entry] if isinstance(entry, str) else ["", *entry])
        (reason,) = form.fact(name).errors
        assert reason in shown(form).text_content()
        return str(reason)


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("１２．５", Decimal("12.5")),
        (" 68.5 平方米", Decimal("68.5")),
        ("12。5", Decimal("12.5")),
        ("1,200", 1200),
        ("１，２００．０", Decimal(1200)),
        (".5", Decimal("0.5")),
        ("  ", None),
        ("0", 0),
    ],
)
def test_numbers_are_read_as_people_type_them(application: Flask, entry: str, value: object) -> None:
    assert read(application, "area", entry) == value


@pytest.mark.parametrize("entry", ["12,5", "1,2,3", "约50", "1e3", "五十", "1.2.3", "9" * 101, "NaN", "--1"])
def test_what_could_be_two_numbers_or_none_is_refused(application: Flask, entry: str) -> None:
    assert "请填写数字" in refused(application, "area", entry)


def test_wrong_numbers_are_refused_in_the_words_of_the_policy(application: Flask) -> None:
    assert (
        refused(application, "members", "12.5")
        == "填写的类型不对（12.5）。请填写整数；不清楚时不要填写此项。"
    )
    assert refused(application, "members", "－3") == "不能为负数（-3）。请填写不小于 0 的数。"
    assert "是否多写了数位" in refused(application, "area", "9" * 40)


@pytest.mark.parametrize(
    ("entry", "fen"),
    [
        ("20,000.00 元", 2_000_000),
        ("500000.01", 50_000_001),
        ("0.5", 50),
        (".05", 5),
        ("5.000", 500),
        ("9007199254740.93", 900_719_925_474_093),
        ("", None),
    ],
)
def test_an_amount_in_yuan_is_whole_fen_to_the_last(application: Flask, entry: str, fen: int | None) -> None:
    assert read(application, "spending", entry) == fen


def test_wrong_amounts_are_refused(application: Flask) -> None:
    assert refused(application, "spending", "0.005") == "金额精确到分，最多两位小数。"
    assert "2万" in refused(application, "spending", "2万")
    assert "负数" in refused(application, "spending", "-.05")


def test_yes_no_and_unanswered_are_three_answers(application: Flask) -> None:
    answers = [read(application, "street_front", entry) for entry in ("yes", "no", "unknown")]
    assert answers == [True, False, None]


def test_an_answer_no_page_offers_is_refused(application: Flask) -> None:
    with form_over(application, {}, typed(application, {}, street_front="maybe")) as form:
        assert not form.validate()
        assert form.errors == {"street_front": ["请选择“是”“否”或“尚未填写”。"]}


def test_nothing_ticked_is_unanswered_and_none_of_these_is_an_empty_list(application: Flask) -> None:
    assert read(application, "equipment", [""]) is None
    assert read(application, "equipment", ["", "-"]) == []
    assert read(application, "months", ["", "-"]) == []
    assert read(application, "equipment", ["", "printer"]) == ["printer"]


def test_none_of_these_beside_something_is_refused(application: Flask) -> None:
    assert "以上均无" in refused(application, "equipment", ["printer", "-"])


def test_the_order_of_the_page_is_no_change(application: Flask) -> None:
    values = {"equipment": ["printer", "telephone"]}
    with form_over(
        application, values, typed(application, values, equipment=["telephone", "printer"])
    ) as form:
        assert form.changed_values() == {}


def test_a_code_or_a_month_nobody_declared_is_refused(application: Flask) -> None:
    with form_over(
        application, {}, typed(application, {}, equipment=["", "fax"], months=["", "2013-13"])
    ) as form:
        assert not form.validate()
        assert "未知代码" in form.errors["equipment"][0]
        assert "没有这个月份" in form.errors["months"][0]


def test_a_day_is_a_day_that_exists(application: Flask) -> None:
    assert read(application, "opened_on", "２０１３-02-28") == dt.date(2013, 2, 28)
    assert "这一天不存在" in refused(application, "opened_on", "2013-02-30")


def test_the_months_of_every_year_the_form_speaks_of_can_be_ticked(application: Flask) -> None:
    with form_over(application, {"months": ["2009-05"]}) as form:
        boxes = shown(form).xpath(".//input[@name='months' and @type='checkbox']/@value")
    years = {box[:4] for box in boxes if box != "-"}
    with application.app_context():
        this_year = today().year
    assert years == {"2009", str(this_year - 1), str(this_year)}
    assert "2009-12" in boxes

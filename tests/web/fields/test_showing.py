import datetime as dt
from typing import Any

import pytest
from flask import Flask
from markupsafe import Markup

from inspect_app.web.fields import show_value
from tests.web.fields.browser import DECLARED

SHOWN: list[tuple[str, Any, str, str]] = [
    ("street_front", None, "—", "—"),
    ("street_front", False, "否", "否"),
    ("members", 2000, "2,000 人", "2,000 en 人"),
    ("spending", 2_000_000, "20,000 元", "20,000 yuan"),
    ("post", "deputy", "副站长", "en 副站长"),
    ("equipment", ["telephone", "printer"], "电话、打印机", "en 电话, en 打印机"),
    ("equipment", [], "无", "无"),
    (
        "months",
        ["2013-03", "2013-01", "2013-02", "2012-08"],
        "2012年8月；2013年1–3月",
        "2012年8月；2013年1–3月",
    ),
    ("opened_on", dt.date(2013, 11, 20), "2013年11月20日", "20 Nov 2013"),
    ("opened_on", "2013-11-20", "2013年11月20日", "20 Nov 2013"),
    ("staff", [], "无", "无"),
]


@pytest.mark.parametrize(("name", "value", "zh", "en"), SHOWN)
def test_values_are_shown_in_the_language_of_the_request(
    application: Flask, name: str, value: Any, zh: str, en: str
) -> None:
    with application.test_request_context():
        assert show_value(DECLARED[name], value) == zh
    with application.test_request_context(headers={"Cookie": "language=en"}):
        shown = show_value(DECLARED[name], value)
        assert shown == en or zh == en  # where the catalogue translates it, any translation will do


def test_records_become_a_table_and_text_stays_text(application: Flask) -> None:
    with application.test_request_context():
        shown = show_value(DECLARED["staff"], [{"name": "<b>王芳</b>", "newly_hired": True}])
    assert isinstance(shown, Markup)
    assert "<td>&lt;b&gt;王芳&lt;/b&gt;</td><td>—</td><td>是</td><td>—</td>" in shown

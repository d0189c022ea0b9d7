"""The table of records works without a script: rows come and go, and nothing typed is lost."""

from decimal import Decimal
from typing import Any

from flask import Flask

from tests.web.fields.browser import Sent, form_over, opened, sent_by, shown

STAFF: list[dict[str, Any]] = [
    {"name": "王芳", "role": "social_worker", "newly_hired": False, "hours": 24},
    {"name": "李强", "hours": Decimal("10.5")},
]


def with_entries(app: Flask, values: dict[str, Any], **entries: str) -> Sent:
    sent = opened(app, values, ["staff"])
    for name, entry in entries.items():
        sent[f"staff-{name.replace('_', '-', 1)}"] = entry
    return sent


def cells(sent: Sent, column: str) -> list[str]:
    return [value for name, value in sent.items(multi=True) if name.endswith(f"-{column}")]


def test_an_added_row_keeps_what_is_typed_and_saves_nothing(application: Flask) -> None:
    sent = with_entries(application, {"staff": STAFF}, **{"0_name": "王小芳", "1_hours": "很多"})
    sent["add_row"] = "staff"
    with form_over(application, {"staff": STAFF}, sent, ["staff"]) as form:
        assert form.asks_for_rows_only
        again = sent_by(form)
    assert cells(again, "name") == ["王小芳", "李强", ""]
    assert cells(again, "hours") == ["24", "很多", ""]


def test_a_removed_row_is_gone_and_the_others_stay(application: Flask) -> None:
    sent = with_entries(application, {"staff": STAFF})
    sent["remove_row"] = "staff-0"
    with form_over(application, {"staff": STAFF}, sent, ["staff"]) as form:
        assert form.asks_for_rows_only
        again = sent_by(form)
    with form_over(application, {"staff": STAFF}, again, ["staff"]) as form:
        assert not form.asks_for_rows_only
        assert form.changed_values() == {"staff": [STAFF[1]]}


def test_rows_a_script_has_numbered_with_gaps_are_read_in_their_order(application: Flask) -> None:
    sent = with_entries(application, {})
    for index, name in ((12, "赵六"), (7, "张三")):
        sent[f"staff-{index}-row"] = "new"
        sent[f"staff-{index}-name"] = name
    with form_over(application, {}, sent, ["staff"]) as form:
        assert form.values() == {"staff": [{"name": "张三"}, {"name": "赵六"}]}


def test_a_blank_new_row_is_dropped_and_a_cleared_old_one_is_not(application: Flask) -> None:
    cleared = {"1_name": "", "1_role": "", "1_newly_hired": "unknown", "1_hours": ""}
    sent = with_entries(application, {"staff": STAFF}, **cleared)
    sent["staff-2-row"] = "new"
    with form_over(application, {"staff": STAFF}, sent, ["staff"]) as form:
        assert form.changed_values() == {"staff": [STAFF[0], {}]}


def test_no_rows_is_unanswered_unless_confirmed(application: Flask) -> None:
    with form_over(application, {}, with_entries(application, {}), ["staff"]) as form:
        assert form.fact("staff").data is None
    sent = with_entries(application, {})
    sent.add("staff", "-")
    with form_over(application, {}, sent, ["staff"]) as form:
        assert form.validate()
        assert form.fact("staff").data == []


def test_confirming_nobody_beside_rows_is_refused(application: Flask) -> None:
    sent = with_entries(application, {"staff": STAFF})
    sent.add("staff", "-")
    with form_over(application, {"staff": STAFF}, sent, ["staff"]) as form:
        assert not form.validate()
        assert form.errors["staff"] == ["既填写了名单，又勾选了“确认没有”，请核对后只保留一种。"]


def test_a_wrong_cell_is_named_by_row_and_column(application: Flask) -> None:
    sent = with_entries(application, {"staff": STAFF}, **{"1_hours": "-3"})
    with form_over(application, {"staff": STAFF}, sent, ["staff"]) as form:
        assert not form.validate()
        assert form.errors["staff"] == ["第 2 行“学时”：不能为负数（-3）。请填写不小于 0 的数。"]
        (wrong,) = shown(form).xpath(".//input[contains(@class, 'is-invalid')]")
        assert (wrong.name, wrong.value) == ("staff-1-hours", "-3")

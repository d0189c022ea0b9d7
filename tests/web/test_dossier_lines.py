"""What has changed in a table of records, one by one."""

from inspect_app.policy import FactDeclaration, FactType, Text
from inspect_app.web.dossier_lines import RecordChange, record_changes

NAME = FactDeclaration("name", FactType.TEXT, Text("姓名", "Name"))
HOURS = FactDeclaration("hours", FactType.NUMBER, Text("学时", "Hours"))
STAFF = FactDeclaration(
    "staff", FactType.RECORDS, Text("名册", "Roster"), fields={"name": NAME, "hours": HOURS}
)


def test_only_records_that_differ_are_told() -> None:
    before = [{"name": "甲", "hours": 24}, {"name": "乙", "hours": 30}]
    after = [{"name": "乙", "hours": 30}, {"name": "甲", "hours": 20}]
    (change,) = record_changes(STAFF, before, after)
    assert change == RecordChange({"name": "甲", "hours": 24}, {"name": "甲", "hours": 20})
    assert change.changed("hours")
    assert not change.changed("name")


def test_records_that_came_and_went_are_told() -> None:
    changes = record_changes(STAFF, [{"name": "甲"}], [{"name": "乙"}])
    assert changes == [RecordChange(None, {"name": "乙"}), RecordChange({"name": "甲"}, None)]


def test_two_people_of_one_name_are_kept_apart() -> None:
    before = [{"name": "王芳", "hours": 24}, {"name": "王芳", "hours": 30}]
    after = [{"name": "王芳", "hours": 24}, {"name": "王芳", "hours": 16}]
    assert record_changes(STAFF, before, after) == [RecordChange(before[1], after[1])]


def test_a_table_that_was_not_stated_has_no_records() -> None:
    assert record_changes(STAFF, None, [{"name": "甲"}]) == [RecordChange(None, {"name": "甲"})]
    assert record_changes(STAFF, [{"name": "甲"}], None) == [RecordChange({"name": "甲"}, None)]

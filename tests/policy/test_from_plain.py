"""What is written as plain JSON is read back as the same fact."""

from decimal import Decimal
from typing import Any

import pytest

from inspect_app.policy import FactDeclaration, FactType, Text, from_plain
from inspect_app.policy.facts_json import plain_fact

AREA = FactDeclaration("area", FactType.NUMBER, Text("面积", "area"))
NAME = FactDeclaration("name", FactType.TEXT, Text("姓名", "name"))
STAFF = FactDeclaration("staff", FactType.RECORDS, Text("人员", "staff"), fields={"name": NAME, "area": AREA})


@pytest.mark.parametrize("exact", [Decimal("45.12345678901234567890"), Decimal("-0.1"), Decimal("0.5")])
def test_decimals_keep_every_digit(exact: Decimal) -> None:
    read = from_plain(AREA, plain_fact(exact))
    assert Decimal(str(read)) == exact
    (record,) = from_plain(STAFF, [{"name": "7.5", "area": plain_fact(exact)}])
    assert (record["name"], Decimal(str(record["area"]))) == ("7.5", exact)


@pytest.mark.parametrize("raw", ["", "large", "NaN", "1e5", "1.", ".5", "１２", "1" * 101, "1_0", " 1"])
def test_text_that_is_no_number_is_handed_on_for_the_parser_to_refuse(raw: str) -> None:
    assert from_plain(AREA, raw) == raw


@pytest.mark.parametrize("raw", [None, 7, "7.5", {"name": 1}, [1, None], [{"unknown": "1.5"}]])
def test_whatever_is_no_list_of_records_is_handed_on(raw: Any) -> None:
    assert from_plain(STAFF, raw) == raw

"""JSON is read strictly."""

from decimal import Decimal

import pytest

from inspect_app.policy import FactError
from inspect_app.policy.reading.json_text import parse_json


def test_numbers_are_exact() -> None:
    assert parse_json(b'{"a": 0.1, "b": 7}', "f") == {"a": Decimal("0.1"), "b": 7}


def test_a_byte_order_mark_is_accepted() -> None:
    assert parse_json("\ufeff[1]".encode(), "f") == [1]


def test_lists_lie_in_one_another_as_deep_as_anybody_needs() -> None:
    assert parse_json(b"[" * 32 + b"1" + b"]" * 32, "f")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "f: is empty"),
        (b" \n", "f: is empty"),
        (b'{"a": 1', "f: no JSON at 1:8"),
        (b'{"a": 1}\n{"a": 2}', "f: no JSON at 2:1"),
        (b'{"a": 1, "a": 2}', "a: is given twice"),
        (b'{"a": {"b": 1, "b": 1}}', "b: is given twice"),
        (b'{"a": NaN}', "NaN: is not a finite number"),
        (b'{"a": -Infinity}', "-Infinity: is not a finite number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "999999999999…: is a number of 5000 digits"),
        (b'{"a": "\xff"}', "f: byte 8 is not UTF-8"),
        (b'{"a": 1e1000000000000000000}', "1e1000000000…: is not a finite number"),
        (b"{%s}" % b", ".join(b'"a%d": 1' % (n % 99_999) for n in range(100_000)), "a0: is given twice"),
        (b"[" * 200_000, "f: is nested too deeply"),
        (b"[" * 33 + b"]" * 33, "f: is nested too deeply"),
        (b'{"a": ' * 33 + b"1" + b"}" * 33, "f: is nested too deeply"),
    ],
)
def test_what_is_no_sound_json_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(FactError) as refused:
        parse_json(raw, "f")
    assert str(refused.value).startswith(says)

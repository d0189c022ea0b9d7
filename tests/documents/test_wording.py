from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspect_app.documents.errors import DocumentError
from inspect_app.documents.wording import (
    amount_in_figures,
    amount_in_words,
    chinese_count,
    chinese_date,
    chinese_time,
)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (2_000_000, "人民币贰万元整"),
        (0, "人民币零元整"),
        (1, "人民币壹分"),
        (10, "人民币壹角整"),
        (12, "人民币壹角贰分"),
        (105, "人民币壹元零伍分"),
        (150, "人民币壹元伍角整"),
        (1_000, "人民币壹拾元整"),
        (100_100, "人民币壹仟零壹元整"),
        (101_000, "人民币壹仟零壹拾元整"),
        (1_000_100, "人民币壹万零壹元整"),
        (10_001_000, "人民币壹拾万零壹拾元整"),
        (30_060_007, "人民币叁拾万零陆佰元零柒分"),
        (1_234_567_89, "人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
        (10_000_000_000, "人民币壹亿元整"),
        (10_010_000_000, "人民币壹亿零壹拾万元整"),
        (10_000_000_100, "人民币壹亿零壹元整"),
        (99_999_999_999_999, "人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_amounts_are_written_in_capital_numerals(fen, words):
    assert amount_in_words(fen) == words


@pytest.mark.parametrize("fen", [-1, 10**14])
def test_an_amount_without_capital_numerals_is_refused(fen):
    with pytest.raises(DocumentError, match=str(fen)):
        amount_in_words(fen)


_VALUES = {numeral: value for value, numeral in enumerate("零壹贰叁肆伍陆柒捌玖")}
_PLACES = {"拾": 10, "佰": 100, "仟": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}


def _read_yuan(words: str) -> int:
    total = group = digit = 0
    for char in words:
        if char in _VALUES:
            digit = _VALUES[char]
        elif char in _PLACES:
            group, digit = group + digit * _PLACES[char], 0
        else:
            total, group, digit = total + (group + digit) * _GROUPS[char], 0, 0
    return total + group + digit


@given(st.integers(1, 10**12 - 1))
def test_an_amount_in_words_reads_back_as_itself(yuan):
    words = amount_in_words(yuan * 100)
    assert _read_yuan(words.removeprefix("人民币").removesuffix("元整")) == yuan
    assert "零零" not in words


def test_amounts_in_figures_are_grouped_with_two_decimals():
    assert amount_in_figures(2_000_000) == "20,000.00"
    assert amount_in_figures(5) == "0.05"


def test_dates_have_no_leading_zeros():
    assert chinese_date(date(2013, 9, 1)) == "2013年9月1日"


def test_times_are_told_in_beijing():
    assert chinese_time(datetime(2013, 11, 19, 16, 5, tzinfo=UTC)) == "2013年11月20日 00:05"


def test_headings_are_counted_in_chinese():
    assert [chinese_count(n) for n in (1, 9, 10, 11, 20, 35)] == ["一", "九", "十", "十一", "二十", "三十五"]

"""From what somebody typed or sent to a fact: one strict parser for each kind.

A parser takes the raw value, as JSON gives it, and its place, and answers the normalised value or raises
`FactError`. The common, right value passes a quick test; only a wrong one is taken apart to say what is wrong.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import NoReturn

from inspect_app.policy.errors import FactError, did_you_mean
from inspect_app.policy.facts import FactDeclaration, FactType
from inspect_app.policy.text import Text

Parser = Callable[[object, str], object]

# Beyond this a count or an amount is a slip of the hand; it is also what every JSON reader holds exactly.
LARGEST = 10**15
LONGEST_NUMBER = 100
LONGEST_TEXT = 200
NOT_APPLICABLE = "n/a"
MONTHS = frozenset(f"{year:04d}-{month:02d}" for year in range(1949, 2200) for month in range(1, 13))
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parser_for(declared: FactDeclaration) -> Parser:
    """The parser for one declared fact."""
    return _MAKERS[declared.type](declared)


def parse_day(raw: object, place: str) -> date:
    """A calendar day written YYYY-MM-DD (a `date` passes as it is)."""
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    if not isinstance(raw, str):
        _wrong_type(raw, place, _DAY_WANTED)
    if not _DAY.fullmatch(raw):
        raise FactError(place, _bad("不是日期", "is not a date", raw), _DAY_WANTED)
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise FactError(
            place, _bad("这一天不存在", "is a day that does not exist", raw), _DAY_WANTED
        ) from None


_BOOL_WANTED = Text(
    "请填写 true 或 false；不清楚时不要填写此项", "Give true or false; leave it out when unknown"
)
_INT_WANTED = Text("请填写整数；不清楚时不要填写此项", "Give a whole number; leave it out when unknown")
_NUMBER_WANTED = Text("请填写数字；不清楚时不要填写此项", "Give a number; leave it out when unknown")
_DAY_WANTED = Text("请按 YYYY-MM-DD 填写实际存在的日期", "Give a day that exists, as YYYY-MM-DD")
_MONTH_WANTED = Text("请按 YYYY-MM 填写月份，如 2013-06", "Give months as YYYY-MM, such as 2013-06")
_LIST_WANTED = Text("请填写列表；不清楚时不要填写此项", "Give a list; leave it out when unknown")
_TEXT_WANTED = Text(
    f"请填写不超过 {LONGEST_TEXT} 字的文字；不清楚时不要填写此项",
    f"Give a text of at most {LONGEST_TEXT} characters; leave it out when unknown",
)
_RECORD_WANTED = Text("每条记录应为一个对象", "Each record must be an object")
_GRADE_WANTED = Text('请填写 1、2、3、4 或 "n/a"', 'Give 1, 2, 3, 4 or "n/a"')


def _shown(raw: object) -> str:
    """The raw value as JSON would write it, cut where long."""
    if isinstance(raw, int) and abs(raw) > LARGEST**2:
        return f"10^{raw.bit_length() * 3 // 10}"
    if raw is None or isinstance(raw, bool):
        return {None: "null", True: "true", False: "false"}[raw]
    text = str(raw) if isinstance(raw, Decimal) else repr(raw)
    return text if len(text) <= 40 else text[:37] + "..."


def _bad(zh: str, en: str, raw: object) -> Text:
    return Text(f"{zh}（{_shown(raw)}）", f"{en} ({_shown(raw)})")


def _wrong_type(raw: object, place: str, wanted: Text) -> NoReturn:
    raise FactError(place, _bad("填写的类型不对", "is of the wrong type", raw), wanted)


def _in_range(value: int | Decimal, minimum: int, place: str) -> None:
    least = Text(f"请填写不小于 {minimum} 的数", f"Give {minimum} or more")
    if value < 0:
        raise FactError(place, _bad("不能为负数", "must not be negative", value), least)
    if value < minimum:
        raise FactError(place, _bad("数值过小", "is too small", value), least)
    if value > LARGEST:
        most = Text("请核对是否多写了数位", "Check whether digits were typed twice")
        raise FactError(place, _bad("数值过大", "is too large", value), most)


def _bool_parser(_: FactDeclaration) -> Parser:
    def parse(raw: object, place: str) -> object:
        if raw is True or raw is False:
            return raw
        _wrong_type(raw, place, _BOOL_WANTED)

    return parse


def _int_parser(declared: FactDeclaration) -> Parser:
    minimum = declared.minimum

    def parse(raw: object, place: str) -> object:
        if not isinstance(raw, int) or raw is True or raw is False:
            _wrong_type(raw, place, _INT_WANTED)
        if not minimum <= raw <= LARGEST:
            _in_range(raw, minimum, place)
        return raw

    return parse


def _number_parser(declared: FactDeclaration) -> Parser:
    minimum = declared.minimum

    def parse(raw: object, place: str) -> object:
        number = raw if type(raw) is int else _decimal(raw, place)
        if not minimum <= number <= LARGEST:
            _in_range(number, minimum, place)
        return number

    return parse


def _decimal(raw: object, place: str) -> int | Decimal:
    """A decimal number, exact. A binary float stands for the shortest decimal that names it."""
    if isinstance(raw, float) and isfinite(raw):
        raw = Decimal(repr(raw))
    if not isinstance(raw, Decimal):
        _wrong_type(raw, place, _NUMBER_WANTED)
    if not raw.is_finite():
        raise FactError(place, _bad("不是有限的数", "is not a finite number", raw), _NUMBER_WANTED)
    _, digits, exponent = raw.as_tuple()
    if len(digits) > LONGEST_NUMBER or abs(int(exponent)) > LONGEST_NUMBER:
        shorter = Text(f"请不要超过 {LONGEST_NUMBER} 位", f"Give at most {LONGEST_NUMBER} digits")
        raise FactError(place, Text("数位过多", "has too many digits"), shorter)
    return raw or 0


def _code_parser(declared: FactDeclaration) -> Parser:
    codes = declared.codes

    def parse(raw: object, place: str) -> object:
        if not isinstance(raw, str):
            _wrong_type(raw, place, did_you_mean("", codes))
        if raw not in codes:
            raise FactError(place, _bad("未知代码", "is an unknown code", raw), did_you_mean(raw, codes))
        return raw

    return parse


def _codes_parser(declared: FactDeclaration) -> Parser:
    known = frozenset(declared.codes)
    single = _code_parser(declared)
    return _list_of_words(known, single)


def _months_parser(_: FactDeclaration) -> Parser:
    return _list_of_words(MONTHS, _parse_month)


def _parse_month(raw: object, place: str) -> object:
    if not isinstance(raw, str):
        _wrong_type(raw, place, _MONTH_WANTED)
    if raw not in MONTHS:
        raise FactError(place, _bad("没有这个月份", "is not a month", raw), _MONTH_WANTED)
    return raw


def _list_of_words(known: frozenset[str], single: Parser) -> Parser:
    """A list of different known words; `single` explains a word that is not known."""

    def parse(raw: object, place: str) -> object:
        if not isinstance(raw, list | tuple):
            _wrong_type(raw, place, _LIST_WANTED)
        words = [word for word in raw if type(word) is str and word in known]
        if len(words) == len(raw) == len(set(words)):
            return words
        seen: dict[object, int] = {}
        for index, word in enumerate(raw):
            single(word, f"{place}[{index}]")
            _first_time(word, index, seen, place)
        raise AssertionError("a list refused as a whole has a wrong entry")

    return parse


def _first_time(word: object, index: int, seen: dict[object, int], place: str) -> None:
    if word in seen:
        once = Text(
            f"请删去其中一处（已见于第 {seen[word] + 1} 项）",
            f"Remove one (entry {seen[word] + 1} is the same)",
        )
        raise FactError(f"{place}[{index}]", _bad("重复填写", "is listed twice", word), once)
    seen[word] = index


def _date_parser(_: FactDeclaration) -> Parser:
    return parse_day


def _text_parser(_: FactDeclaration) -> Parser:
    def parse(raw: object, place: str) -> object:
        if not isinstance(raw, str) or len(raw) > LONGEST_TEXT:
            _wrong_type(raw, place, _TEXT_WANTED)
        if not raw.isascii() and _HALF_CHARACTER.search(raw):
            raise FactError(place, _bad("含有残缺字符", "holds half a character", raw), _TEXT_WANTED)
        return raw

    return parse


def _records_parser(declared: FactDeclaration) -> Parser:
    parsers = {name: parser_for(each) for name, each in declared.fields.items()}

    def parse_record(raw: object, place: str) -> dict[str, object]:
        if not isinstance(raw, Mapping):
            _wrong_type(raw, place, _RECORD_WANTED)
        return parse_named(raw, parsers, place + ".")

    def parse(raw: object, place: str) -> object:
        if not isinstance(raw, list | tuple):
            _wrong_type(raw, place, _LIST_WANTED)
        return [parse_record(record, f"{place}[{index}]") for index, record in enumerate(raw)]

    return parse


def _judgements_parser(declared: FactDeclaration) -> Parser:
    def parse_grade(raw: object, place: str) -> object:
        if (type(raw) is int and 1 <= raw <= 4) or raw == NOT_APPLICABLE:
            return raw
        raise FactError(place, _bad("不是评分等级", "is not a grade", raw), _GRADE_WANTED)

    parsers = dict.fromkeys(declared.codes, parse_grade)

    def parse(raw: object, place: str) -> object:
        if not isinstance(raw, Mapping):
            _wrong_type(raw, place, Text("请按“项目编号：等级”填写", "Give grades by item id"))
        return parse_named(raw, parsers, place + ".")

    return parse


def parse_named(raw: Mapping[str, object], parsers: Mapping[str, Parser], prefix: str) -> dict[str, object]:
    """Every named value of a mapping through its own parser; an unknown name is refused."""
    parsed = {}
    for name, value in raw.items():
        parser = parsers.get(name)
        if parser is None:
            unknown = _bad("未知名称", "is an unknown name", name)
            raise FactError(prefix + str(name), unknown, did_you_mean(str(name), parsers))
        parsed[name] = parser(value, prefix + name)
    return parsed


_MAKERS: dict[FactType, Callable[[FactDeclaration], Parser]] = {
    FactType.BOOL: _bool_parser,
    FactType.INT: _int_parser,
    FactType.FEN: _int_parser,
    FactType.NUMBER: _number_parser,
    FactType.CODE: _code_parser,
    FactType.CODES: _codes_parser,
    FactType.MONTHS: _months_parser,
    FactType.DATE: _date_parser,
    FactType.TEXT: _text_parser,
    FactType.RECORDS: _records_parser,
    FactType.JUDGEMENTS: _judgements_parser,
}

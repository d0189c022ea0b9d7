"""Parsers of facts that are one value: yes or no, a number, a code, a day, a text."""

import re
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

from inspect_app.policy.errors import FactError, did_you_mean
from inspect_app.policy.fact_refusals import LARGEST, refuse_outside, refuse_type, told
from inspect_app.policy.facts import FactDeclaration, Parser
from inspect_app.policy.sentences import Remedy
from inspect_app.policy.text import UNWRITABLE, Text

LONGEST_NUMBER = 100
LONGEST_TEXT = 200
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_BOOL_WANTED, _INT_WANTED, _NUMBER_WANTED = Remedy.BOOL(), Remedy.INT(), Remedy.NUMBER()
_DAY_WANTED, _TEXT_WANTED = Remedy.DAY(), Remedy.TEXT(most=LONGEST_TEXT)


def parse_day(raw: object, place: str) -> date:
    """A calendar day written YYYY-MM-DD (a `date` passes as it is)."""
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    if not isinstance(raw, str):
        refuse_type(raw, place, _DAY_WANTED)
    if not _DAY.fullmatch(raw):
        raise FactError(place, told("不是日期", "is not a date", raw), _DAY_WANTED)
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise FactError(
            place, told("这一天不存在", "is a day that does not exist", raw), _DAY_WANTED
        ) from None


def bool_parser(_: FactDeclaration) -> Parser:
    """Yes or no."""

    def parse(raw: object, place: str) -> object:
        if raw is not True and raw is not False:
            refuse_type(raw, place, _BOOL_WANTED)
        return raw

    return parse


def int_parser(declared: FactDeclaration) -> Parser:
    """Whole numbers: counts, and amounts in fen."""
    minimum = declared.minimum

    def parse(raw: object, place: str) -> object:
        if not isinstance(raw, int) or raw is True or raw is False:
            refuse_type(raw, place, _INT_WANTED)
        if not minimum <= raw <= LARGEST:
            refuse_outside(raw, minimum, place)
        return raw

    return parse


def number_parser(declared: FactDeclaration) -> Parser:
    """Numbers with decimals, exact."""
    minimum = declared.minimum

    def parse(raw: object, place: str) -> object:
        number = raw if type(raw) is int else _decimal(raw, place)
        if not minimum <= number <= LARGEST:
            refuse_outside(number, minimum, place)
        return number

    return parse


def _decimal(raw: object, place: str) -> int | Decimal:
    """A decimal number, exact. A binary float stands for the shortest decimal that names it."""
    if isinstance(raw, float) and isfinite(raw):
        raw = Decimal(repr(raw))
    if not isinstance(raw, Decimal):
        refuse_type(raw, place, _NUMBER_WANTED)
    if not raw.is_finite():
        raise FactError(place, told("不是有限的数", "is not a finite number", raw), _NUMBER_WANTED)
    _, digits, exponent = raw.as_tuple()
    if len(digits) > LONGEST_NUMBER or abs(int(exponent)) > LONGEST_NUMBER:
        shorter = Remedy.DIGITS(most=LONGEST_NUMBER)
        raise FactError(place, Text("数位过多", "has too many digits"), shorter)
    return raw or 0


def code_parser(declared: FactDeclaration) -> Parser:
    """One of the declared codes."""
    codes = declared.codes

    def parse(raw: object, place: str) -> object:
        if not isinstance(raw, str):
            refuse_type(raw, place, did_you_mean("", codes))
        if raw not in codes:
            raise FactError(place, told("未知代码", "is an unknown code", raw), did_you_mean(raw, codes))
        return raw

    return parse


def date_parser(_: FactDeclaration) -> Parser:
    """Calendar days."""
    return parse_day


def text_parser(_: FactDeclaration) -> Parser:
    """Short texts, such as a name."""

    def parse(raw: object, place: str) -> object:
        if not isinstance(raw, str) or len(raw) > LONGEST_TEXT:
            refuse_type(raw, place, _TEXT_WANTED)
        if UNWRITABLE.search(raw):
            raise FactError(
                place, told("含有无法保存的字符", "holds a character that cannot be kept", raw), _TEXT_WANTED
            )
        return raw

    return parse

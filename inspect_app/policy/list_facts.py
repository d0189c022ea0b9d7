"""Parsers of facts that are lists of words: codes and months."""

from inspect_app.policy.errors import FactError
from inspect_app.policy.fact_refusals import refuse_type, told
from inspect_app.policy.facts import FactDeclaration, Parser
from inspect_app.policy.scalar_facts import code_parser
from inspect_app.policy.sentences import Remedy

MONTHS = frozenset(f"{year:04d}-{month:02d}" for year in range(1949, 2200) for month in range(1, 13))

_MONTH_WANTED, LIST_WANTED = Remedy.MONTH(), Remedy.LIST()


def codes_parser(declared: FactDeclaration) -> Parser:
    """Lists of different declared codes."""
    known = frozenset(declared.codes)
    single = code_parser(declared)
    return _list_of_words(known, single)


def months_parser(_: FactDeclaration) -> Parser:
    """Lists of different months, YYYY-MM."""
    return _list_of_words(MONTHS, _parse_month)


def _parse_month(raw: object, place: str) -> object:
    if not isinstance(raw, str):
        refuse_type(raw, place, _MONTH_WANTED)
    if raw not in MONTHS:
        raise FactError(place, told("没有这个月份", "is not a month", raw), _MONTH_WANTED)
    return raw


def _list_of_words(known: frozenset[str], single: Parser) -> Parser:
    """A list of different known words; `single` explains a word that is not known."""

    def parse(raw: object, place: str) -> object:
        if not isinstance(raw, list | tuple):
            refuse_type(raw, place, LIST_WANTED)
        words = [word for word in raw if isinstance(word, str) and word in known]
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
        once = Remedy.ONCE(entry=seen[word] + 1)
        raise FactError(f"{place}[{index}]", told("重复填写", "is listed twice", word), once)
    seen[word] = index

"""From what somebody typed or sent to a fact: one strict parser for each kind.

A parser takes the raw value, as JSON gives it, and its place, and answers the normalised value or raises
`FactError`. The right value passes a quick test; only a wrong one is taken apart to say what is wrong.
"""

from collections.abc import Callable, Mapping

from inspect_app.policy.errors import FactError, did_you_mean
from inspect_app.policy.fact_refusals import refuse_type, told
from inspect_app.policy.facts import FactDeclaration, FactType, Parser
from inspect_app.policy.list_facts import LIST_WANTED, codes_parser, months_parser
from inspect_app.policy.scalar_facts import (
    bool_parser,
    code_parser,
    date_parser,
    int_parser,
    number_parser,
    text_parser,
)
from inspect_app.policy.sentences import Remedy

NOT_APPLICABLE = "n/a"
_RECORD_WANTED, _GRADE_WANTED, _GRADES_WANTED = Remedy.RECORD(), Remedy.GRADE(), Remedy.GRADES()


def parser_for(declared: FactDeclaration) -> Parser:
    """The parser for one declared fact."""
    return _MAKERS[declared.type](declared)


def _records_parser(declared: FactDeclaration) -> Parser:
    parsers = {name: parser_for(each) for name, each in declared.fields.items()}

    def parse_record(raw: object, place: str) -> dict[str, object]:
        if not isinstance(raw, Mapping):
            refuse_type(raw, place, _RECORD_WANTED)
        return parse_named(raw, parsers, place + ".")

    def parse(raw: object, place: str) -> object:
        if not isinstance(raw, list | tuple):
            refuse_type(raw, place, LIST_WANTED)
        return [parse_record(record, f"{place}[{index}]") for index, record in enumerate(raw)]

    return parse


def _judgements_parser(declared: FactDeclaration) -> Parser:
    def parse_grade(raw: object, place: str) -> object:
        if (type(raw) is int and 1 <= raw <= 4) or raw == NOT_APPLICABLE:
            return raw
        raise FactError(place, told("不是评分等级", "is not a grade", raw), _GRADE_WANTED)

    parsers = dict.fromkeys(declared.codes, parse_grade)

    def parse(raw: object, place: str) -> object:
        if not isinstance(raw, Mapping):
            refuse_type(raw, place, _GRADES_WANTED)
        return parse_named(raw, parsers, place + ".")

    return parse


def parse_named(raw: Mapping[str, object], parsers: Mapping[str, Parser], prefix: str) -> dict[str, object]:
    """Every named value of a mapping through its own parser; an unknown name is refused."""
    parsed = {}
    for name, value in raw.items():
        parser = parsers.get(name)
        if parser is None:
            unknown = told("未知名称", "is an unknown name", name)
            raise FactError(prefix + str(name), unknown, did_you_mean(str(name), parsers))
        parsed[name] = parser(value, prefix + name)
    return parsed


_MAKERS: dict[FactType, Callable[[FactDeclaration], Parser]] = {
    FactType.BOOL: bool_parser,
    FactType.INT: int_parser,
    FactType.FEN: int_parser,
    FactType.NUMBER: number_parser,
    FactType.CODE: code_parser,
    FactType.CODES: codes_parser,
    FactType.MONTHS: months_parser,
    FactType.DATE: date_parser,
    FactType.TEXT: text_parser,
    FactType.RECORDS: _records_parser,
    FactType.JUDGEMENTS: _judgements_parser,
}

"""Facts as plain JSON values, for what is printed, stored and sent."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from inspect_app.policy.facts import FactDeclaration, FactType

_DECIMAL = re.compile(r"-?[0-9]{1,100}(\.[0-9]{1,100})?")


def plain_fact(value: Any) -> Any:
    """A normalised fact in JSON's own types; what needs no change is handed back as it is."""
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain_fact(each) for each in value] if value and isinstance(value[0], dict) else value
    if isinstance(value, Mapping):
        return {name: plain_fact(each) for name, each in value.items()}
    return value


def plain_decimal(value: Decimal) -> int | float | str:
    """A decimal as a JSON number where a reader gets the very same number back, else as a string."""
    if value == value.to_integral_value():
        return int(value)
    nearest = float(value)
    return nearest if Decimal(repr(nearest)) == value else f"{value:f}"


def from_plain(declared: FactDeclaration, raw: Any) -> Any:
    """What `plain_fact` wrote, with numbers that travelled as text made numbers again.

    The answer is still to be parsed: anything else is handed on as it is, for the parser to refuse.
    """
    if declared.type is FactType.NUMBER and isinstance(raw, str) and _DECIMAL.fullmatch(raw):
        return Decimal(raw)
    if declared.type is FactType.RECORDS and isinstance(raw, list):
        return [_record_from_plain(declared, each) for each in raw]
    return raw


def _record_from_plain(declared: FactDeclaration, raw: Any) -> Any:
    if not isinstance(raw, Mapping):
        return raw
    fields = declared.fields
    return {name: from_plain(fields[name], each) if name in fields else each for name, each in raw.items()}

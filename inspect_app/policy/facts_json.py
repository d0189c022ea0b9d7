"""Facts as plain JSON values, for what is printed and stored."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any


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

"""Figures of a document: each with the day it starts, its clause and the day it was last checked."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Value:
    """One figure. `source` says where it comes from when the document does not set it."""

    name: str
    value: int | Decimal | date
    start: date
    clause: str
    checked: date
    source: str | None = None

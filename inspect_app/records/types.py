"""The declarative base and the column types every record shares."""

import datetime as dt
import hashlib
import json
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import DateTime, Integer, MetaData, Text, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware moment, kept as UTC without a zone so that SQLite and PostgreSQL order it alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        return None if value is None else value.replace(tzinfo=dt.UTC)


class ExactJson(TypeDecorator[Any]):
    """JSON whose decimals come back as the very digits that were written, never as binary floats."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else dump_exact(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value, parse_float=Decimal)


class Tenths(TypeDecorator[Decimal]):
    """A decimal with one place, kept as whole tenths: exact, and ordered alike on every database."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        tenths = Decimal(value) * 10
        if tenths != int(tenths):
            raise ValueError(f"{value} has more than one decimal place")
        return int(tenths)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-1)


# One encoder for all: `json.dumps` makes a new one each time, and every word comes by here.
_plain = json.JSONEncoder(ensure_ascii=False).encode


def dump_exact(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces, decimals as numbers with their own digits.

    The same value always gives the same text, so that the text can be hashed. A day is written YYYY-MM-DD and
    read back as text; a binary float stands for the shortest decimal that names it.
    """
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, dt.date):
        return _plain(value.isoformat())
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{value} is not a number")
        return format(value, "f")
    if isinstance(value, dict):
        pairs = (f"{_plain(str(name))}:{dump_exact(value[name])}" for name in sorted(value))
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(dump_exact, value)) + "]"
    return _plain(value)


def digest(value: Any) -> str:
    """SHA-256, in hex, of the canonical JSON of `value`."""
    return hashlib.sha256(dump_exact(value).encode()).hexdigest()


class Base(DeclarativeBase):
    """Base of every record; constraints are named alike so that migrations can address them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {dt.datetime: UtcDateTime}

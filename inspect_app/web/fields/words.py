"""Dates and short texts."""

import datetime as dt
import unicodedata

from inspect_app.web.fields.base import FactField


class DateField(FactField):
    """A day."""

    def written(self, value: dt.date | None) -> str:
        return "" if value is None else value.isoformat()

    def read(self, sent: list[str]) -> object:
        text = unicodedata.normalize("NFKC", sent[-1]).strip()
        return self.parsed(text) if text else None


class TextField(FactField):
    """A line of text, without the spaces around it."""

    def written(self, value: str | None) -> str:
        return value or ""

    def read(self, sent: list[str]) -> object:
        text = sent[-1].strip()
        return self.parsed(text) if text else None

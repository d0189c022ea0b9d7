"""Months of the assessed period, ticked in a grid with a line for each year."""

from collections.abc import Iterable
from typing import Any

from inspect_app.policy import FactDeclaration
from inspect_app.web.clock import today
from inspect_app.web.fields.choices import ListField


class MonthsField(ListField):
    """The grid shows this year, the year before, and every year the form's months speak of."""

    def __init__(self, declaration: FactDeclaration, years: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(declaration, **kwargs)
        self._years = frozenset(years)

    @property
    def years(self) -> list[int]:
        typed = {int(month[:4]) for month in self.typed if month[:4].isdecimal()}
        return sorted(typed | self._years | {today().year - 1, today().year})

    @staticmethod
    def months(year: int) -> list[str]:
        return [f"{year:04d}-{month:02d}" for month in range(1, 13)]

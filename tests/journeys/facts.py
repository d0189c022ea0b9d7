"""Filling in the fields that are generated from a checklist: by the type of each fact, not by its name."""

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Locator, expect

from inspect_app.policy import FactDeclaration, FactType, load_library
from inspect_app.settings import default_checklists

LIBRARY = load_library(default_checklists())
DECLARATIONS: Mapping[str, FactDeclaration] = {
    **LIBRARY.standard("station-2013").facts,
    **LIBRARY.programme("exterior-2013").facts,
}


def fill_in(place: Locator, values: Mapping[str, Any]) -> None:
    """Fill in every field in `place` that `values` knows a value for."""
    expect(place.locator("[data-fact]").first).to_be_visible()
    for field in place.locator("[data-fact]").all():
        name = field.get_attribute("data-fact") or ""
        if name in values:
            fact = DECLARATIONS[name]
            _WRITERS[fact.type](field, fact, values[name])


def _type(field: Locator, fact: FactDeclaration, value: Any) -> None:
    field.get_by_label(fact.label.zh, exact=True).fill(str(value))


def _type_yuan(field: Locator, fact: FactDeclaration, fen: int) -> None:
    _type(field, fact, f"{fen // 100}.{fen % 100:02}")


def _answer(field: Locator, fact: FactDeclaration, value: bool) -> None:
    field.get_by_text("是" if value else "否", exact=True).click()


def _tick(field: Locator, fact: FactDeclaration, codes: list[str]) -> None:
    for code in codes:
        field.get_by_label(fact.codes[code].zh, exact=True).check()


def _tick_months(field: Locator, fact: FactDeclaration, months: list[str]) -> None:
    for month in months:
        year = field.get_by_role("group", name=f"{month[:4]} 年")
        year.get_by_text(f"{int(month[5:])}月", exact=True).click()


def _add_rows(field: Locator, fact: FactDeclaration, records: list[dict[str, Any]]) -> None:
    for number, record in enumerate(records, 1):
        field.get_by_role("button", name="增加一行").click()
        for name, value in record.items():
            _fill_cell(field, number, fact.fields[name], value)


def _fill_cell(field: Locator, row: int, column: FactDeclaration, value: Any) -> None:
    cell = field.get_by_label(f"第 {row} 行，{column.label.zh}", exact=True)
    if column.type is FactType.BOOL:
        cell.select_option("是" if value else "否")
    elif column.type is FactType.CODE:
        cell.select_option(column.codes[value].zh)
    else:
        cell.fill(str(value))


_WRITERS: Mapping[FactType, Callable[[Locator, FactDeclaration, Any], None]] = {
    FactType.BOOL: _answer,
    FactType.INT: _type,
    FactType.NUMBER: _type,
    FactType.DATE: _type,
    FactType.FEN: _type_yuan,
    FactType.CODES: _tick,
    FactType.MONTHS: _tick_months,
    FactType.RECORDS: _add_rows,
}

"""Excel files out: one table a file, safe to open and pleasant to read."""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inspect_app.documents.reading import TableRow, read_table

__all__ = ["CellValue", "TableRow", "read_table", "write_workbook"]

# Moments are given as text or as a day in Beijing: Excel knows no time zones.
CellValue = str | int | Decimal | date | None

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_SHEET_NAME = 31
_WIDTHS = range(8, 61)


def write_workbook(title: str, columns: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> bytes:
    """An .xlsx file with one sheet: a frozen header with a filter, and columns as wide as their content.

    Text stays text: a cell starting with = + - @ is shown, never computed. Control characters, which Excel
    refuses, become U+FFFD.
    """
    workbook = Workbook()
    workbook.properties.title = title
    sheet = workbook.worksheets[0]
    sheet.title = title.translate(_NOT_IN_SHEET_NAMES).strip()[:_LONGEST_SHEET_NAME] or "Sheet"
    widths = [_text_width(column) for column in columns]
    _fill_row(sheet, 1, columns)
    for number, values in enumerate(rows, start=2):
        _fill_row(sheet, number, values)
        widths = [max(width, _text_width(value)) for width, value in zip(widths, values, strict=True)]
    _style(sheet, widths)
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def _fill_row(sheet: Worksheet, number: int, values: Sequence[CellValue]) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(number, column)
        if isinstance(value, str):
            _fill_text(cell, value)
        else:
            cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"


def _fill_text(cell: Cell, text: str) -> None:
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    cell.data_type = "s"
    # Excel takes the text up again as text when someone edits the cell.
    cell.quotePrefix = text.startswith(_FORMULA_STARTS)


def _style(sheet: Worksheet, widths: Sequence[int]) -> None:
    for column, width in enumerate(widths, start=1):
        header = sheet.cell(1, column)
        header.font = Font(bold=True)
        header.fill = PatternFill("solid", fgColor="F2F2F2")
        header.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        within = min(max(width + 2, _WIDTHS.start), _WIDTHS.stop - 1)
        sheet.column_dimensions[get_column_letter(column)].width = within
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _text_width(value: CellValue) -> int:
    """Columns of a fixed-width type: a Chinese character takes two."""
    lines = str("" if value is None else value).split("\n")
    return max(sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line) for line in lines)

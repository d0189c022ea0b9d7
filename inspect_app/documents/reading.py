"""Tables in: .csv and .xlsx as people save them, read as text, or refused with the remedy."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from openpyxl import load_workbook

from inspect_app.documents.errors import TableRefused

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
# Room for every street of the country.
MAX_ROWS = 50_000
MAX_COLUMNS = 200

# UTF-8 first: it hardly ever accepts what is not UTF-8. Chinese Excel saves CSV in GB18030.
_ENCODINGS = ("utf-8-sig", "gb18030")
# What openpyxl, zipfile and the XML parsers raise over files that are no workbooks, broken or encrypted.
_BROKEN_WORKBOOK = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    LookupError,
    ValueError,
)


@dataclass(frozen=True)
class TableRow:
    """One row: the line or row number a person sees, counted from 1, and the trimmed text of its cells."""

    line: int
    cells: tuple[str, ...]


def read_table(content: bytes, filename: str) -> list[TableRow]:
    """The rows of a .csv (UTF-8 or GB18030) or of the first sheet of an .xlsx, the header being the first.

    Rows without any text are left out; all rows have as many cells as the widest. Whole numbers read as "12",
    days as "2013-11-20", formulas as the value last computed. Raises TableRefused for anything else.
    """
    if len(content) > MAX_BYTES:
        raise TableRefused(
            f"文件超过 {MAX_BYTES // 1024**2} MB，请拆分后再导入。",
            f"The file is larger than {MAX_BYTES // 1024**2} MB; split it.",
        )
    suffix = PurePath(filename).suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise TableRefused(
            f"不能读取“{filename}”：只接受 .xlsx 和 .csv 文件。请在 Excel 中另存为“Excel 工作簿（.xlsx）”。",
            f"Cannot read {filename!r}: only .xlsx and .csv files are accepted. Save it as .xlsx in Excel.",
        )
    rows = _csv_rows(content) if suffix == ".csv" else _workbook_rows(content)
    return _tidy(rows)


def _tidy(rows: Iterable[tuple[int, Sequence[str]]]) -> list[TableRow]:
    kept: list[tuple[int, list[str]]] = []
    for line, cells in rows:
        trimmed = [cell.strip() for cell in cells]
        while trimmed and not trimmed[-1]:
            trimmed.pop()
        if trimmed:
            kept.append((line, trimmed))
        _limit(len(kept), MAX_ROWS, "行", "rows")
        _limit(len(trimmed), MAX_COLUMNS, "列", "columns")
    if not kept:
        raise TableRefused("文件里没有内容。", "The file holds no rows.")
    width = max(len(cells) for _, cells in kept)
    return [TableRow(line, (*cells, *[""] * (width - len(cells)))) for line, cells in kept]


def _csv_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(_decoded(content), newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            # A quoted cell may hold line breaks, so a row is not a line.
            line = reader.line_num + 1
    except csv.Error as error:
        raise TableRefused(
            f"CSV 文件第 {line} 行格式有误：{error}。请检查引号是否成对。",
            f"Line {line} of the CSV file is broken: {error}. Check that quotes are paired.",
        ) from None


def _decoded(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TableRefused(
        "不能识别 CSV 文件的编码。请另存为“CSV UTF-8（逗号分隔）”或 .xlsx 后再导入。",
        "The encoding of the CSV file is unknown. Save it as CSV UTF-8 or as .xlsx.",
    )


def _workbook_rows(content: bytes) -> list[tuple[int, list[str]]]:
    try:
        _refuse_bomb(content)
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = workbook.worksheets[0]
        # Files of other programs state wrong dimensions.
        sheet.reset_dimensions()
        return [(number, _texts(row)) for number, row in enumerate(_limited(sheet), start=1)]
    except _BROKEN_WORKBOOK as error:
        raise TableRefused(
            "不能打开这个 Excel 文件：已损坏、已加密或格式不符。请在 Excel 中另存为“Excel 工作簿（.xlsx）”。",
            f"Not a readable .xlsx file ({error}): broken, encrypted or of another kind. Save it as .xlsx.",
        ) from error


def _limited(sheet: Any) -> Iterator[Sequence[Any]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        # Blank rows count here: a file may pretend to a million of them.
        _limit(number, MAX_ROWS, "行", "rows")
        _limit(len(row), MAX_COLUMNS, "列", "columns")
        yield row


def _refuse_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
            raise TableRefused(
                "Excel 文件解压后过大，未予读取。", "The Excel file unpacks to too many bytes."
            )


def _texts(row: Sequence[Any]) -> list[str]:
    return [_text(value) for value in row]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time().isoformat() == "00:00:00":
        return value.date().isoformat()
    return str(value)


def _limit(found: int, allowed: int, zh: str, en: str) -> None:
    if found > allowed:
        raise TableRefused(
            f"表格超过 {allowed} {zh}，请拆分后再导入。", f"The table has more than {allowed} {en}; split it."
        )

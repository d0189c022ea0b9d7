"""The table of stations a plan is measured by: CSV text in, stations out."""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NoReturn

from inspect_app.policy.errors import FactError, did_you_mean
from inspect_app.policy.fact_refusals import LARGEST
from inspect_app.policy.scalar_facts import parse_day
from inspect_app.policy.targets import StationProgress
from inspect_app.policy.text import Text

COLUMNS = ("station", "district", "retained_funds_yuan", "completed_on", "accepted_on")
_YUAN = re.compile(r"(0|[1-9][0-9]*)(\.([0-9]{1,2}))?")
_HEADER_WANTED = Text(f"第一行应为：{','.join(COLUMNS)}", f"The first line must be {','.join(COLUMNS)}")


def read_stations(lines: Iterable[str]) -> list[StationProgress]:
    """The stations of a CSV text with the columns `COLUMNS` in any order.

    Raises `FactError` naming the line for a missing, unknown or repeated column, a wrong number of cells, an
    empty name, a wrong amount or date, the same station twice, and a table without stations.
    """
    rows = _numbered(lines)
    line, header = next(rows, (1, []))
    columns = _columns(line, header)
    stations: dict[tuple[str, str], tuple[int, StationProgress]] = {}
    for line, cells in rows:
        station = _station(line, _named(line, columns, cells))
        key = (station.district, station.station)
        if key in stations:
            _refuse(
                line,
                Text(f"服务站“{station.station}”重复", f'station "{station.station}" again'),
                Text(f"请与第 {stations[key][0]} 行合并", f"Merge it with line {stations[key][0]}"),
            )
        stations[key] = (line, station)
    if not stations:
        _refuse(
            line,
            Text("没有服务站", "there is no station"),
            Text("请每行填写一个服务站", "Give a line for each"),
        )
    return [station for _, station in stations.values()]


def _numbered(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the line it starts on."""
    line, reader = 1, csv.reader(lines, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as wrong:
        _refuse(
            line,
            Text(f"不是正确的 CSV（{wrong}）", f"is not correct CSV ({wrong})"),
            Text("请检查引号和分隔符", "Check quotes and separators"),
        )


def _columns(line: int, header: list[str]) -> list[str]:
    if not header:
        _refuse(line, Text("文件为空", "the file is empty"), _HEADER_WANTED)
    for name in header:
        if name not in COLUMNS:
            _refuse(line, Text(f"未知的列“{name}”", f'unknown column "{name}"'), did_you_mean(name, COLUMNS))
        if header.count(name) > 1:
            _refuse(line, Text(f"列“{name}”重复", f'column "{name}" again'), _HEADER_WANTED)
    for name in COLUMNS:
        if name not in header:
            _refuse(line, Text(f"缺少列“{name}”", f'column "{name}" is missing'), _HEADER_WANTED)
    return header


def _named(line: int, columns: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(columns):
        _refuse(
            line,
            Text(
                f"有 {len(cells)} 格，应为 {len(columns)} 格", f"has {len(cells)} cells, not {len(columns)}"
            ),
            Text("请检查逗号和引号", "Check commas and quotes"),
        )
    return dict(zip(columns, cells, strict=True))


def _station(line: int, cells: dict[str, str]) -> StationProgress:
    for name in ("station", "district"):
        if not cells[name]:
            _refuse(line, Text(f"“{name}”为空", f'"{name}" is empty'), Text("请填写名称", "Give its name"))
    return StationProgress(
        station=cells["station"],
        district=cells["district"],
        retained_funds_fen=_fen(line, cells["retained_funds_yuan"]),
        completed_on=_day(line, "completed_on", cells["completed_on"]),
        accepted_on=_day(line, "accepted_on", cells["accepted_on"]),
    )


def _fen(line: int, cell: str) -> int | None:
    if not cell:
        return None
    found = _YUAN.fullmatch(cell)
    fen = int(found[1]) * 100 + int((found[3] or "").ljust(2, "0")) if found and len(cell) < 20 else -1
    if not 0 <= fen <= LARGEST:
        _refuse(
            line,
            Text(
                f"retained_funds_yuan 不是金额（{cell[:40]}）",
                f"retained_funds_yuan is no amount ({cell[:40]})",
            ),
            Text(
                "请填写元，如 500000 或 500000.00；不清楚时留空",
                "Give yuan such as 500000 or 500000.00; leave it empty when unknown",
            ),
        )
    return fen


def _day(line: int, name: str, cell: str) -> date | None:
    if not cell:
        return None
    try:
        return parse_day(cell, name)
    except FactError as wrong:
        message = Text(f"{name} {wrong.message.zh}", f"{name} {wrong.message.en}")
        raise FactError(_place(line), message, wrong.remedy) from None


def _place(line: int) -> str:
    return f"line {line}"


def _refuse(line: int, message: Text, remedy: Text) -> NoReturn:
    raise FactError(_place(line), message, remedy)

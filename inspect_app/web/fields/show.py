"""Facts for reading: what a value says, in the language of the request."""

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from inspect_app.policy import FactDeclaration, FactType
from inspect_app.web.language import day, language, say


def show_value(declaration: FactDeclaration, value: Any) -> str:
    """The value as people read it; "—" while the fact is not stated. Records become a table."""
    if value is None:
        return "—"
    return _SHOWN[declaration.type](declaration, value)


def _yes_no(_declared: FactDeclaration, value: bool) -> str:
    return _("是") if value else _("否")


def _quantity(declared: FactDeclaration, value: Any) -> str:
    return say(declared.quantity(value))


def _code(declared: FactDeclaration, value: str) -> str:
    return say(declared.code_label(value))


def _codes(declared: FactDeclaration, value: list[str]) -> str:
    return _joined(say(declared.code_label(code)) for code in value) or _("无")


def _months(_declared: FactDeclaration, value: list[str]) -> str:
    """2013年1–6、8月."""
    years = [
        _year(year, [int(m[5:]) for m in months]) for year, months in groupby(sorted(value), lambda m: m[:4])
    ]
    return _("；").join(years) or _("无")


def _year(year: str, months: list[int]) -> str:
    runs: list[list[int]] = []
    for month in months:
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    named = _joined(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return _("%(year)s年%(months)s月", year=year, months=named)


def _date(_declared: FactDeclaration, value: dt.date | str) -> str:
    return day(dt.date.fromisoformat(value) if isinstance(value, str) else value)


def _text(_declared: FactDeclaration, value: str) -> str:
    return value


def _records(declared: FactDeclaration, value: list[dict[str, Any]]) -> str:
    if not value:
        return _("无")
    columns = list(declared.fields.values())
    head = Markup("").join(Markup("<th scope=col>{}</th>").format(say(each.label)) for each in columns)
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup("<td>{}</td>").format(show_value(each, record.get(each.name))) for each in columns
            )
        )
        for record in value
    )
    return Markup(
        '<div class="table-responsive"><table class="table table-sm mb-0"><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(head, rows)


def _grades(declared: FactDeclaration, value: dict[str, Any]) -> str:
    return _joined(f"{say(declared.code_label(item))} {grade}" for item, grade in value.items()) or _("无")


def _joined(words: Iterable[str]) -> str:
    return (", " if language() == "en" else "、").join(words)


_SHOWN: dict[FactType, Callable[[FactDeclaration, Any], str]] = {
    FactType.BOOL: _yes_no,
    FactType.INT: _quantity,
    FactType.NUMBER: _quantity,
    FactType.FEN: _quantity,
    FactType.CODE: _code,
    FactType.CODES: _codes,
    FactType.MONTHS: _months,
    FactType.DATE: _date,
    FactType.TEXT: _text,
    FactType.RECORDS: _records,
    FactType.JUDGEMENTS: _grades,
}

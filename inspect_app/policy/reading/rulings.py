"""Rulings handed in as JSON."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from inspect_app.policy.errors import FactError, did_you_mean
from inspect_app.policy.rulings import Ruling
from inspect_app.policy.text import Text

_FIELDS = ("item", "boundary", "reading", "reason", "by", "at")


def rulings_from_json(value: Any, place: str) -> list[Ruling]:
    """The rulings of a JSON array; each has item, boundary, reading, reason, by, at. Raises `FactError`."""
    if not isinstance(value, list):
        raise FactError(
            place, Text("不是列表", "is not a list"), Text("请填写裁定的列表", "Give a list of rulings")
        )
    return [_ruling(each, f"{place}[{index}]") for index, each in enumerate(value)]


def _ruling(value: Any, place: str) -> Ruling:
    wanted = Text(f"请填写 {'、'.join(_FIELDS)}", f"Give {', '.join(_FIELDS)}")
    if not isinstance(value, Mapping):
        raise FactError(place, Text("不是一个对象", "is not an object"), wanted)
    for name in value:
        if name not in _FIELDS:
            raise FactError(
                f"{place}.{name}", Text("未知名称", "is an unknown name"), did_you_mean(name, _FIELDS)
            )
    for name in _FIELDS:
        if not isinstance(value.get(name), str):
            raise FactError(f"{place}.{name}", Text("缺少文字", "needs a text"), wanted)
    words = {name: value[name] for name in _FIELDS if name != "at"}
    return Ruling(**words, at=_moment(value["at"], f"{place}.at"))


def _moment(raw: str, place: str) -> datetime:
    try:
        return datetime.fromisoformat(raw)
    except ValueError:
        wanted = Text("请按 2013-11-20T09:00:00+08:00 填写", "Give it as 2013-11-20T09:00:00+08:00")
        raise FactError(place, Text(f"不是时刻（{raw}）", f"is no moment ({raw})"), wanted) from None

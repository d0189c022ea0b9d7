"""Frozen dataclasses to JSON and back, the same bytes for the same content.

Known types: str, int, date, aware datetime, bytes, tuple[X, ...], X | None, and frozen dataclasses of these.
There are no floats: money is whole fen, a score is text as printed. Nothing is coerced; a wrong type, an
unknown or a missing key raises DocumentError naming its place, such as "conditions[2].clause".
"""

import base64
import binascii
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from inspect_app.documents.errors import DocumentError
from inspect_app.documents.labels import named

# China has had one time and no summer time since 1991, so a fixed offset needs no time zone database.
BEIJING = timezone(timedelta(hours=8))


def dumps(content: Mapping[str, Any]) -> str:
    """One line of JSON with sorted keys, readable Chinese and no spaces."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def encode(value: Any) -> Any:
    """The JSON form of a value that passed `check`."""
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [encode(entry) for entry in value]
    if isinstance(value, datetime):
        return value.astimezone(BEIJING).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def decode(hint: Any, value: Any, place: str) -> Any:
    """The value of type `hint` that `encode` turned into `value`; its content is checked by the dataclass."""
    hint, optional = _without_none(hint)
    if value is None and optional:
        return None
    if is_dataclass(hint):
        return _decode_dataclass(typing.cast(type, hint), value, place)
    if typing.get_origin(hint) is tuple:
        return _decode_tuple(typing.get_args(hint)[0], value, place)
    if hint in _READ_FROM_TEXT and isinstance(value, str):
        return _read_text(hint, value, place)
    return value


def check(hint: Any, value: Any, place: str) -> None:
    """Refuse what is missing or of another type: None, blank text, naive times, True for a number."""
    hint, optional = _without_none(hint)
    if value is None:
        if not optional:
            raise _gap(place)
    elif typing.get_origin(hint) is tuple:
        _check_tuple(typing.get_args(hint)[0], value, place)
    elif type(value) is not hint:
        raise _wrong(place, f"{_TYPE_NAMES.get(hint, hint.__name__)}", f"{value!r}")
    elif hint is str:
        _check_text(value, place)
    elif hint is datetime and value.utcoffset() is None:
        raise _wrong(place, "带时区的时间 / a time with its zone", f"{value!r}")


def check_fields(instance: object, place: str = "") -> None:
    """`check` for every field of a dataclass; call it from __post_init__."""
    for name, hint in hints(type(instance)).items():
        check(hint, getattr(instance, name), f"{place}{name}")


def hints(cls: type) -> dict[str, Any]:
    """The resolved types of the fields of `cls`, by name."""
    resolved = typing.get_type_hints(cls)
    return {field.name: resolved[field.name] for field in fields(cls)}


_TYPE_NAMES = {str: "文字 / text", int: "整数 / a whole number", date: "日期 / a date", bytes: "图片 / bytes"}
_READ_FROM_TEXT = (date, datetime, bytes)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if not isinstance(hint, types.UnionType):
        return hint, False
    (only,) = [part for part in typing.get_args(hint) if part is not type(None)]
    return only, True


def _check_tuple(entry_hint: Any, value: Any, place: str) -> None:
    if not isinstance(value, tuple):
        raise _wrong(place, "列表 / a tuple", f"{value!r}")
    for number, entry in enumerate(value, start=1):
        check(entry_hint, entry, f"{place}[{number}]")


def _check_text(value: str, place: str) -> None:
    if not value.strip():
        raise _gap(place)
    odd = [char for char in value if char < " " and char != "\n"]
    if odd:
        raise _wrong(place, "不含控制字符的文字 / text without control characters", f"{odd[0]!r}")


def _decode_dataclass(cls: type, value: Any, place: str) -> Any:
    if not isinstance(value, Mapping):
        raise _wrong(place, "对象 / an object", f"{value!r}")
    unknown = sorted(value.keys() - hints(cls).keys())
    if unknown:
        raise DocumentError(
            f"底稿中有未知的项目：{_join(place, unknown[0])}。", f"Unknown key: {_join(place, unknown[0])}."
        )
    required = [field.name for field in fields(cls) if field.default is MISSING]
    for name in required:
        if name not in value:
            raise _gap(_join(place, name))
    return cls(**{name: decode(hints(cls)[name], entry, _join(place, name)) for name, entry in value.items()})


def _decode_tuple(entry_hint: Any, value: Any, place: str) -> Any:
    if not isinstance(value, list):
        raise _wrong(place, "列表 / a list", f"{value!r}")
    return tuple(decode(entry_hint, entry, f"{place}[{n}]") for n, entry in enumerate(value, start=1))


def _read_text(hint: Any, value: str, place: str) -> Any:
    try:
        return base64.b64decode(value, validate=True) if hint is bytes else hint.fromisoformat(value)
    except (ValueError, binascii.Error):
        raise _wrong(place, _TYPE_NAMES.get(hint, "时间 / a time"), repr(value)) from None


def _join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _gap(place: str) -> DocumentError:
    return DocumentError(
        f"文书缺少必填内容：{named(place)}。补齐后才能出文。",
        f"The document lacks a required value: {place}. Fill it in before issuing.",
    )


def _wrong(place: str, wanted: str, found: str) -> DocumentError:
    zh, _, en = wanted.partition(" / ")
    return DocumentError(
        f"文书内容有误：{named(place)}应为{zh}，实际为 {found}。",
        f"{place} must be {en or zh}, not {found}.",
    )

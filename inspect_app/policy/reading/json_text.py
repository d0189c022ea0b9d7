"""JSON text, read strictly: numbers exact, no key twice, no NaN."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from inspect_app.policy.errors import FactError
from inspect_app.policy.text import Text

# Facts have three, what a tablet saves has seven.
_MOST_LEVELS = 32
_WRITE_JSON = Text("请提供正确的 JSON", "Give correct JSON")


def parse_json(raw: bytes, place: str) -> Any:
    """The value of a JSON text in UTF-8, with or without a byte-order mark. Raises `FactError`."""
    try:
        value = _DECODER.decode(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        where = Text(f"第 {wrong.start + 1} 个字节不是 UTF-8", f"byte {wrong.start + 1} is not UTF-8")
        raise FactError(place, where, Text("请另存为 UTF-8 编码", "Save it as UTF-8")) from None
    except json.JSONDecodeError as wrong:
        raise FactError(place, _problem(raw, wrong), _WRITE_JSON) from None
    except RecursionError:
        raise _nested_too_deeply(place) from None
    if _is_deeper(value, _MOST_LEVELS):
        raise _nested_too_deeply(place)
    return value


def as_object(value: Any, place: str) -> Mapping[str, object]:
    """The value, which must be one object of facts by name. Raises `FactError`."""
    if isinstance(value, dict):
        return value
    raise FactError(
        place,
        Text("不是一个对象", "is not an object"),
        Text("请按 {“名称”: 值} 填写", 'Give the facts as {"name": value}'),
    )


def _problem(raw: bytes, wrong: json.JSONDecodeError) -> Text:
    if not raw.strip():
        return Text("内容为空", "is empty")
    at = f"{wrong.lineno}:{wrong.colno}"
    return Text(
        f"第 {wrong.lineno} 行第 {wrong.colno} 列不是正确的 JSON（{wrong.msg}）",
        f"no JSON at {at} ({wrong.msg})",
    )


def _nested_too_deeply(place: str) -> FactError:
    return FactError(place, Text("嵌套过深", "is nested too deeply"), _WRITE_JSON)


def _is_deeper(value: Any, levels: int) -> bool:
    """Whether lists and objects lie in one another more than so many deep.

    Who reads them on does so by calls within calls, of which there is an end.
    """
    inner = [value]
    for _ in range(levels):
        inner = [child for each in inner for child in _children(each)]
    return any(isinstance(each, dict | list) for each in inner)


def _children(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        counts = Counter(name for name, _ in pairs)
        twice = next(name for name, count in counts.items() if count > 1)
        raise FactError(
            twice, Text("同一名称出现两次", "is given twice"), Text("请只保留一处", "Keep one of them")
        )
    return found


def _whole(digits: str) -> int:
    # Far beyond any count, and below the length from which Python itself refuses to convert.
    if len(digits) > 1000:
        raise FactError(
            digits[:12] + "…",
            Text(f"是 {len(digits)} 位的数", f"is a number of {len(digits)} digits"),
            Text("请核对是否多写了数位", "Check whether digits were typed twice"),
        )
    return int(digits)


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:
        # An exponent beyond what even exact arithmetic holds.
        _no_number(digits[:12] + "…")


def _no_number(word: str) -> NoReturn:
    raise FactError(
        word,
        Text("不是有限的数", "is not a finite number"),
        Text("请填写数字；不清楚时不要填写此项", "Give a number; leave it out when unknown"),
    )


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_float=_decimal, parse_int=_whole, parse_constant=_no_number
)

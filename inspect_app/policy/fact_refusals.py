"""How a wrong fact is refused: what was given, what is wrong with it, and what is wanted."""

from decimal import Decimal
from typing import NoReturn

from inspect_app.policy.errors import FactError
from inspect_app.policy.sentences import Remedy
from inspect_app.policy.text import Text

# Beyond this a count or an amount is a slip of the hand; it is also what every JSON reader holds exactly.
LARGEST = 10**15


def shown(raw: object) -> str:
    """The raw value as JSON would write it, cut where long."""
    if isinstance(raw, int) and abs(raw) > LARGEST**2:
        return f"10^{raw.bit_length() * 3 // 10}"
    if raw is None or isinstance(raw, bool):
        return {None: "null", True: "true", False: "false"}[raw]
    text = str(raw) if isinstance(raw, Decimal) else repr(raw)
    return text if len(text) <= 40 else text[:37] + "..."


def told(zh: str, en: str, raw: object) -> Text:
    """What is wrong, with the value that was given."""
    return Text(f"{zh}（{shown(raw)}）", f"{en} ({shown(raw)})")


def refuse_type(raw: object, place: str, wanted: Text) -> NoReturn:
    """Refuse a value of another type."""
    raise FactError(place, told("填写的类型不对", "is of the wrong type", raw), wanted)


def refuse_outside(value: int | Decimal, minimum: int, place: str) -> None:
    """Refuse a number below the least or beyond all counts."""
    least = Remedy.LEAST(minimum=minimum)
    if value < 0:
        raise FactError(place, told("不能为负数", "must not be negative", value), least)
    if value < minimum:
        raise FactError(place, told("数值过小", "is too small", value), least)
    if value > LARGEST:
        raise FactError(place, told("数值过大", "is too large", value), Remedy.LARGEST())

"""Counts, numbers and amounts: typed as people type them, read exactly."""

import re
import unicodedata
from decimal import Decimal

from flask_babel import gettext as _

from inspect_app.policy import FactType
from inspect_app.web.fields.base import FactField
from inspect_app.web.language import say

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
# Longer is a slip of the hand, and Python refuses to read integers far longer than this.
_LONGEST = 100


def plain_number(text: str, *units: str) -> str | None:
    """A typed number in ASCII without spaces, separators of thousands and the unit; None when it is none.

    Full-width digits and the full stop of a Chinese keyboard are taken. "12,5" is no number: it could be two.
    """
    plain = _narrow(text)
    for unit in filter(None, map(_narrow, units)):
        plain = plain.removesuffix(unit)
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    return plain if len(plain) <= _LONGEST and _NUMBER.fullmatch(plain) else None


def _narrow(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).replace("。", "."))


class NumberField(FactField):
    """A count or a number, with its unit beside it."""

    @property
    def unit(self) -> str:
        return say(self.declaration.unit)

    @property
    def inputmode(self) -> str:
        """Which keyboard a tablet offers."""
        return "numeric" if self.declaration.type is FactType.INT else "decimal"

    def written(self, value: int | Decimal | None) -> str:
        return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)

    def read(self, sent: list[str]) -> object:
        if not sent[-1].strip():
            return None
        plain = plain_number(sent[-1], *self._units())
        if plain is None:
            return self.parsed(sent[-1].strip())
        return self.parsed(Decimal(plain) if "." in plain else int(plain))

    def _units(self) -> tuple[str, ...]:
        unit = self.declaration.unit
        return () if unit is None else (unit.zh, unit.en)


class YuanField(NumberField):
    """An amount in yuan with at most two decimals; its value is whole fen."""

    @property
    def unit(self) -> str:
        return _("元")

    def written(self, value: int | None) -> str:  # type: ignore[override]  # fen are never decimals
        if value is None:
            return ""
        yuan, fen = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{yuan}.{fen:02d}"

    def read(self, sent: list[str]) -> object:
        if not sent[-1].strip():
            return None
        plain = plain_number(sent[-1], "元", "yuan")
        if plain is None:
            raise ValueError(
                _("“%(text)s”不是金额。请填写以元为单位的数字，如 20000.00。", text=sent[-1].strip()[:40])
            )
        return self.parsed(_fen(plain))


def _fen(plain: str) -> int:
    yuan, _point, decimals = plain.partition(".")
    decimals = decimals.rstrip("0")
    if len(decimals) > 2:
        raise ValueError(_("金额精确到分，最多两位小数。"))
    return int((yuan if yuan.strip("-") else yuan + "0") + decimals.ljust(2, "0"))

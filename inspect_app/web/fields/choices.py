"""Yes or no, one of several codes, several codes, months: unanswered always differs from no and from none."""

from typing import ClassVar

from flask_babel import gettext as _

from inspect_app.web.fields.base import FactField
from inspect_app.web.language import say

YES, NO, UNKNOWN = "yes", "no", "unknown"
# Says that the list is empty. No code and no month is written like this.
NONE_OF_THESE = "-"


class YesNoField(FactField):
    """是, 否 or 尚未填写."""

    _values: ClassVar = {YES: True, NO: False, UNKNOWN: None}

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(YES, _("是")), (NO, _("否")), (UNKNOWN, _("尚未填写"))]

    def written(self, value: bool | None) -> str:
        return UNKNOWN if value is None else YES if value else NO

    def read(self, sent: list[str]) -> bool | None:
        if sent[-1] not in self._values:
            raise ValueError(_("请选择“是”“否”或“尚未填写”。"))
        return self._values[sent[-1]]


class CodeField(FactField):
    """One of several codes, or none yet."""

    @property
    def options(self) -> list[tuple[str, str]]:
        labels = [(code, say(label)) for code, label in self.declaration.codes.items()]
        return [("", _("尚未填写")), *labels]

    def written(self, value: str | None) -> str:
        return value or ""

    def read(self, sent: list[str]) -> object:
        return self.parsed(sent[-1]) if sent[-1] else None


class ListField(FactField):
    """Boxes to tick, and one that says 以上均无; nothing ticked is unanswered."""

    def written(self, value: list[str] | None) -> list[str]:
        return [] if value is None else list(value) or [NONE_OF_THESE]

    def as_typed(self, sent: list[str]) -> list[str]:
        return [word for word in sent if word]

    def read(self, sent: list[str]) -> object:
        chosen = self.as_typed(sent)
        if NONE_OF_THESE in chosen:
            return self._nothing(chosen)
        # Boxes come in the order of the page: an order that was stated stays as it was.
        if not chosen or self.same(chosen, self.object_data):
            return self.object_data if chosen else None
        return self.parsed(chosen)

    def same(self, one: list[str] | None, other: list[str] | None) -> bool:
        if one is None or other is None:
            return one is other
        return sorted(one) == sorted(other)

    def _nothing(self, chosen: list[str]) -> list[str]:
        if len(chosen) > 1:
            raise ValueError(_("既勾选了“以上均无”，又勾选了其他项，请核对后只保留一种。"))
        return []


class CodesField(ListField):
    """Several of several codes."""

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(code, say(label)) for code, label in self.declaration.codes.items()]

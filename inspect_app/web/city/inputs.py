"""Days and amounts as officers type them, refused in plain words when they cannot be read."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import TextInput

_YUAN = re.compile(r"\d{1,12}(\.\d{1,2})?")
_NO_DAY = _l("请按“年-月-日”填写日期。")


class DayField(DateField):
    """A day; it may be left out unless `required` says what is missing."""

    def __init__(self, label: object, required: object = None, **kwargs: Any) -> None:
        needed = Optional() if required is None else InputRequired(required)
        super().__init__(label, validators=[needed], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(str(_NO_DAY)) from error


class YuanField(Field):
    """An amount typed in yuan; `data` is whole fen, None while nothing that can be read was typed."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{Decimal(self.data) / 100:f}".removesuffix(".00")

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = unicodedata.normalize("NFKC", "".join(valuelist)).replace(",", "").strip()
        if not typed:
            return
        if not _YUAN.fullmatch(typed):
            self.data = None
            raise ValueError(_("请填写金额，最多两位小数，如 20000 或 20000.50。"))
        self.data = int(Decimal(typed) * 100)

"""What the city's officers type."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional, ValidationError
from wtforms.widgets import HiddenInput, TextInput

from inspect_app.records.inspections import Inspection
from inspect_app.records.people import Person
from inspect_app.web.dossier_lines import ItemLine
from inspect_app.web.language import say

_REASON = {"rows": 4, "maxlength": 2000}
_YUAN = re.compile(r"\d{1,12}(\.\d{1,2})?")
_NO_DAY = _l("请按“年-月-日”填写日期。")


class ActForm(FlaskForm):
    """An act on a subject as it was when the page was opened."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    def catch_up(self, version: int) -> None:
        """Speak of the subject as it is now: whoever reads on sees it, and may send again."""
        self.version.process(None, version)

    @property
    def opened_version(self) -> int:
        return int(self.version.data or 0)

    @property
    def visible(self) -> list[Any]:
        """The fields to be filled in."""
        return [field for field in self if not isinstance(field.widget, HiddenInput)]


class DayField(DateField):
    """A day that may be left out; what cannot be read is refused in plain words."""

    def __init__(self, label: object, **kwargs: Any) -> None:
        super().__init__(label, validators=[Optional()], **kwargs)

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


class ConfirmForm(ActForm):
    """A button, and nothing to type."""


class NoteForm(ActForm):
    note = TextAreaField(_l("说明（可不填）"), render_kw={"rows": 3, "maxlength": 2000})


class ReasonForm(ActForm):
    reason = TextAreaField(_l("理由"), render_kw=_REASON)


class ExtendForm(ReasonForm):
    due_on = DayField(_l("新的整改期限"))


class CertifyForm(ActForm):
    valid_until = DayField(_l("有效期至"))


class PayForm(ActForm):
    reference = StringField(_l("凭证号"), render_kw={"maxlength": 80})
    booked_on = DayField(_l("拨付（收回）日期"))


class VisitForm(ActForm):
    """The day of a visit, who goes, and who leads where two go; `reason` only where a visit is changed."""

    on = DayField(_l("检查日期"))
    inspectors = SelectMultipleField(_l("检查员（一名或两名）"), coerce=int)
    lead = SelectField(_l("组长"), coerce=int)
    reason = TextAreaField(_l("调整理由"), render_kw=_REASON)

    def validate_on(self, field: DayField) -> None:
        if field.data is None and not field.process_errors:
            raise ValidationError(_("请选择检查日期。"))

    def validate_inspectors(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("请选择一名或两名检查员。"))

    def validate_lead(self, field: SelectField) -> None:
        if not field.data and len(self.inspectors.data or ()) > 1:
            raise ValidationError(_("两名检查员须指定一名组长。"))

    @property
    def chosen_day(self) -> dt.date:
        """The day, once the form has been found valid."""
        if self.on.data is None:
            raise ValueError("the form has no day")
        return self.on.data

    def team(self, people: Iterable[Person]) -> tuple[list[Person], Person]:
        """Who goes and who leads; who goes alone leads. The workflow refuses a lead who does not go."""
        known = {person.id: person for person in people}
        chosen = [known[id] for id in self.inspectors.data]
        return chosen, known[self.lead.data or chosen[0].id]


def visit_form(
    people: Iterable[Person], version: int, visit: Inspection | None = None, on: dt.date | None = None
) -> VisitForm:
    """The form over these inspectors, filled from `visit` where it changes one, on the day already chosen."""
    now: dict[str, Any] = {"version": version, "on": on}
    if visit is not None:
        team = [person.id for person in visit.inspectors]
        now |= {"on": on or visit.scheduled_on, "inspectors": team, "lead": visit.lead_id}
    form = VisitForm(data=now)
    choices = [(person.id, person.name) for person in people]
    form.inspectors.choices = choices
    form.lead.choices = [(0, _("（独自前往时不必指定）")), *choices]
    return form


class ProposeForm(FlaskForm):
    """Amount and reason are asked for only where the document leaves them to a person."""

    amount_fen = YuanField(_l("补贴金额（元）"), render_kw={"inputmode": "decimal"})
    reason = TextAreaField(_l("核定理由"), render_kw=_REASON)


class CorrectForm(ActForm):
    amount_fen = YuanField(_l("更正后的金额（元）"), render_kw={"inputmode": "decimal"})
    reason = TextAreaField(_l("更正理由"), render_kw=_REASON)


class WhyForm(FlaskForm):
    """Why a fact is set; stands beside the fields of the fact, which carry the version."""

    why = TextAreaField(_l("核定理由"), render_kw=_REASON, validators=[InputRequired(_l("请填写核定理由。"))])


class OrderForm(ActForm):
    """A rectification order: which items, why each, by when. The reason's field has the name of its item."""

    due_on = DayField(_l("整改期限"))
    note = TextAreaField(_l("总的要求（可不填）"), render_kw={"rows": 3, "maxlength": 2000})

    def chosen(self, lines: Iterable[ItemLine]) -> dict[str, str]:
        """The reasons of the ticked items."""
        ticked = [line.item.id for line in lines if self[f"take-{line.item.id}"].data]
        return {item_id: self[item_id].data or "" for item_id in ticked}


def order_form(lines: Iterable[ItemLine], version: int, due_on: dt.date) -> OrderForm:
    """The form over the items that fall short, all ticked, with what the inspectors noted as reasons."""
    fields: dict[str, Any] = {}
    for line in lines:
        title = say(line.item.title)
        found = line.finding.note if line.finding is not None and line.finding.note else ""
        fields[f"take-{line.item.id}"] = BooleanField(title, default=True)
        label = _("“%(item)s”的整改要求", item=title)
        fields[line.item.id] = TextAreaField(label, default=found, render_kw={"rows": 2, "maxlength": 2000})
    form = type("OrderFormOfItems", (OrderForm,), fields)
    return form(data={"version": version, "due_on": due_on})


class RuleForm(FlaskForm):
    """Which reading holds, and why."""

    reading = RadioField(
        _l("采用的读法"), validators=[InputRequired(_l("请选择一种读法。"))], validate_choice=False
    )
    reason = TextAreaField(_l("裁定理由"), render_kw=_REASON)


class WithdrawRulingForm(FlaskForm):
    why = TextAreaField(_l("撤回理由"), render_kw=_REASON)

    @property
    def visible(self) -> list[Any]:
        return [self.why]

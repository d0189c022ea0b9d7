"""What the city's officers type."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired
from wtforms.widgets import HiddenInput

from inspect_app.web.city.inputs import DayField, YuanField

REASON = {"rows": 4, "maxlength": 2000}


class ActForm(FlaskForm):
    """An act on a subject as it was when the page was opened."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    def catch_up(self, version: int) -> None:
        """Speak of the subject as it is now: whoever reads on sees it, and may send again."""
        self.version.raw_data, self.version.data = None, version

    @property
    def opened_version(self) -> int:
        return int(self.version.data or 0)

    @property
    def visible(self) -> list[Any]:
        """The fields to be filled in."""
        return [field for field in self if not isinstance(field.widget, HiddenInput)]


class ConfirmForm(ActForm):
    """A button, and nothing to type."""


class NoteForm(ActForm):
    note = TextAreaField(_l("说明（可不填）"), render_kw={"rows": 3, "maxlength": 2000})


class ReasonForm(ActForm):
    reason = TextAreaField(_l("理由"), render_kw=REASON)


class ExtendForm(ReasonForm):
    due_on = DayField(_l("新的整改期限"))


class CertifyForm(ActForm):
    valid_until = DayField(_l("有效期至"))


class PayForm(ActForm):
    reference = StringField(_l("凭证号"), render_kw={"maxlength": 80})
    booked_on = DayField(_l("拨付（收回）日期"))


class ProposeForm(FlaskForm):
    """Amount and reason are asked for only where the document leaves them to a person."""

    amount_fen = YuanField(_l("补贴金额（元）"), render_kw={"inputmode": "decimal"})
    reason = TextAreaField(_l("核定理由"), render_kw=REASON)


class CorrectForm(ActForm):
    amount_fen = YuanField(_l("更正后的金额（元）"), render_kw={"inputmode": "decimal"})
    reason = TextAreaField(_l("更正理由"), render_kw=REASON)


class WhyForm(FlaskForm):
    """Why a fact is set; stands beside the fields of the fact, which carry the version."""

    why = TextAreaField(_l("核定理由"), render_kw=REASON, validators=[DataRequired(_l("请填写核定理由。"))])


class RuleForm(FlaskForm):
    """Which reading holds, and why."""

    reading = RadioField(
        _l("采用的读法"), validators=[InputRequired(_l("请选择一种读法。"))], validate_choice=False
    )
    reason = TextAreaField(_l("裁定理由"), render_kw=REASON)


class WithdrawRulingForm(FlaskForm):
    why = TextAreaField(_l("撤回理由"), render_kw=REASON)

    @property
    def visible(self) -> list[Any]:
        return [self.why]

"""What a district's officers type."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, SubmitField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from inspect_app.policy import FactDeclaration, Item
from inspect_app.web.fields import FactsForm
from inspect_app.web.language import say

_REMARK = "remark-"


class ReviewForm(FlaskForm):
    """The district's word on an application: an opinion, a remark at any item, and one of two buttons."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    reason = TextAreaField(_l("审核意见"), render_kw={"rows": 5, "maxlength": 2000})
    endorse = SubmitField(_l("审核通过"))
    send_back = SubmitField(_l("退回修改"))

    def __init__(self, items: Iterable[Item], version: int) -> None:
        self._items = list(items)
        super().__init__(data={"version": version})

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        for item in self._items:
            label = _("对“%(title)s”的意见", title=say(item.title))
            field = TextAreaField(label, render_kw={"rows": 2, "maxlength": 500})
            # Not as attributes: the names hold dots.
            self._fields[_REMARK + item.id] = field.bind(form=self, name=_REMARK + item.id)
        super().process(formdata, *args, **kwargs)

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if valid and self.endorse.data == self.send_back.data:
            self.form_errors.append(_("请选择“审核通过”或“退回修改”。"))
            return False
        return valid

    def remark(self, item_id: str) -> Field:
        return self[_REMARK + item_id]

    @property
    def remarks(self) -> list[tuple[Item, str]]:
        """What was typed at single items, in the order of the standard."""
        typed = ((item, (self.remark(item.id).data or "").strip()) for item in self._items)
        return [(item, text) for item, text in typed if text]

    @property
    def has_text(self) -> bool:
        return bool((self.reason.data or "").strip() or self.remarks)

    @property
    def opinion(self) -> str:
        """The opinion with the remarks below it, as it is kept and as the station reads it."""
        remarks = (
            _(
                "%(number)s. %(title)s（%(clause)s）：%(remark)s",
                number=number,
                title=say(item.title),
                clause=item.clause,
                remark=text,
            )
            for number, (item, text) in enumerate(self.remarks, 1)
        )
        return "\n".join(filter(None, [(self.reason.data or "").strip(), *remarks]))

    def catch_up(self, version: int) -> None:
        """Speak of the application as it is now: whoever reads on sees it, and may send again."""
        # The field writes what was sent as long as it remembers it.
        self.version.raw_data, self.version.data = None, version


class ProgrammeFactsForm(FactsForm):
    """Facts of the grant programmes, with a reason where something that was stated is changed."""

    why = TextAreaField(_l("修改理由"), render_kw={"rows": 2, "maxlength": 500})

    def __init__(self, declarations: Iterable[FactDeclaration], values: dict[str, Any], version: int) -> None:
        super().__init__(declarations, values, version)

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if valid and self.replaces and not (self.why.data or "").strip():
            self.why.errors = [_("修改或撤销已填报的内容，须写明理由。")]
            return False
        return valid

    @property
    def replaces(self) -> bool:
        """Whether something that was stated already is changed or taken back."""
        return any(self.current[name] is not None for name in self.changed_values())

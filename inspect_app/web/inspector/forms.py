"""What an inspector fills in: one form an item, photographs, and the end of the visit."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired

from inspect_app.policy import FactType, Item, Mode
from inspect_app.records.types import dump_exact
from inspect_app.web.fields import FactsForm
from inspect_app.web.inspector.visit import Visit
from inspect_app.web.language import say
from inspect_app.workflow.errors import StaleForm

# Names of the buttons of an item's form: what is shown is right; what was typed is what was found;
# a phrase for the note. A grade is a button, too.
CONFIRM, FOUND, PHRASE, GRADE = "confirm", "found", "phrase", "grade"
# A hidden field that stands beside the fields of the facts: they were on the page and could be changed.
ASKED = "asked"


class ItemForm(FactsForm):
    """What is said of one item; only the one `sent` reads the request.

    Where nothing differs the page has the buttons alone, and of this form the hidden fields of `opened_on`.
    """

    grade = StringField()
    note = TextAreaField(_l("说明"))
    why = StringField(_l("与申报不一致的原因"))

    def __init__(self, visit: Visit, item: Item, *, sent: bool = False) -> None:
        self.item, self.sent = item, sent
        facts = visit.facts_of(item)
        values = {each.declaration.name: each.value for each in facts}
        super().__init__((each.declaration for each in facts), values, visit.version(item), f"{item.id}-")
        for field in self:
            field.id = self.ids + field.name

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        super().process(formdata if self.sent else None, *args, **kwargs)

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides reading what was typed: nobody confirms or overwrites what he has not seen."""
        valid = bool(super().validate(extra_validators))
        unseen = self.changed_by_others() if CONFIRM in request.form else self.conflicts()
        if unseen:
            self.form_errors.append(say(StaleForm().text))
        return valid and not unseen

    def recorded(self) -> dict[str, Any]:
        """What is to be recorded, by the button that was pressed: arguments of `inspections.record`."""
        note = _with((self.note.data or "").strip(), request.form.get(PHRASE, ""))
        said: dict[str, Any] = {"note": note, "version": self.version}
        if GRADE in request.form:
            return said | {"grade": self.grade.data}
        if CONFIRM in request.form:
            return said | {"checked": True, "facts": self.current}
        if FOUND in request.form or (ASKED in request.form and self.changed_values()):
            facts = {**self.current, **self.changed_values()}
            return said | {"checked": True, "facts": facts, "why": self.why.data or ""}
        return said

    def refused(self, form: "ItemForm") -> "ItemForm":
        """Take over what is wrong with `form`, which was sent; what it was opened with is what stands now."""
        self.form_errors.extend(form.form_errors)
        for field in form:
            self[field.name].errors = field.errors
        self.catch_up()
        return self


class FieldsToCopy(FactsForm):
    """A field for every fact of a visit, which the script copies into the item: %ITEM% stands for its id."""

    why = StringField(_l("与申报不一致的原因"))

    def __init__(self, visit: Visit) -> None:
        names = dict.fromkeys(
            name for item in visit.items if item.mode is Mode.MEASURED for name in item.facts
        )
        facts = [visit.facts[name] for name in names]
        # Of all values only the months tell what a field looks like: the years that can be ticked.
        months = [each for each in facts if each.declaration.type is FactType.MONTHS]
        values = {each.declaration.name: each.value for each in months}
        super().__init__((each.declaration for each in facts), values, None, "%ITEM%-")
        self.why.id = "%ITEM%-why"

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        super().process(None, *args, **kwargs)


def opened_on(visit: Visit, item: Item) -> dict[str, object]:
    """What the hidden fields of an item's form say: on what it was opened."""
    values = {each.declaration.name: each.value for each in visit.facts_of(item)}
    return {"opened_version": visit.version(item), "opened_values": dump_exact(values)}


def _with(note: str, phrase: str) -> str:
    """The note with a phrase after it; Chinese sentences follow one another without a space."""
    gap = " " if note and phrase and note[-1].isascii() else ""
    return f"{note}{gap}{phrase}"


class PhotographsForm(FlaskForm):
    """Pictures of one item, from the camera or out of the album."""

    camera = MultipleFileField(_l("拍照"))
    album = MultipleFileField(_l("从相册选择"))

    def uploads(self) -> list[Any]:
        return [each for field in (self.camera, self.album) for each in field.data or () if each]


class WithdrawForm(FlaskForm):
    why = StringField(_l("撤下的原因"), [InputRequired(_l("请写明为什么撤下这张照片。"))])


class FinishForm(FlaskForm):
    version = HiddenField()
    summary = TextAreaField(_l("检查小结"))
    sure = BooleanField(_l("检查结果属实。完成后不能再修改。"), [InputRequired(_l("请先勾选确认。"))])

"""What a station types besides its facts."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import IntegerField, MultipleFileField, StringField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput


class ConfirmForm(FlaskForm):
    """A button, and nothing to type."""


class ActForm(FlaskForm):
    """An act on a subject as it was when the page was opened."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class ReasonForm(ActForm):
    reason = TextAreaField(_l("理由"), render_kw={"rows": 4, "maxlength": 2000})


class WithdrawPhotographForm(FlaskForm):
    why = TextAreaField(_l("撤下理由"), render_kw={"rows": 3, "maxlength": 2000})


class PutRightForm(ActForm):
    note = TextAreaField(_l("整改情况"), render_kw={"rows": 5, "maxlength": 2000})


class PhotographsForm(FlaskForm):
    """Several photographs of one item, from the album or straight from the camera."""

    album = MultipleFileField(_l("从相册选择（可多选）"))
    camera = MultipleFileField(_l("现场拍照"))
    caption = StringField(_l("照片说明（可不填）"), render_kw={"maxlength": 200})

    def files(self) -> list[FileStorage]:
        """The chosen files; a control that was left alone sends one without a name."""
        chosen = [*(self.album.data or ()), *(self.camera.data or ())]
        return [file for file in chosen if isinstance(file, FileStorage) and file.filename]

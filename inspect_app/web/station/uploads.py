"""Several files in one form: one that cannot be used does not lose the others."""

from collections.abc import Callable

from flask import flash
from flask_babel import gettext as _

from inspect_app.evidence.errors import EvidenceRefused
from inspect_app.records.photographs import Photograph
from inspect_app.web.database import perform
from inspect_app.web.language import say
from inspect_app.web.station.forms import PhotographsForm
from inspect_app.workflow.errors import AlreadyDone

Attach = Callable[[bytes], Photograph]


def attach_all(form: PhotographsForm, attach: Attach) -> bool:
    """Attach the chosen files, each by itself. True when all were taken.

    What was refused is said on the form, file by file; the files that were taken are kept.
    """
    if not form.files():
        form.album.errors = [_("请先选择照片，或用“现场拍照”拍一张。")]
        return False
    refused: list[str] = []
    if perform(form, lambda: refused.extend(_refusals(form, attach))):
        _say_how_many(len(form.files()) - len(refused))
    form.form_errors.extend(refused)
    return not form.form_errors


def _refusals(form: PhotographsForm, attach: Attach) -> list[str]:
    """Attach what can be attached; a sentence for each file that cannot, before which nothing was changed."""
    refused = []
    for file in form.files():
        try:
            attach(file.read())
        except EvidenceRefused as error:
            refused.append(_("%(file)s：%(text)s", file=file.filename, text=say(error)))
        except AlreadyDone as error:
            refused.append(_("%(file)s：%(text)s", file=file.filename, text=say(error.text)))
    return refused


def _say_how_many(taken: int) -> None:
    if taken:
        flash(_("已上传 %(n)s 张照片。", n=taken), "success")

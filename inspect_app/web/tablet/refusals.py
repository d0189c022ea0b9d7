"""What the tablet is told when something cannot be done: a status, a code, and a sentence in both languages.

`{"refused": …}` says something of the entry that was sent, `{"error": …}` that it is tried again later.
"""

from collections.abc import Mapping
from typing import NamedTuple

from flask import current_app, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from inspect_app.evidence.errors import EvidenceRefused
from inspect_app.policy import FactError
from inspect_app.web.database import db
from inspect_app.web.language import Bilingual
from inspect_app.web.tablet.blueprint import blueprint
from inspect_app.workflow.errors import (
    AlreadyDone,
    EditionChanged,
    Invalid,
    NotAllowed,
    StaleForm,
    Text,
    WorkflowError,
    WrongState,
)


class Refusal(NamedTuple):
    """What is answered; `of_entry` says whether the entry itself is refused."""

    status: int
    code: str
    text: Bilingual
    of_entry: bool

    def answer(self) -> tuple[dict[str, dict[str, str]], int]:
        said = {"code": self.code, "zh": self.text.zh, "en": self.text.en}
        return {"refused" if self.of_entry else "error": said}, self.status


class TabletError(Exception):
    """A request or a file of the tablet that cannot be taken as it is."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.text.en)
        self.refusal = refusal


def refused(code: str, text: Bilingual, status: int = 422) -> TabletError:
    """The error that refuses the entry."""
    return TabletError(Refusal(status, code, text, of_entry=True))


_LOG_IN = Refusal(
    401,
    "log_in",
    Text(
        "登录已过期。请重新登录；已经记录的内容都保存在本机上，登录后自动上传。",
        "You have been logged out. Log in again; all you recorded is kept here and sent afterwards.",
    ),
    of_entry=False,
)
_OTHER_PERSON = Refusal(
    401,
    "other_person",
    Text(
        "现在登录的是另一个人，没有上传。记录仍保存在本机上，由记录人本人登录后自动上传。",
        "Somebody else is logged in, so nothing was sent. It is kept here and sent once its author logs in.",
    ),
    of_entry=False,
)
_NOT_YOURS = Refusal(
    404,
    "not_yours",
    Text(
        "没有这次检查，或者这次检查已经改由他人承担。请与市总工会经办人联系；您记录的内容仍保存在本机上。",
        "There is no such visit, or it has been given to somebody else. Please ask the city's officer; "
        "what you recorded is still kept on this tablet.",
    ),
    of_entry=True,
)
_UNKNOWN = Refusal(
    404,
    "unknown_request",
    Text(
        "服务器不认识这个请求，平板上的页面可能不是最新的。请在有网络时重新打开页面；您记录的内容仍保存在本机上。",
        "The server does not know this request; the page may be an old one. Open it anew while there is a "
        "network; what you recorded is still kept on this tablet.",
    ),
    of_entry=False,
)
_TOO_LARGE = Refusal(
    413,
    "too_large",
    Text(
        "文件太大，服务器不能接收。请重新拍摄，或缩小后从相册选择。",
        "The file is too large. Take the photograph again, or make it smaller in the album.",
    ),
    of_entry=True,
)
_TROUBLE = Refusal(
    500,
    "trouble",
    Text(
        "服务器出错了，稍后会自动重试。您记录的内容仍保存在本机上。",
        "The server is in trouble; it is tried again later. What you recorded is still kept on this tablet.",
    ),
    of_entry=False,
)
_HTTP: Mapping[int, Refusal] = {
    401: _LOG_IN,
    403: Refusal(
        403,
        "no_inspector",
        Text(
            "您目前不是检查员，不能上传。请联系系统管理员；您记录的内容仍保存在本机上。",
            "You are no inspector at present. Please ask the administrator; "
            "what you recorded is still kept on this tablet.",
        ),
        of_entry=False,
    ),
    404: _NOT_YOURS,
    413: _TOO_LARGE,
}
_TOKEN = Refusal(
    400,
    "token",
    Text(
        "页面停留时间过长，稍后会自动重试。", "The page has been open for too long; it is tried again later."
    ),
    of_entry=False,
)


def too_large() -> TabletError:
    """The error that refuses a file for its size."""
    return TabletError(_TOO_LARGE)


def refusal_of(error: Exception) -> Refusal:
    """What an error means for the tablet."""
    match error:
        case TabletError():
            return error.refusal
        case CSRFError():
            return _TOKEN if current_user.is_authenticated else _LOG_IN
        case HTTPException() if request.url_rule is None:
            return _UNKNOWN._replace(status=error.code or 404)
        case HTTPException():
            return _HTTP.get(error.code or 500, _TROUBLE._replace(status=error.code or 500))
        case EvidenceRefused():
            return Refusal(413 if error.code == "too_large" else 422, error.code, error, of_entry=True)
        case FactError():
            return Refusal(422, "fact", error.text(), of_entry=True)
        case WorkflowError():
            return _of_act(error)
        case _:
            current_app.logger.exception("unexpected error")
            return _TROUBLE


def _of_act(error: WorkflowError) -> Refusal:
    match error:
        case NotAllowed():
            return Refusal(404, "not_allowed", error.text, of_entry=True)
        case WrongState():
            return Refusal(409, "not_under_way", error.text, of_entry=True)
        case Invalid():
            return Refusal(422, error.field, error.text, of_entry=True)
        case AlreadyDone():
            return Refusal(422, "already_done", error.text, of_entry=True)
        case StaleForm() | EditionChanged():
            # Not the entry's fault: another writer was faster, or a checklist's file is to be restored.
            return Refusal(503, "not_now", error.text, of_entry=False)
    return _TROUBLE


@blueprint.before_request
def require_same_person() -> None:
    """A tablet says whose work it sends: somebody else may have logged in on it meanwhile."""
    claimed = request.headers.get("X-Person")
    if claimed and current_user.is_authenticated and claimed != str(current_user.id):
        raise TabletError(_OTHER_PERSON)


def tell(error: Exception) -> tuple[dict[str, dict[str, str]], int]:
    """Undo what was begun, and answer what the error means."""
    refusal = refusal_of(error)
    db.session.rollback()
    return refusal.answer()


# Those of the application for the same classes would come first otherwise.
for kind in (CSRFError, HTTPException, WorkflowError, Exception):
    blueprint.register_error_handler(kind, tell)

"""Errors at the edge: one page for each, in the language of the request, and nothing technical on it."""

from typing import Any

from flask import Flask, current_app, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from inspect_app.web.database import db
from inspect_app.web.language import say
from inspect_app.web.tablet.refusals import tell
from inspect_app.workflow.errors import WorkflowError


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(WorkflowError, _refused)
    app.register_error_handler(Exception, _unexpected)


def _page(status: int, title: str, text: str) -> tuple[str | dict[str, str], int]:
    if request.accept_mimetypes.best == "application/json":
        return {"error": text}, status
    return render_template("error.html", title=title, text=text, status=status), status


def _http_error(error: HTTPException) -> tuple[Any, int] | HTTPException | Response:
    if request.path.startswith("/tablet/"):
        return tell(error)
    # A host that is not ours has no pages that could be linked to.
    if error.code is None or error.code < 400 or isinstance(error, SecurityError):
        return error
    pages = {
        401: (_("请先登录"), _("登录已过期。请重新登录后继续。")),
        403: (_("您没有此项权限"), _("您的岗位不办理此项业务。如确有需要，请联系本级系统管理员。")),
        404: (_("找不到这一页"), _("地址可能有误，或者该站点不在您的管辖范围内。")),
        405: (_("无法这样打开"), _("请从页面上的按钮进入。")),
        413: (_("文件太大"), _("上传的文件超过了限制。请缩小照片后再试，或分几次上传。")),
    }
    title, text = pages.get(error.code, (_("请求有误"), _("系统无法办理这一请求，请返回上一页重试。")))
    return _page(error.code, title, text)


def _expired_form(error: CSRFError) -> tuple[str | dict[str, str], int]:
    return _page(
        400,
        _("页面停留时间过长"),
        _("请用浏览器的“后退”回到原页面，刷新后再提交；已填写的内容可先复制保存。"),
    )


def _refused(refusal: WorkflowError) -> tuple[str | dict[str, str], int]:
    db.session.rollback()
    return _page(409, _("无法办理"), say(refusal.text))


def _unexpected(error: Exception) -> tuple[str | dict[str, str], int]:
    db.session.rollback()
    current_app.logger.exception("unexpected error")
    return _page(500, _("系统出错了"), _("这次操作没有保存。请稍后再试；如反复出现，请联系系统管理员。"))

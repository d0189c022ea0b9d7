"""Copies of pages that a tablet keeps for work without a network: nothing on them is of one moment alone.

A copy holds no token (a later log-in has another one) and no message (it was meant to be read once). The
answer says whose page it is and of which release; nothing else is kept instead.
"""

from flask import Flask, Response, g, request
from flask_login import current_user

from inspect_app.records.people import Role
from inspect_app.web.assets import release
from inspect_app.web.office import settings

ASKED, KEPT_FOR, RELEASE = "X-Keep", "X-Kept-For", "X-Release"


def init_app(app: Flask) -> None:
    app.before_request(_without_tokens)
    app.after_request(_label)
    app.context_processor(_shell)


def is_copy() -> bool:
    """Whether the request asks for a copy to keep."""
    return ASKED in request.headers


def _shell() -> dict[str, object]:
    """What the base template says of a page to the tablet's scripts."""
    edge = settings().photograph_edge_px
    return {"kept": is_copy(), "on_tablet": _is_inspector(), "release": release(), "photograph_edge": edge}


def _without_tokens() -> None:
    if is_copy() and request.method == "GET":
        # Flask-WTF makes no token where there is one; so it leaves the session alone, too.
        g.csrf_token = ""


def _label(response: Response) -> Response:
    if is_copy() and response.status_code == 200 and current_user.is_authenticated:
        response.headers[KEPT_FOR] = str(current_user.id)
        response.headers[RELEASE] = release()
    return response


def _is_inspector() -> bool:
    return current_user.is_authenticated and Role.INSPECTOR in current_user.role_names

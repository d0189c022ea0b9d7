"""What everybody uses: the start page, the language, photographs."""

import io

from flask import Blueprint, redirect, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from inspect_app.web.access import find_photograph, members, public
from inspect_app.web.database import commit
from inspect_app.web.language import COOKIE, LANGUAGES
from inspect_app.web.navigation import entries
from inspect_app.web.office import person, store

blueprint = Blueprint("shared", __name__)

YEAR = 365 * 24 * 3600


@blueprint.get("/")
@public
def start() -> Response:
    """Everybody begins with the first thing his role works with."""
    if not current_user.is_authenticated:
        return redirect(url_for("security.login"))
    own = entries()
    return redirect(url_for(own[0].endpoint) if own else url_for("accounts.account"))


@blueprint.post("/language/<code>")
@public
def choose_language(code: str) -> Response:
    back = request.form.get("back", "/")
    response = redirect(back if back.startswith("/") and not back.startswith("//") else "/")
    if code in LANGUAGES:
        _remember(code)
        response.set_cookie(COOKIE, code, max_age=YEAR, samesite="Lax", httponly=True)
    return response


def _remember(code: str) -> None:
    """Somebody logged in finds his language again on every device."""
    if current_user.is_authenticated:
        person().locale = code
        commit()


@blueprint.get("/photographs/<photograph_id>/<any(thumbnail, display):size>")
@members
def photograph(photograph_id: str, size: str) -> Response:
    """A re-encoded picture, to those who may see the site. The original is never served inline."""
    found = find_photograph(photograph_id)
    sha256 = found.thumbnail_sha256 if size == "thumbnail" else found.display_sha256
    return _immutable(io.BytesIO(store().get(sha256)), sha256)


def _immutable(content: io.BytesIO, sha256: str) -> Response:
    response = send_file(content, mimetype="image/jpeg", etag=sha256, max_age=YEAR)
    response.cache_control.private, response.cache_control.public = True, False
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

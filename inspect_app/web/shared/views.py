"""What everybody uses: the start page, the language, photographs."""

import io

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from inspect_app.policy import Item
from inspect_app.records.photographs import Photograph
from inspect_app.web.access import find_photograph, find_signature, members, public
from inspect_app.web.database import commit
from inspect_app.web.language import COOKIE, LANGUAGES
from inspect_app.web.navigation import entries
from inspect_app.web.office import current_office, person, store
from inspect_app.workflow import editions

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


@blueprint.get("/photographs/<photograph_id>")
@members
def photograph_page(photograph_id: str) -> str:
    """One photograph with all that is known of its taking; `?clean=1` without what was drawn over it."""
    found = find_photograph(photograph_id)
    return render_template(
        "photograph.html", photograph=found, item=_item(found), clean="clean" in request.args
    )


@blueprint.get("/signatures/<signature_id>")
@members
def signature(signature_id: str) -> Response:
    """The strokes of a signature, drawn anew, to those who may see the site."""
    sha256 = find_signature(signature_id).display_sha256
    return _immutable(io.BytesIO(store().get(sha256)), sha256, "image/png")


def _item(found: Photograph) -> Item | None:
    """The item it is evidence for, in the edition that counts for it."""
    visit = found.inspection
    if visit is not None:
        standard = editions.standard_of(current_office(), visit.edition)
    else:
        standard = editions.standard_for(current_office(), found.site)
    return standard.items.get(found.item_id)


def _immutable(content: io.BytesIO, sha256: str, mimetype: str = "image/jpeg") -> Response:
    response = send_file(content, mimetype=mimetype, etag=sha256, max_age=YEAR)
    response.cache_control.private, response.cache_control.public = True, False
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

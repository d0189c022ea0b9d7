"""What anybody may see: whether a certificate or letter is in force, by its number."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from inspect_app.web.access import public
from inspect_app.web.clock import today
from inspect_app.web.database import db
from inspect_app.workflow.numbers import normalised
from inspect_app.workflow.verification import verify as find_document

blueprint = Blueprint("public", __name__, template_folder="templates")

# Longer than any number that a document carries.
LONGEST = 80


@blueprint.get("/verify")
@public
def verify_form() -> Response | AnyResponse:
    """Asks for a number; `?number=` leads to its own page."""
    number = request.args.get("number", "").strip()[:LONGEST]
    if number:
        return redirect(url_for("public.verify", number=normalised(number)))
    return _unlisted(render_template("public/verify.html", number="", found=None))


@blueprint.get("/verify/<path:number>")
@public
def verify(number: str) -> Response:
    """The document with this number, however it was typed; a friendly answer when there is none."""
    asked = number.strip()[:LONGEST]
    found = find_document(db.session, asked, today())
    page = render_template("public/verify.html", number=normalised(asked), found=found)
    return _unlisted(page, 200 if found is not None else 404)


def _unlisted(page: str, status: int = 200) -> Response:
    """Search engines are not to list who holds which document."""
    response = make_response(page, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response

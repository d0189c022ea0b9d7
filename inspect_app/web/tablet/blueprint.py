"""Where the requests of the tablet are hung: docs/synchronisation.md says what each of them promises."""

from flask import Blueprint

blueprint = Blueprint("tablet", __name__, url_prefix="/tablet")

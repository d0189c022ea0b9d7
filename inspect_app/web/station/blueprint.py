"""The pages of a station or a workers' home: what it states, shows, applies for, puts right and receives."""

from flask import Blueprint

from inspect_app.web.station.pages import totals, verdicts_beside

blueprint = Blueprint("station", __name__, url_prefix="/station", template_folder="templates")
blueprint.context_processor(lambda: {"totals": totals, "verdicts_beside": verdicts_beside})

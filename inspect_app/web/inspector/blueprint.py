"""Where the inspector's routes are hung: pages that travel to a tablet, over whatever network there is."""

from flask import Blueprint

from inspect_app.web.compression import compress

blueprint = Blueprint("inspector", __name__, template_folder="templates", url_prefix="/inspections")
blueprint.after_request(compress.after_request)

"""The pages of a station or a workers' home: what it states, shows, applies for, puts right and receives."""

from flask import Blueprint

blueprint = Blueprint("station", __name__, url_prefix="/station", template_folder="templates")

"""Where the inspector's routes are hung."""

from flask import Blueprint

blueprint = Blueprint("inspector", __name__, template_folder="templates", url_prefix="/inspections")

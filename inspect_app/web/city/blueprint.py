"""Where the city's routes are hung."""

from flask import Blueprint

blueprint = Blueprint("city", __name__, template_folder="templates", url_prefix="/city")

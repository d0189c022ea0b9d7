"""Where the routes of the districts and industries are hung."""

from flask import Blueprint

blueprint = Blueprint("district", __name__, url_prefix="/district", template_folder="templates")

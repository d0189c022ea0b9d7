from flask import Blueprint

blueprint = Blueprint("station", __name__, template_folder="templates")

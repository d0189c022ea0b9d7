from flask import Blueprint

blueprint = Blueprint("district", __name__, template_folder="templates")

from flask import Blueprint

blueprint = Blueprint("inspector", __name__, template_folder="templates")

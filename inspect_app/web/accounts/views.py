"""Somebody's own account: who he is here, what he may do, how he logs in."""

from flask import Blueprint, render_template

from inspect_app.web.access import members

blueprint = Blueprint("accounts", __name__, template_folder="templates")


@blueprint.get("/account")
@members
def account() -> str:
    return render_template("accounts/account.html")

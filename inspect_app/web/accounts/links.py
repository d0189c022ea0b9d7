"""Addresses that are sent out or handed over."""

from typing import Any

from flask import url_for
from flask_security.recoverable import generate_reset_password_token

from inspect_app.records.people import Person
from inspect_app.web.office import settings


def public_url(endpoint: str, **values: Any) -> str:
    """The address of a page as the settings name the site: a forged Host header cannot change it."""
    return settings().base_url + url_for(endpoint, **values)


def set_password_url(person: Person) -> str:
    """Where the person can set a password, once, within three days; later passwords make it void."""
    token = generate_reset_password_token(person)  # type: ignore[no-untyped-call]
    return public_url("security.reset_password", token=token)

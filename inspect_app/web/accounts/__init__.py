"""Log-in, password reset, second factors: Flask-Security on our own people."""

from flask import Flask
from flask_security import RoleMixin, Security, SQLAlchemyUserDatastore

from inspect_app.records.people import Passkey, Person
from inspect_app.settings import Settings
from inspect_app.web.database import db


class NoRole(RoleMixin):
    """Roles are held on nodes of the tree (Appointment): Flask-Security's own have no place and stay unused."""


def init_app(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECURITY_PASSWORD_SALT=settings.password_salt,
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106  # the name of a method
        SECURITY_USERNAME_ENABLE=True,
        SECURITY_USER_IDENTITY_ATTRIBUTES=[
            {"username": {"mapper": lambda name: name, "case_insensitive": True}}
        ],
        SECURITY_CSRF_PROTECT_MECHANISMS=["session", "basic"],
    )
    Security(app, SQLAlchemyUserDatastore(db, Person, NoRole, Passkey))

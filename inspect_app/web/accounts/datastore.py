"""Where Flask-Security finds people and keeps their passkeys: our own records."""

from typing import Any, cast

from flask_security import RoleMixin, SQLAlchemyUserDatastore
from flask_security.proxies import _datastore, _security

from inspect_app.records.people import Passkey, Person
from inspect_app.web.database import db


class NoRole(RoleMixin):
    """Stays unused: roles are held on nodes of the tree (Appointment), which Flask-Security does not know."""


class PeopleDatastore(SQLAlchemyUserDatastore):
    def __init__(self) -> None:
        super().__init__(db, Person, NoRole, Passkey)

    def create_webauthn(self, *args: Any, **columns: Any) -> None:
        """Keep a passkey; Flask-Security leaves the day it was made to the model."""
        super().create_webauthn(*args, create_datetime=_security.datetime_factory(), **columns)


def person_named(name: str | None) -> Person | None:
    """Who has this user name, else this e-mail address; small and capital letters count alike."""
    wanted = (name or "").strip()
    if not wanted:
        return None
    attribute = "email" if "@" in wanted else "username"
    return cast(Person | None, _datastore.find_user(case_insensitive=True, **{attribute: wanted}))

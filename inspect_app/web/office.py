"""The office an act is given, built from the request."""

from typing import cast

from flask import current_app, g
from flask_login import current_user

from inspect_app.evidence.store import FolderStore
from inspect_app.policy import Library
from inspect_app.records.people import Person
from inspect_app.settings import Settings
from inspect_app.web.clock import now
from inspect_app.web.database import db
from inspect_app.workflow.office import Office


def settings() -> Settings:
    return cast(Settings, current_app.extensions["settings"])


def library() -> Library:
    """The checklists read at start-up."""
    return cast(Library, current_app.extensions["library"])


def store() -> FolderStore:
    """The evidence store."""
    return cast(FolderStore, current_app.extensions["store"])


def person() -> Person:
    """Who is logged in. Only for views that are not public."""
    return cast(Person, current_user._get_current_object())


def current_office() -> Office:
    """One office a request: everything that happens in it happens at one moment."""
    if "office" not in g:
        g.office = Office(
            session=db.session,
            library=library(),
            store=store(),
            by=person(),
            at=now(),
            verify_url=settings().verify_url,
            demo_note=demo_note(),
        )
    return cast(Office, g.office)


def demo_note() -> str:
    """What is printed on documents of a demonstration city; empty in earnest."""
    return "演示数据，不具效力" if settings().demo_date else ""

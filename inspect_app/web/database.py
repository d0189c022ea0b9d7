"""The database of the running application, and the one place where a request's work is committed."""

from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf import FlaskForm
from sqlalchemy.orm.exc import StaleDataError

from inspect_app.evidence.errors import EvidenceRefused
from inspect_app.records.database import begin_writing, configure
from inspect_app.settings import Settings
from inspect_app.web.language import say
from inspect_app.workflow.errors import Invalid, StaleForm, WorkflowError

View = TypeVar("View", bound=Callable[..., Any])
T = TypeVar("T")

db = SQLAlchemy()

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask, settings: Settings) -> None:
    """Connect the application to its database; a request that may write takes the lock at its start."""
    app.config["SQLALCHEMY_ENGINES"] = {"default": settings.database_url}
    db.init_app(app)
    # The extension would close asynchronous sessions after every request, in an event loop of its own.
    # There are none.
    app.teardown_appcontext_funcs[:] = [
        close for close in app.teardown_appcontext_funcs if not iscoroutinefunction(close)
    ]
    with app.app_context():
        configure(db.engine)
    app.before_request(_begin)


def reads_only(view: View) -> View:
    """Declare that a view changes nothing although what it is asked is posted: it waits for no writer."""
    view.reads_only = True  # type: ignore[attr-defined]
    return view


def _begin() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method not in SAFE_METHODS and not getattr(view, "reads_only", False):
        begin_writing(db.session)


def commit() -> None:
    """Make the request's work last. Raises StaleForm when somebody else was faster."""
    try:
        db.session.commit()
    except StaleDataError as error:
        db.session.rollback()
        raise StaleForm from error


def write(act: Callable[[], T]) -> T:
    """Do an act in a transaction of its own and commit it; whatever was read before is read again.

    For views that declare `reads_only` because much is to be read before anything is written.
    """
    db.session.rollback()
    begin_writing(db.session)
    done = act()
    commit()
    return done


def perform(form: FlaskForm, act: Callable[[], Any]) -> bool:
    """Do an act and commit it; on refusal undo everything and put the reason on the form.

    The form keeps all that was typed, so a view that gets False shows it again.
    """
    try:
        act()
        commit()
    except WorkflowError as refusal:
        db.session.rollback()
        _explain(form, say(refusal.text), refusal.field if isinstance(refusal, Invalid) else "")
        return False
    except EvidenceRefused as refusal:
        db.session.rollback()
        _explain(form, say(refusal), "")
        return False
    return True


def _explain(form: FlaskForm, text: str, name: str) -> None:
    field = form._fields.get(name)
    if field is None:
        form.form_errors.append(text)
    else:
        field.errors = [*field.errors, text]

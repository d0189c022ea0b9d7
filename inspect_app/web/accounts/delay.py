"""Slows guessing down: after a few failures an account waits before the next attempt, longer each time."""

import datetime as dt
from typing import Any

from flask import Flask
from flask_security import user_authenticated, user_failed_authn
from flask_wtf.csrf import generate_csrf

from inspect_app.records.people import Person
from inspect_app.web.clock import now
from inspect_app.web.database import commit, db
from inspect_app.web.language import browser_language

# Seconds to wait after the first, second, third … failure in a row; the last one for all that follow.
DELAYS = (0, 0, 0, 5, 15, 45, 120, 300, 900)


def init_app(app: Flask) -> None:
    user_failed_authn.connect(_count, app)
    user_authenticated.connect(_welcome, app)


def delay_after(failures: int) -> dt.timedelta:
    """How long to wait after so many failures in a row."""
    return dt.timedelta(seconds=DELAYS[min(failures, len(DELAYS)) - 1] if failures else 0)


def is_delayed(person: Person) -> bool:
    """Whether every attempt is refused for now, right password or not.

    The row stays locked until the request ends: attempts at the same moment are counted one by one.
    """
    db.session.refresh(person, with_for_update=True)
    return person.locked_until is not None and person.locked_until > _real_now()


def _real_now() -> dt.datetime:
    # Not the demonstration's clock: its day repeats, and a delay over midnight would last until the next.
    return dt.datetime.now(dt.UTC)


def _count(_app: Flask, user: Person, **_: Any) -> None:
    user.failed_logins += 1
    user.locked_until = _real_now() + delay_after(user.failed_logins)
    commit()


def _welcome(_app: Flask, user: Person, **_: Any) -> None:
    user.failed_logins, user.locked_until = 0, None
    user.last_login_at = now()
    user.locale = user.locale or browser_language()
    commit()
    # A token made only by a later page could be erased by an earlier page that arrives after it.
    generate_csrf()

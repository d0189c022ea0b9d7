"""Codes of an authenticator app that open once."""

from typing import cast

from flask_security import UserMixin
from flask_security.totp import Totp
from passlib.totp import TotpMatch  # type: ignore[import-untyped]  # it has no stubs of its own

from inspect_app.records.people import Person


class OneTimeCodes(Totp):
    """Accepts no code of a step of time that was accepted before, nor of an earlier one (RFC 6238, 5.2).

    The person's row is locked meanwhile: `delay.is_delayed` has looked at it.
    """

    def get_last_counter(self, user: UserMixin) -> int | None:
        return cast(Person, user).tf_last_step

    def set_last_counter(self, user: UserMixin, tmatch: TotpMatch) -> None:
        cast(Person, user).tf_last_step = tmatch.counter

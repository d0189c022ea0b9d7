"""Flask-Security's forms, changed: one field for user name or e-mail, and a delay after failures."""

from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_security import hash_password
from flask_security.forms import (
    ForgotPasswordForm,
    LoginForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
)
from flask_security.recovery_codes import MfRecoveryForm
from flask_security.utils import get_message
from wtforms import StringField
from wtforms.validators import DataRequired

from inspect_app.records.people import Person
from inspect_app.web.accounts.datastore import person_named
from inspect_app.web.accounts.delay import is_delayed


class LogInForm(LoginForm):
    # Flask-Security's view reads a field of this name; here it takes the user name as well.
    email = StringField(
        _l("用户名或电子邮箱"),
        validators=[DataRequired()],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    # The computers of a station are shared: nobody is remembered on them.
    remember = None

    def validate(self, **kwargs: Any) -> bool:
        self.ifield, self.user = self.email, person_named(self.email.data)
        if self.user is not None and is_delayed(self.user):
            # The same answer in the same time as for a wrong password and for a name nobody has.
            hash_password(self.password.data or "-")
            self.email.errors = [get_message("GENERIC_AUTHN_FAILED")[0]]
            return False
        return bool(super().validate(**kwargs))


class ForgottenPasswordForm(ForgotPasswordForm):
    email = StringField(
        _l("用户名或电子邮箱"),
        validators=[DataRequired()],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )

    def validate(self, **kwargs: Any) -> bool:
        self.user = person_named(self.email.data)
        if self.user is None:
            self.email.errors = [get_message("USER_DOES_NOT_EXIST")[0]]
            return False
        return bool(super().validate(**kwargs))


class ConfirmPasswordForm(VerifyForm):
    def validate(self, **kwargs: Any) -> bool:
        return not _refused(self.user, self.password) and bool(super().validate(**kwargs))


class SecondFactorForm(TwoFactorVerifyCodeForm):
    def validate(self, **kwargs: Any) -> bool:
        return not _refused(self.user, self.code) and bool(super().validate(**kwargs))


class RecoveryCodeForm(MfRecoveryForm):
    def validate(self, **kwargs: Any) -> bool:
        if _refused(self.user, self.code):
            return False
        if super().validate(**kwargs):
            return True
        cast(Person, self.user).track_failed_authn("recovery code", True)
        return False


def _refused(person: Any, field: Any) -> bool:
    """Whether the person, already past the first factor, has to wait; the reason is put on the field."""
    if not is_delayed(person):
        return False
    field.errors = [_("连续多次输入错误，请稍等片刻再试（最长15分钟）。")]
    return True

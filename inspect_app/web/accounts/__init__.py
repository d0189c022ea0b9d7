"""Log-in, password reset, second factors: Flask-Security on our own people."""

from flask import Flask
from flask_security import Security

from inspect_app.settings import Settings
from inspect_app.web.accounts import delay, forms
from inspect_app.web.accounts.configuration import configuration
from inspect_app.web.accounts.datastore import PeopleDatastore
from inspect_app.web.accounts.links import public_url
from inspect_app.web.accounts.mail import Mail
from inspect_app.web.accounts.one_time import OneTimeCodes
from inspect_app.web.accounts.passkeys import Passkeys


def init_app(app: Flask, settings: Settings) -> None:
    app.config.update(configuration(settings))
    delay.init_app(app)
    app.add_template_global(public_url)
    Security(
        app,
        PeopleDatastore(),
        login_form=forms.LogInForm,
        forgot_password_form=forms.ForgottenPasswordForm,
        verify_form=forms.ConfirmPasswordForm,
        two_factor_verify_code_form=forms.SecondFactorForm,
        mf_recovery_form=forms.RecoveryCodeForm,
        mail_util_cls=Mail,
        totp_cls=OneTimeCodes,
        webauthn_util_cls=Passkeys,
    )

"""Which authenticators may hold a passkey."""

from typing import Any

from flask import request
from flask_security import UserMixin, WebauthnUtil
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from inspect_app.web.office import settings


class Passkeys(WebauthnUtil):
    """Built-in authenticators (fingerprint, face, PIN of the device) as well as keys that are plugged in.

    A passkey that logs in alone has to verify its person, so that it stands for both factors.
    """

    def authenticator_selection(self, user: UserMixin, usage: str) -> AuthenticatorSelectionCriteria:
        alone = usage == "first"
        return AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED if alone else ResidentKeyRequirement.PREFERRED,
            user_verification=self.user_verification(user, [usage]),
        )

    def user_verification(self, user: UserMixin | None, usage: list[str]) -> UserVerificationRequirement:
        alone = usage == ["first"]
        return UserVerificationRequirement.REQUIRED if alone else UserVerificationRequirement.PREFERRED

    def origin(self) -> str:
        """What the browser calls this site: behind a proxy only the settings know that it is https."""
        base: str = settings().base_url
        own: Any = super().origin()
        return base if base.partition("://")[2] == request.host else own

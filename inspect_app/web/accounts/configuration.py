"""What Flask-Security is asked to do, and what it is asked to leave."""

import base64
import datetime as dt
import hashlib
from typing import Any

from inspect_app.settings import PACKAGE, Settings


def configuration(settings: Settings) -> dict[str, Any]:
    """Everything about log-in in Flask's configuration."""
    parts = (_first_factor(settings), _second_factor(settings), _pages(settings))
    return {f"SECURITY_{name}": value for part in parts for name, value in part.items()} | _session(settings)


def _session(settings: Settings) -> dict[str, Any]:
    return {
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        # Nobody stays logged in overnight.
        "PERMANENT_SESSION_LIFETIME": dt.timedelta(hours=12),
        # Its mark is read by nothing here, and the cookie with it, on its way during a log-in, undoes that.
        "SESSION_PROTECTION": None,
    }


def _first_factor(settings: Settings) -> dict[str, Any]:
    return {
        "PASSWORD_SALT": settings.password_salt,
        "PASSWORD_HASH": "argon2",
        "PASSWORD_LENGTH_MIN": 10,
        "USER_IDENTITY_ATTRIBUTES": [
            {"username": {"mapper": _as_typed, "case_insensitive": True}},
            {"email": {"mapper": _as_typed, "case_insensitive": True}},
        ],
        # Nobody outside learns which names exist.
        "RETURN_GENERIC_RESPONSES": True,
        "CHANGEABLE": True,
        "RECOVERABLE": True,
        "RESET_PASSWORD_WITHIN": dt.timedelta(days=3),
        # What changes how somebody logs in asks for the password again after an hour.
        "FRESHNESS": dt.timedelta(hours=1),
        "FRESHNESS_GRACE_PERIOD": dt.timedelta(minutes=10),
    }


def _second_factor(settings: Settings) -> dict[str, Any]:
    return {
        "TWO_FACTOR": True,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        # One code before and one after the current one.
        "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "TWO_FACTOR_POST_SETUP_VIEW": "accounts.account",
        "TOTP_SECRETS": {"1": _derived(settings, "totp")},
        "TOTP_ISSUER": "工会服务站",
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "MULTI_FACTOR_RECOVERY_CODES_KEYS": [_derived(settings, "recovery codes").encode()],
        "WEBAUTHN": True,
        "WAN_RP_NAME": "工会服务站规范化建设管理平台",
        "WAN_ALLOW_USER_HINTS": False,
        "WAN_POST_REGISTER_VIEW": "accounts.account",
        "DATETIME_FACTORY": _now,
    }


def _pages(settings: Settings) -> dict[str, Any]:
    return {
        # /verify/… is where the public checks certificates and letters.
        "VERIFY_URL": "/confirm-password",
        "POST_CHANGE_VIEW": "accounts.account",
        "EMAIL_SENDER": settings.mail_sender,
        "EMAIL_HTML": False,
        "I18N_DIRNAME": [str(PACKAGE / "translations")],
    }


def _derived(settings: Settings, purpose: str) -> str:
    """A key for one purpose, made from the secret key: who changes that one ends all second factors."""
    digest = hashlib.sha256(f"{purpose} {settings.secret_key}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()


def _as_typed(name: str) -> str:
    return name.strip()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)

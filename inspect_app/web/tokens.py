"""Tokens of forms, under a mask of their own in every answer.

An answer that is compressed tells, by its length, something of what it repeats: who could have a page asked
for again and again, and put a guess of his into it each time, would come to know a secret in it piece by
piece (the attack is known as BREACH). A token under another mask each time is never the same secret twice,
so a page with tokens may be compressed.

A mask is as long as the token and random; the two are joined by exclusive or and sent side by side. Only the
first answer of a session, which has no token before it, holds one without a mask: it is not to be had twice.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes

from flask import Flask, g, session
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf


class MaskedTokens(CSRFProtect):
    """Flask-WTF's own protection, which takes masks off before it looks at a token."""

    def init_app(self, app: Flask) -> None:
        super().init_app(app)
        app.before_request(_mask)

    def _get_csrf_token(self) -> str | None:
        sent = super()._get_csrf_token()
        return unmasked(sent) if sent else None


def _mask() -> None:
    # Flask-WTF makes one token a request and no other where there is one.
    if "csrf_token" in session:
        g.csrf_token = masked(generate_csrf())


def masked(token: str) -> str:
    """The token as it is sent: without a dot, which every token has."""
    plain = token.encode()
    mask = token_bytes(len(plain))
    return urlsafe_b64encode(mask + _joined(mask, plain)).decode()


def unmasked(sent: str) -> str:
    """The token that was sent, whether under a mask or without; what is no token stays none."""
    if "." in sent:
        return sent
    try:
        both = urlsafe_b64decode(sent)
    except ValueError:
        return sent
    half = len(both) // 2
    return _joined(both[:half], both[half:]).decode(errors="replace")


def _joined(one: bytes, other: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(one, other, strict=False))

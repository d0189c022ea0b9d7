"""Headers on every answer that tell the browser what a page may do: next to nothing."""

from flask import Flask, Response

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        # Bars of progress have their length in a style attribute; style elements stay forbidden.
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # A link to reset a password must not travel on to another site; forms check where they come from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def init_app(app: Flask) -> None:
    app.after_request(_add)
    if app.config["SESSION_COOKIE_SECURE"]:
        app.after_request(_insist_on_https)


def _add(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if response.mimetype == "text/html":
        _add_to_page(response)
    return response


def _add_to_page(response: Response) -> None:
    # Not on files: the policy would keep browsers from showing a PDF.
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    # Asked for anew each time; yet "back" finds a form with what was typed, as it would not with no-store.
    response.headers.setdefault("Cache-Control", "private, no-cache")


def _insist_on_https(response: Response) -> Response:
    response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response

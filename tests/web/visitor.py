"""Somebody at a browser, without the browser: opens pages, fills in forms, is held to CSRF like everybody."""

from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.web.pages import Page


class Visitor:
    """A session with the application; `client` is the bare Flask test client below it."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def log_in(self, username: str, password: str) -> "Visitor":
        answer = self.submit("/login", {"email": username, "password": password})
        assert isinstance(answer, TestResponse), f"log-in of {username} refused: {answer.text}"
        return self

    def visit(self, path: str, status: int = 200) -> Page:
        """Open a page. Asserts the status and that the page is valid (tests/web/pages.py)."""
        answer = self.client.get(path)
        assert answer.status_code == status, (
            f"{path}: {answer.status}, to {answer.location}\n{_excerpt(answer)}"
        )
        return Page(answer)

    def submit(
        self, page: Page | str, fields: Mapping[str, Any] | None = None, action: str = ""
    ) -> Page | TestResponse:
        """Fill in a form as the page holds it and send it.

        `page` is a page or the path of one; `action` a part of the form's address, needed only where there is
        more than one form. `fields` replace what the form holds by itself (hidden ones and the CSRF token
        included): a text, a list of texts for several choices, None for a choice taken back, or for a file
        (bytes stream, name). Gives the page that comes back, or the bare redirect.
        """
        opened = self.visit(page) if isinstance(page, str) else page
        form = opened.form(action)
        data = opened.fields(action)
        for name, value in (fields or {}).items():
            assert form.xpath(".//*[@name=$name]", name=name), (
                f"{opened.path}: the form has no field {name!r}"
            )
            _put(data, name, value)
        return self.post(form.get("action") or opened.address, data)

    def post(self, path: str, data: Mapping[str, Any] | None = None) -> Page | TestResponse:
        """Send `data` and a CSRF token. Prefer `submit`, which needs the form to exist."""
        fields = MultiDict(data or {})
        if "csrf_token" not in fields:
            fields["csrf_token"] = self.token
        answer = self.client.post(path, data=fields, content_type="multipart/form-data")
        answer.get_data()
        # What happens after the answer, such as mail, happens when a server closes it.
        answer.close()
        is_page = answer.mimetype == "text/html" and not 300 <= answer.status_code < 400
        return Page(answer) if is_page else answer

    def press(self, page: Page | str, fields: Mapping[str, Any] | None = None, action: str = "") -> Page:
        """`submit`, and open where it leads. Asserts that the form was accepted."""
        answer = self.submit(page, fields, action)
        assert isinstance(answer, TestResponse), f"refused: {answer.text}"
        assert answer.status_code in {302, 303}, f"{answer.status}\n{_excerpt(answer)}"
        return self.open(answer)

    def open(self, answer: TestResponse) -> Page:
        """Where a redirect leads in the end."""
        while 300 <= answer.status_code < 400:
            answer = self.client.get(answer.location)
        return Page(answer)

    @property
    def token(self) -> str:
        """A valid CSRF token of this session: the one in the language switch of every page."""
        page = Page(self.client.get("/account", follow_redirects=True))
        return str(page.tree.xpath("//input[@name='csrf_token']/@value")[0])


def _put(data: MultiDict[str, Any], name: str, value: Any) -> None:
    if value is None:
        data.poplist(name)
    else:
        data.setlist(name, value if isinstance(value, list) else [value])


def _excerpt(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)[:2000] if answer.mimetype != "application/pdf" else "(PDF)"

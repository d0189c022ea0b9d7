"""A tablet without a browser: keeps what was done and sends it until the server says what became of it.

It follows docs/synchronisation.md and nothing else, so that the server can be tried and measured by itself.
"""

import json
import re
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.web.city import PASSWORD

# Only these say something of an entry; after any other the tablet tries again.
HELD, REFUSALS, LOG_IN = 200, {404, 409, 413, 422}, 401
RETRY_SECONDS = (0.02, 0.05, 0.1, 0.2, 0.4)
TRIES = 200
JPEG, PNG = "image/jpeg", "image/png"


@dataclass(frozen=True)
class Answer:
    """Of the server: status and body."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Entry:
    """Something done: where it goes, and what is sent. `file` goes beside the JSON in a part of its own."""

    path: str
    body: Mapping[str, Any]
    file: bytes | None = None
    media_type: str = ""

    @property
    def id(self) -> str:
        """Of the photograph or signature."""
        return self.path.split("/")[-1]

    @property
    def kind(self) -> str:
        """answers, photographs, drawing, withdrawal, signatures or end."""
        last, before = self.path.split("/")[-1], self.path.split("/")[-2]
        return last if last in {"drawing", "withdrawal", "end"} else before

    def encoded(self) -> tuple[bytes, str]:
        """The request's body and its media type."""
        described = json.dumps(self.body, ensure_ascii=False).encode()
        if self.file is None:
            return described, "application/json"
        name = "signature" if self.kind == "signatures" else "capture"
        return _multipart(name, described, self.file, self.media_type)


@dataclass
class PlainTablet:
    """One inspector's. `timed(kind, seconds)` is told of every answer that came."""

    address: str
    username: str
    timed: Callable[[str, float], None] = lambda kind, seconds: None
    cookies: dict[str, str] = field(default_factory=dict)
    csrf: str = ""
    person: str = ""
    _connection: HTTPConnection | None = None

    def log_in(self, password: str = PASSWORD) -> None:
        token = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', self.ask("GET", "/login").body)
        assert token is not None, "the log-in page has no token"
        fields = {"email": self.username, "password": password, "csrf_token": token[1].decode()}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.ask("POST", "/login", urlencode(fields).encode(), form)
        assert answer.status == 302, f"log-in of {self.username}: {answer.status}"
        session = self.get("/tablet/session")
        self.csrf, self.person = session["csrf"], str(session["person"]["id"])

    def get(self, path: str) -> Any:
        """What the server says there, asked for until it answers."""
        answer = self._insist("GET", path)
        assert answer.status == HELD, f"{path}: {answer.status} {answer.body[:500]!r}"
        return answer.json

    def packet(self, visit: str) -> Any:
        return self.get(f"/tablet/visits/{visit}")

    def receipt(self, visit: str) -> Any:
        return self.get(f"/tablet/visits/{visit}/receipt")

    def send(self, entry: Entry) -> Answer:
        """Until the server has taken or refused it."""
        content, media_type = entry.encoded()
        headers = {"Content-Type": media_type, "X-CSRFToken": self.csrf, "X-Person": self.person}
        return self._insist("PUT", entry.path, content, headers)

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Once. Raises OSError or HTTPException when no whole answer comes."""
        connection = self._connection or HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        self._connection = None
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, {**(headers or {}), "Cookie": cookie})
        response = connection.getresponse()
        content = response.read()
        self._keep_cookies(response)
        if not response.will_close:
            self._connection = connection
        return Answer(response.status, content)

    def _insist(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        for number in range(TRIES):
            started = time.perf_counter()
            try:
                answer = self.ask(method, path, body, headers)
            except (OSError, HTTPException):
                pass
            else:
                self.timed(f"{method} {_kind_of(path)}", time.perf_counter() - started)
                if answer.status in {HELD, LOG_IN, *REFUSALS}:
                    return answer
            time.sleep(RETRY_SECONDS[min(number, len(RETRY_SECONDS) - 1)])
        raise AssertionError(f"{method} {path}: no answer in {TRIES} tries")

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value


def answer(visit: str, item: str, at: str, base: str | None = None, **said: Any) -> Entry:
    """`said`: grade, checked, note, facts, why where they are not empty."""
    empty: dict[str, Any] = {"grade": None, "checked": False, "note": "", "facts": {}, "why": ""}
    body = {"revision": str(uuid.uuid4()), "base": base, **_moment(at), **empty, **said}
    return Entry(f"/tablet/visits/{visit}/answers/{item}", body)


def photograph(visit: str, item: str, at: str, content: bytes) -> Entry:
    body = {
        "item": item,
        "sha256": sha256(content).hexdigest(),
        **_moment(at),
        "source": "camera",
        "position": {"latitude": 39.9, "longitude": 116.4, "accuracy_m": 12.5},
        "caption": "",
    }
    return Entry(f"/tablet/visits/{visit}/photographs/{uuid.uuid4()}", body, content, JPEG)


def signature(visit: str, role: str, name: str, at: str, statement: str, content: bytes) -> Entry:
    body = {
        "role": role,
        "name": name,
        "statement": statement,
        "sha256": sha256(content).hexdigest(),
        **_moment(at),
    }
    return Entry(f"/tablet/visits/{visit}/signatures/{uuid.uuid4()}", body, content, PNG)


def end(visit: str, at: str, **seen: Any) -> Entry:
    """`seen`: id, summary, release, standard, verdicts, outcome, score."""
    return Entry(f"/tablet/visits/{visit}/end", {**_moment(at), **seen})


def _moment(at: str) -> dict[str, Any]:
    return {"at": at, "clock_offset_s": 0}


def _multipart(name: str, described: bytes, file: bytes, media_type: str) -> tuple[bytes, str]:
    mark = uuid.uuid4().hex
    parts = (
        (f'name="{name}"', described),
        (f'name="file"; filename="file"\r\nContent-Type: {media_type}', file),
    )
    body = b"".join(
        f"--{mark}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        for head, content in parts
    )
    return body + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def _kind_of(path: str) -> str:
    """What is asked for, without the ids: visit, receipt, answers, photographs …"""
    parts = path.split("/")
    return parts[4] if len(parts) > 4 else parts[2].removesuffix("s") if len(parts) > 3 else parts[-1]

"""Mail goes out through a server, and its failure is nobody's business but the administrator's."""

import logging
import socketserver
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_string
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask

from inspect_app.app import create_app
from tests.web.conftest import settings
from tests.web.pages import Page
from tests.web.visitor import Visitor


class MailServer(socketserver.ThreadingTCPServer):
    """Takes every mail, one connection after the other."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.received: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 ready")
        while command := self.rfile.readline().decode().strip().upper():
            if command.startswith("QUIT"):
                self._say("221 bye")
                return
            if command.startswith("DATA"):
                self._say("354 go on")
                self.server.received.append(self._message())
            self._say("250 ok")

    def _message(self) -> str:
        return "".join(line.decode() for line in iter(self.rfile.readline, b".\r\n"))

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def mailing(app: Flask, folder: Path, port: int) -> Visitor:
    """A visitor of the application on the same city, which sends mail to a port of this machine."""
    with_mail = replace(settings(folder), mail_server="127.0.0.1", mail_port=port, mail_sender="a@example.cn")
    return Visitor(create_app(with_mail).test_client())


def test_the_reset_mail_is_sent(app: Flask, tmp_path: Path, mail_server: MailServer) -> None:
    mailing(app, tmp_path, mail_server.port).submit("/reset", {"email": "station"})
    (mail,) = map(message_from_string, mail_server.received)
    assert (mail["To"], mail["From"]) == ("station@example.cn", "a@example.cn")
    text = mail.get_payload(decode=True)
    assert isinstance(text, bytes)
    assert "http://127.0.0.1:8000/reset/" in text.decode()
    assert "王站长，您好" in text.decode()


def test_a_dead_mail_server_is_logged_and_not_shown(
    app: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        page = mailing(app, tmp_path, 1).submit("/reset", {"email": "station"})
    assert isinstance(page, Page)
    assert page.status == 200
    assert "mail to station@example.cn could not be sent by 127.0.0.1" in caplog.text

"""Two tablets, or one twice, at the same moment: afterwards there is one record, and it can be read."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from inspect_app.app import create_app
from inspect_app.records.history import history_of
from inspect_app.records.migrate import upgrade
from inspect_app.web.database import db
from inspect_app.workflow import history
from tests.web import city, stories
from tests.web.city import OWN_SITE, PASSWORD
from tests.web.conftest import settings
from tests.web.tablet.tablets import JUDGED, Tablet, new_id, sha256
from tests.web.visitor import Visitor
from tests.workflow import journey

PICTURE, STROKES = journey.picture(5), journey.strokes()
SIGNED = sha256(STROKES)
Send = Callable[[Tablet], TestResponse]


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[tuple[Flask, str]]:
    """The application with one visit of two inspectors, on each kind of database."""
    upgrade(database_url)
    app = create_app(replace(settings(tmp_path), database_url=database_url))
    city.plant(app)
    with app.app_context():
        town = stories.town(app, OWN_SITE, "station")
        visit = journey.visit(town, journey.endorsed(town), "inspector", "inspector1").id
        db.session.commit()
    yield app, visit
    with app.app_context():
        db.engine.dispose()


class Sending(Thread):
    """Sends from a tablet of its own when the other is ready, too."""

    def __init__(self, app: Flask, visit: str, username: str, send: Send, start: Barrier) -> None:
        super().__init__()
        self.tablet = Tablet(Visitor(app.test_client()).log_in(username, PASSWORD), visit)
        self._send, self._ready = send, start
        self.answer: TestResponse | None = None

    def run(self) -> None:
        self._ready.wait(30)
        self.answer = self._send(self.tablet)


def at_once(served: tuple[Flask, str], *sent: tuple[str, Send]) -> list[Sending]:
    """Send all of them at the same moment; each is (user name, what to send)."""
    app, visit = served
    start = Barrier(len(sent))
    sending = [Sending(app, visit, username, send, start) for username, send in sent]
    for each in sending:
        each.start()
    for each in sending:
        each.join(60)
    return sending


def said(sending: list[Sending]) -> list[tuple[int, object]]:
    return [(each.answer.status_code, each.answer.get_json()) for each in sending if each.answer is not None]


def test_the_same_entry_twice_at_once_is_there_once(served: tuple[Flask, str]) -> None:
    revision, taken, signed = new_id(), new_id(), new_id()
    held = sha256(PICTURE)
    for send, answer in (
        (lambda tablet: tablet.answer(JUDGED, revision=revision), {"held": revision}),
        (lambda tablet: tablet.photograph(PICTURE, taken), {"held": held}),
        (
            lambda tablet: tablet.signature(STROKES, signed),
            {"held": SIGNED, "fits": False},
        ),
    ):
        sending = at_once(served, ("inspector", send), ("inspector", send))
        assert said(sending) == [(200, answer), (200, answer)]
    receipt = sending[0].tablet.receipt()
    assert receipt["answers"] == {JUDGED: revision}
    assert (receipt["superseded"], receipt["rivals"]) == ([], [])
    assert receipt["photographs"] == {taken: held}
    assert receipt["signatures"] == {signed: SIGNED}
    with served[0].app_context():
        assert len(history_of(db.session, "photograph", taken)) == 1
        assert history.broken_links(db.session) == []


def test_two_answers_to_one_item_at_once_leave_one_that_counts_and_one_to_choose(
    served: tuple[Flask, str],
) -> None:
    mine, yours = new_id(), new_id()
    sending = at_once(
        served,
        ("inspector", lambda tablet: tablet.answer(JUDGED, revision=mine, grade="4")),
        ("inspector1", lambda tablet: tablet.answer(JUDGED, revision=yours, grade="1", note="未开展")),
    )
    assert sorted(status for status, _ in said(sending)) == [200, 200]
    packet = sending[0].tablet.packet()
    (rival,) = packet["rivals"]
    standing = packet["answers"][JUDGED]
    assert {standing["revision"], rival["revision"]} == {mine, yours}
    assert standing["grade"] == {mine: "4", yours: "1"}[standing["revision"]]
    with served[0].app_context():
        assert history.broken_links(db.session) == []

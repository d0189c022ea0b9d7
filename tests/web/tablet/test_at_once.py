"""Two tablets, or one twice, at the same moment: afterwards there is one record, and it can be read."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from inspect_app.app import create_app
from inspect_app.records.database import begin_writing
from inspect_app.records.history import history_of
from inspect_app.records.inspections import Inspection
from inspect_app.records.migrate import upgrade
from inspect_app.web.database import db
from inspect_app.workflow import history, inspections
from tests.web import city, stories
from tests.web.city import OWN_SITE, PASSWORD
from tests.web.conftest import settings
from tests.web.tablet.tablets import JUDGED, Tablet, answer_all, code, end, new_id, sha256, shapes
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
    """Sends from a tablet of its own."""

    def __init__(self, app: Flask, visit: str, username: str, send: Send) -> None:
        super().__init__()
        self.tablet = Tablet(Visitor(app.test_client()).log_in(username, PASSWORD), visit)
        self._send = send
        self.answer: TestResponse | None = None

    def run(self) -> None:
        self.answer = self._send(self.tablet)


def at_once(
    served: tuple[Flask, str], *sent: tuple[str, Send], meanwhile: Callable[[], None] = lambda: None
) -> list[Sending]:
    """Send all of them at the same moment; each is (user name, what to send).

    Whoever writes is held up until all have come to their writing: each has read before any other wrote, and
    before `meanwhile` was done, in the context of the application.
    """
    app, visit = served
    sending = [Sending(app, visit, username, send) for username, send in sent]
    with app.app_context():
        begin_writing(db.session)
        history.lock(db.session)
        for each in sending:
            each.start()
        _wait_until_held_up(sending)
        meanwhile()
        db.session.commit()
    for each in sending:
        each.join(60)
    return sending


def _wait_until_held_up(sending: list[Sending]) -> None:
    """On PostgreSQL; SQLite does not tell, and there nobody reads before it is his turn to write."""
    waiting = text(
        "select count(*) from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    )
    while db.engine.dialect.name == "postgresql":
        # Its own connection: within a transaction the view does not change.
        with db.engine.connect() as connection:
            held_up = connection.scalar(waiting)
        if held_up == sum(each.is_alive() for each in sending):
            return


def withdraw(photograph: str) -> Send:
    return lambda tablet: tablet.put(f"photographs/{photograph}/withdrawal", json={"why": "拍糊了"})


def draw(photograph: str, revision: str) -> Send:
    drawn = {"revision": revision, "shapes": shapes()}
    return lambda tablet: tablet.put(f"photographs/{photograph}/drawing", json=drawn)


def choose(revision: str) -> Send:
    """The lead chooses this answer on the page that shows what there is to choose from."""

    def send(tablet: Tablet) -> TestResponse:
        address = f"/inspections/{tablet.visit}/rivals"
        fields = tablet.visitor.visit(address).fields(revision)
        return tablet.visitor.client.post(f"{address}/{revision}", data=fields)

    return send


def came(sending: Sending, refusal: tuple[int, str]) -> bool:
    """Whether it was taken; if not, it was refused just so."""
    assert sending.answer is not None
    taken = sending.answer.status_code == 200
    assert taken or code(sending.answer) == refusal
    return taken


def tablet_of(served: tuple[Flask, str], username: str = "inspector") -> Tablet:
    app, visit = served
    return Tablet(Visitor(app.test_client()).log_in(username, PASSWORD), visit)


def photographed(served: tuple[Flask, str]) -> str:
    """A photograph that has arrived."""
    taken = new_id()
    assert tablet_of(served).photograph(PICTURE, taken).status_code == 200
    return taken


def statuses(*sending: Sending) -> list[int]:
    return [each.answer.status_code for each in sending if each.answer is not None]


def acts(served: tuple[Flask, str], subject: str, id: str) -> list[str]:
    """What the history says was done with something; the whole of it has to be unbroken."""
    with served[0].app_context():
        assert history.broken_links(db.session) == []
        return sorted(entry.act for entry in history_of(db.session, subject, id))


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


def test_one_file_under_two_ids_is_kept_once_and_the_other_refused(served: tuple[Flask, str]) -> None:
    taken = [new_id(), new_id()]
    sending = at_once(
        served,
        ("inspector", lambda tablet: tablet.photograph(PICTURE, taken[0])),
        ("inspector1", lambda tablet: tablet.photograph(PICTURE, taken[1])),
    )
    first, second = statuses(*sending)
    assert sorted([first, second]) == [200, 422]
    kept, refused = taken if first == 200 else reversed(taken)
    assert sending[0].tablet.receipt()["photographs"] == {kept: sha256(PICTURE)}
    assert acts(served, "photograph", kept) == ["photograph_attached"]
    assert acts(served, "photograph", refused) == []


def test_a_photograph_withdrawn_twice_at_once_is_withdrawn_once(served: tuple[Flask, str]) -> None:
    taken = photographed(served)
    sending = at_once(served, ("inspector", withdraw(taken)), ("inspector1", withdraw(taken)))
    assert said(sending) == [(200, {"held": taken})] * 2
    assert sending[0].tablet.receipt()["withdrawn"] == [taken]
    assert acts(served, "photograph", taken) == ["photograph_attached", "photograph_withdrawn"]


def test_a_drawing_sent_twice_at_once_is_drawn_once(served: tuple[Flask, str]) -> None:
    taken, drawn = photographed(served), new_id()
    sending = at_once(served, ("inspector", draw(taken, drawn)), ("inspector", draw(taken, drawn)))
    assert said(sending) == [(200, {"held": drawn})] * 2
    assert acts(served, "photograph", taken) == ["photograph_attached", "photograph_drawn"]


def test_of_two_drawings_at_once_one_stands_and_the_other_is_held(served: tuple[Flask, str]) -> None:
    taken, first, second = photographed(served), new_id(), new_id()
    sending = at_once(served, ("inspector", draw(taken, first)), ("inspector1", draw(taken, second)))
    assert said(sending) == [(200, {"held": first}), (200, {"held": second})]
    receipt = sending[0].tablet.receipt()
    assert {receipt["drawings"][taken], *receipt["superseded"]} == {first, second}
    assert acts(served, "photograph", taken) == ["photograph_attached", *["photograph_drawn"] * 2]


def test_a_drawing_comes_before_the_withdrawal_or_is_refused(served: tuple[Flask, str]) -> None:
    taken = photographed(served)
    withdrawn, drawn = at_once(served, ("inspector", withdraw(taken)), ("inspector1", draw(taken, new_id())))
    assert said([withdrawn]) == [(200, {"held": taken})]
    drawings = ["photograph_drawn"] * (came(drawn, (422, "already_done")))
    assert acts(served, "photograph", taken) == ["photograph_attached", *drawings, "photograph_withdrawn"]


def test_what_comes_with_the_end_comes_before_it_or_is_refused(served: tuple[Flask, str]) -> None:
    tablet = tablet_of(served)
    answer_all(tablet, served[0].extensions["library"].standard("station-2013"))
    packet = tablet.packet()
    ended, revision, taken = end(packet), new_id(), new_id()
    base = packet["answers"][JUDGED]["revision"]
    first, again, answered, shown = at_once(
        served,
        ("inspector", lambda tablet: tablet.put("end", json=ended)),
        ("inspector", lambda tablet: tablet.put("end", json=ended)),
        ("inspector1", lambda tablet: tablet.answer(JUDGED, revision=revision, base=base, grade="4")),
        ("inspector1", lambda tablet: tablet.photograph(PICTURE, taken)),
    )
    assert said([first, again]) == [(200, {"held": ended["id"]})] * 2
    assert acts(served, "inspection", tablet.visit).count("inspection_finished") == 1
    packet, late = tablet.packet(), (409, "not_under_way")
    assert packet["receipt"]["end"] == ended["id"]
    assert packet["answers"][JUDGED]["revision"] == (revision if came(answered, late) else base)
    assert list(packet["receipt"]["photographs"]) == ([taken] if came(shown, late) else [])


def test_no_choice_leaves_out_an_answer_that_comes_with_it(served: tuple[Flask, str]) -> None:
    lead, other = tablet_of(served), tablet_of(served, "inspector1")
    mine, yours, newer = new_id(), new_id(), new_id()
    lead.answer(JUDGED, revision=mine, grade="4")
    assert other.answer(JUDGED, revision=yours, grade="2").get_json() == {"rival": yours}
    chosen, answered = at_once(
        served,
        ("inspector", choose(mine)),
        ("inspector1", lambda tablet: tablet.answer(JUDGED, revision=newer, grade="1", note="未开展")),
    )
    assert said([answered]) == [(200, {"rival": newer})]
    # Chosen before it came, or shown again because it came.
    assert statuses(chosen)[0] in {200, 302}
    packet = lead.packet()
    assert packet["answers"][JUDGED]["revision"] == mine
    assert [each["revision"] for each in packet["rivals"]] == [newer]
    assert acts(served, "inspection", lead.visit).count("answer_chosen") == (statuses(chosen) == [302])


def test_who_chooses_the_answer_that_is_being_replaced_is_shown_the_new_one(
    served: tuple[Flask, str],
) -> None:
    lead, other = tablet_of(served), tablet_of(served, "inspector1")
    mine, yours, newer = new_id(), new_id(), new_id()
    lead.answer(JUDGED, revision=mine, grade="4")
    other.answer(JUDGED, revision=yours, grade="2")
    chosen, answered = at_once(
        served,
        ("inspector", choose(yours)),
        (
            "inspector1",
            lambda tablet: tablet.answer(JUDGED, revision=newer, base=yours, grade="3"),
        ),
    )
    packet = lead.packet()
    if statuses(chosen) == [302]:
        # It was chosen, and its giver's newer word takes its place.
        assert said([answered]) == [(200, {"held": newer})]
        assert (packet["answers"][JUDGED]["revision"], packet["rivals"]) == (newer, [])
    else:
        assert said([answered]) == [(200, {"rival": newer})]
        assert packet["answers"][JUDGED]["revision"] == mine
        assert [each["revision"] for each in packet["rivals"]] == [newer]
    assert acts(served, "inspection", lead.visit).count("answer_chosen") == (statuses(chosen) == [302])


def fill_in(item: str) -> Send:
    """Grade an item on the page of the checklist."""

    def send(tablet: Tablet) -> TestResponse:
        address = f"/inspections/{tablet.visit}"
        fields = tablet.visitor.visit(f"{address}?change={item}").fields(f"items/{item}#")
        return tablet.visitor.client.post(f"{address}/items/{item}", data=fields | {"grade": "3"})

    return send


@pytest.mark.parametrize("stays", ["inspector", "inspector1"])
def test_who_is_taken_off_the_visit_in_that_moment_records_nothing_on_its_pages(
    served: tuple[Flask, str], stays: str
) -> None:
    app, visit_id = served

    def give_to_one() -> None:
        office = city.office(app, "city_officer")
        visit, one = office.session.get_one(Inspection, visit_id), city.person(stays)
        inspections.reassign(office, visit, visit.scheduled_on, [one], one, "换人", visit.version)

    (filled_in,) = at_once(served, ("inspector1", fill_in(JUDGED)), meanwhile=give_to_one)
    is_theirs = stays == "inspector1"
    assert (statuses(filled_in) == [302]) is is_theirs
    assert (JUDGED in tablet_of(served, stays).receipt()["answers"]) is is_theirs

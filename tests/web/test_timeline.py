import re
from pathlib import Path

from flask import Flask

import inspect_app.workflow
from inspect_app.records.history import HistoryEntry
from inspect_app.web.database import db
from inspect_app.web.timeline import ACTS, timeline

# Acts of the organisation and of people belong to no site.
ELSEWHERE = frozenset({"person", "ruling"})


def test_every_act_the_small_city_has_seen_has_a_name(app: Flask) -> None:
    with app.app_context():
        seen = {(e.subject, e.act) for e in db.session.query(HistoryEntry) if e.subject not in ELSEWHERE}
    unnamed = {key for key in seen - ACTS.keys() if key[0] != "node"}
    assert unnamed == set()


def test_no_name_is_kept_for_an_act_nobody_does() -> None:
    folder = Path(next(iter(inspect_app.workflow.__path__)))
    words = set(re.findall(r'"(?:order_)?([a-z_]+)"', "\n".join(p.read_text() for p in folder.glob("*.py"))))
    states = {"order_fulfilled", "order_failed"}
    assert {act for _subject, act in ACTS} - words - states == set()


def test_the_same_act_in_a_row_is_told_once(app: Flask) -> None:
    with app.test_request_context():
        photographs = [e for e in db.session.query(HistoryEntry) if e.act == "photograph_attached"]
        assert len(photographs) > 1
        (event, *_others) = timeline([photographs[0]] * 3)
        assert event.times == 3

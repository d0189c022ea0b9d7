import re
from pathlib import Path

from flask import Flask

import inspect_app.workflow
from inspect_app.records.history import HistoryEntry, history_of_site
from inspect_app.web.database import db
from inspect_app.web.timeline import ACTS, timeline
from tests.web.city import OWN_SITE, site
from tests.web.tablet.tablets import Tablet, answer_all, end

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


def test_where_a_tablet_came_to_other_verdicts_is_told_to_the_city_alone(app: Flask) -> None:
    with app.test_request_context():
        (finished, *_others) = db.session.query(HistoryEntry).filter_by(act="inspection_finished")
        side = {"standard": "0" * 64, "outcome": "certify", "score": "90", "release": "0.1.0"}
        differed = HistoryEntry(
            subject="inspection",
            act="verdicts_differed",
            at=finished.at,
            why="",
            detail={"tablet": side, "here": side | {"score": "87.5"}, "items": {}},
        )
        assert [each.text for each in timeline([differed])] == ["平板电脑与服务器判定不一致"]
        assert timeline([differed], told_to_sites=True) == []
        assert len(timeline([finished], told_to_sites=True)) == 1


def test_what_the_district_states_is_told_apart_from_what_the_station_declares(app: Flask) -> None:
    with app.test_request_context():
        told = timeline(history_of_site(db.session, site(OWN_SITE).id))
        stated = [(each.text, each.by) for each in told if "填报" in each.text]
    district = "区县填报：街道乡镇工会经费留成、规范化建设完成日期"
    assert (district, "李审核") in stated
    assert ("填报内容", "王站长") in stated


def test_where_a_tablet_showed_something_else_the_history_says_what(app: Flask, tablet: Tablet) -> None:
    standard = app.extensions["library"].standard("station-2013")
    answer_all(tablet, standard)
    shown = standard.assess(tablet.packet()["facts"]).to_json()
    verdicts = {name: each["verdict"] for name, each in shown["items"].items()}
    seen = {"verdicts": verdicts | {"premises.area": "not_met"}, "score": "91.5", "outcome": shown["outcome"]}
    assert tablet.put("end", json=end(tablet.packet(), **seen)).status_code == 200
    with app.test_request_context():
        (told, *_others) = timeline(history_of_site(db.session, site("DC-SCHEDULED").id))
    assert told.text == "平板电脑与服务器判定不一致"
    assert told.why == (
        f"办公服务用房不少于 50 平方米：平板不符合，服务器符合；得分：平板91.5，服务器{shown['score']}；"
        "平板页面版本0.1.0+1a2b3c4d"
    )


def test_of_many_differences_a_few_are_named(app: Flask, tablet: Tablet) -> None:
    answer_all(tablet, app.extensions["library"].standard("station-2013"))
    tablet.put("end", json=end(tablet.packet()))
    with app.test_request_context():
        (told, *_others) = timeline(history_of_site(db.session, site("DC-SCHEDULED").id))
    assert re.search("；等共[0-9]+项；", told.why)
    assert len(told.why) < 300

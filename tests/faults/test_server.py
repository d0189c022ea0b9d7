"""The server's part of the promise, with tablets that do as docs/synchronisation.md says."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask

from inspect_app.policy import Standard
from inspect_app.web.database import db
from inspect_app.workflow.history import broken_links
from tests.faults.network import BROKEN, LOSSY, Fate, Moment, Network
from tests.faults.plain_inspection import PlainInspection, result_of
from tests.faults.plain_tablet import PlainTablet
from tests.faults.server import Server
from tests.faults.truth import Done, rivals, wrong_with
from tests.faults.visits import LEFT, new_visit

BOTH = ("inspector", "inspector1")
LogIn = Callable[[str], PlainTablet]


@pytest.fixture
def log_in(network: Network) -> LogIn:
    """A tablet on which somebody has logged in while the network was good."""

    def arrive(username: str) -> PlainTablet:
        tablet = PlainTablet(network.address, username)
        tablet.log_in()
        return tablet

    return arrive


@pytest.fixture
def standard(app: Flask) -> Standard:
    found: Standard = app.extensions["library"].standards["station-2013"]
    return found


@pytest.fixture(autouse=True)
def history_is_whole(app: Flask) -> Iterator[None]:
    """After every test."""
    yield
    with app.app_context():
        assert broken_links(db.session) == []


def inspect_whole(app: Flask, visit: PlainInspection, standard: Standard) -> None:
    for item in LEFT:
        visit.answer(standard, item)
    for item in LEFT[:3]:
        visit.photograph(item)
    result = result_of(app, visit.visit, visit.tablet.username)
    visit.sign("inspector", "张检查", result)
    visit.sign("station_head", "何干事", result)
    visit.finish(result)


@pytest.mark.parametrize("weights", [LOSSY, BROKEN], ids=["replies lost", "connections broken"])
def test_everything_arrives_once_over_a_bad_network(
    app: Flask, log_in: LogIn, network: Network, standard: Standard, weights: Mapping[Fate, float]
) -> None:
    visit = new_visit(app, ["inspector"])
    tablet = log_in("inspector")
    network.set_plan(1, weights)
    work = PlainInspection(tablet, visit, seed=1)
    inspect_whole(app, work, standard)
    assert wrong_with(app, visit, [work.done]) == []
    assert work.done.counts == {"answers": 6, "photographs": 3, "signatures": 2, "ends": 1}
    assert network.fates.total() > network.fates[Fate.PASS] > 0


def test_a_server_killed_with_the_answer_on_its_lips_has_it_once(
    app: Flask, server: Server, log_in: LogIn, network: Network, standard: Standard
) -> None:
    visit = new_visit(app, ["inspector"])
    work = PlainInspection(log_in("inspector"), visit, seed=2)
    network.set_trap(Moment.ANSWERED, "PUT", "/photographs/", server.kill)
    with ThreadPoolExecutor() as pool:
        working = pool.submit(inspect_whole, app, work, standard)
        assert network.sprung.wait(60)
        server.start()
        working.result()
    assert wrong_with(app, visit, [work.done]) == []


def test_two_inspectors_at_once_are_merged_by_item(
    app: Flask, log_in: LogIn, network: Network, standard: Standard
) -> None:
    visit = new_visit(app, BOTH)
    works = [PlainInspection(log_in(name), visit, seed) for seed, name in enumerate(BOTH)]
    network.set_plan(3, LOSSY)

    def look(work: PlainInspection, items: tuple[str, ...]) -> None:
        for item in items:
            work.answer(standard, item)
            work.photograph(item)

    with ThreadPoolExecutor() as pool:
        for looked in [pool.submit(look, works[0], LEFT[:3]), pool.submit(look, works[1], LEFT[3:])]:
            looked.result()
    assert wrong_with(app, visit, [work.done for work in works]) == []
    assert rivals(app, visit) == set()


def test_two_inspectors_who_disagree_are_both_kept(
    app: Flask, log_in: LogIn, network: Network, standard: Standard
) -> None:
    visit = new_visit(app, BOTH)
    works = [PlainInspection(log_in(name), visit, seed) for seed, name in enumerate(BOTH)]
    network.set_plan(4, LOSSY)

    def look(work: PlainInspection, grade: str) -> None:
        for item in LEFT[:2]:
            work.answer(standard, item, grade)

    with ThreadPoolExecutor() as pool:
        for looked in [pool.submit(look, works[0], "3"), pool.submit(look, works[1], "4")]:
            looked.result()
    assert wrong_with(app, visit, [work.done for work in works]) == []
    assert rivals(app, visit) == set(LEFT[:2])


def test_what_is_lost_changed_or_made_up_would_be_noticed(
    app: Flask, log_in: LogIn, standard: Standard
) -> None:
    visit = new_visit(app, ["inspector"])
    work = PlainInspection(log_in("inspector"), visit, seed=5)
    inspect_whole(app, work, standard)
    assert wrong_with(app, visit, [work.done]) == []
    for otherwise, expected in other_truths(work.done):
        assert expected in " ".join(wrong_with(app, visit, [otherwise]))
    digest = next(iter(work.done.photographs.values()))
    file = app.extensions["store"].path_for(digest)
    file.chmod(0o644)
    file.write_bytes(b"something else")
    assert f"the bytes in the store are not {digest}" in " ".join(wrong_with(app, visit, [work.done]))


def other_truths(done: Done) -> Iterator[tuple[Done, str]]:
    """What could have been done instead, and what has to be said of a server that holds what was done."""
    answered = done.answers[LEFT[0]]
    yield replace(done, answers={**done.answers, LEFT[0]: {**answered, "note": "x"}}), "was said"
    yield replace(done, answers={**done.answers, LEFT[0]: {**answered, "revision": "x"}}), "answer x is lost"
    yield replace(done, photographs={**done.photographs, "x": "00"}), "photograph x is lost"
    yield replace(done, photographs=dict.fromkeys(done.photographs, "00")), "was made as 00"
    yield replace(done, photographs={}), "was made on no tablet"
    yield replace(done, items=dict.fromkeys(done.items, "x")), "was taken for x"
    yield replace(done, likeness={id: ~value for id, value in done.likeness.items()}), "shows something else"
    yield replace(done, signatures={}), "was made on no tablet"
    yield replace(done, end="x"), "and not as"
    yield replace(done, ended=False), "the visit is finished"

"""The table of moves holds: an act is refused by name from other states, to other roles, and when stale."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from inspect_app.evidence.store import FolderStore
from inspect_app.policy import Library
from inspect_app.records.database import begin_writing, configure
from inspect_app.records.people import Role
from inspect_app.workflow import (
    acceptance,
    applications,
    certification,
    facts,
    inspections,
    moving,
    rectification,
    states,
)
from inspect_app.workflow.errors import NotAllowed, StaleForm, WrongState
from inspect_app.workflow.office import Office
from tests.workflow import journey
from tests.workflow.town import Town, found, settle

LATER = dt.date(2014, 1, 31)
WHO = {role: role.value for role in Role} | {Role.ADMINISTRATOR: "root"}


class Scene:
    """One subject of each kind; tests put them into whatever state they need."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.order = journey.put_right(town)
        self.application = self.order.application
        self.inspection = self.order.inspection

    def subject(self, kind: str) -> Any:
        return getattr(self, kind)


class CertifiedScene(Scene):
    def __init__(self, town: Town) -> None:
        self.town = town
        self.certificate = journey.certified(town)


@dataclass(frozen=True)
class Act:
    """One public act: where it stands in the table, and how it is done with a given version."""

    kind: str
    act: str
    do: Callable[[Office, Any, int], object]
    has_version: bool = True

    def __str__(self) -> str:
        return f"{self.kind}.{self.act}"


def visitors(s: Scene) -> list[Any]:
    return [s.town.people["inspector"]]


ACTS = [
    Act("application", "submit", lambda o, s, v: applications.submit(o, s.application, v)),
    Act("application", "withdraw", lambda o, s, v: applications.withdraw(o, s.application, "误报", v)),
    Act("application", "return", lambda o, s, v: applications.return_application(o, s.application, "补", v)),
    Act("application", "endorse", lambda o, s, v: applications.endorse(o, s.application, "", v)),
    Act(
        "application",
        "schedule",
        lambda o, s, v: inspections.schedule(o, s.application, LATER, visitors(s), visitors(s)[0], v),
    ),
    Act(
        "application",
        "correct",
        lambda o, s, v: facts.correct(o, s.application, "floor_area_m2", 51, "复核", v),
    ),
    Act(
        "application",
        "order_rectification",
        lambda o, s, v: acceptance.order_rectification(
            o, s.application, {"premises.area": "不足"}, LATER, "", v
        ),
    ),
    Act("application", "accept", lambda o, s, v: acceptance.accept(o, s.application, "", v)),
    Act("application", "refuse", lambda o, s, v: acceptance.refuse(o, s.application, "不合格", v)),
    Act("application", "certify", lambda o, s, v: certification.certify(o, s.application, v)),
    Act("application", "move", lambda o, s, v: moving.move(o, s.application, v)),
    Act(
        "inspection",
        "reassign",
        lambda o, s, v: inspections.reassign(o, s.inspection, LATER, visitors(s), visitors(s)[0], "雪", v),
    ),
    Act("inspection", "cancel", lambda o, s, v: inspections.cancel(o, s.inspection, "停电", v)),
    Act("inspection", "start", lambda o, s, v: inspections.start(o, s.inspection), has_version=False),
    Act(
        "inspection",
        "record",
        lambda o, s, v: inspections.record(o, s.inspection, "premises.area", checked=True),
        has_version=False,
    ),
    Act(
        "inspection",
        "sign",
        lambda o, s, v: journey.sign(s.town, s.inspection, o.by.username),
        has_version=False,
    ),
    Act("inspection", "finish", lambda o, s, v: inspections.finish(o, s.inspection, "", v)),
    Act(
        "order",
        "put_item_right",
        lambda o, s, v: rectification.put_item_right(o, s.order.items[0], "已改", v),
    ),
    Act("order", "put_right", lambda o, s, v: rectification.report_put_right(o, s.order, v)),
    Act("order", "extend", lambda o, s, v: rectification.extend(o, s.order, LATER, "雪", v)),
    Act("certificate", "suspend", lambda o, s, v: certification.suspend(o, s.certificate, "搬迁", v)),
    Act("certificate", "reinstate", lambda o, s, v: certification.reinstate(o, s.certificate, "复位", v)),
    Act("certificate", "revoke", lambda o, s, v: certification.revoke(o, s.certificate, "撤并", v)),
]
# Done in the course of other acts: cancelling a visit, finishing it, reporting, accepting, certifying.
WITHIN_OTHERS = {
    ("application", "unschedule"),
    ("application", "unschedule_recheck"),
    ("application", "inspect"),
    ("application", "put_right"),
    ("order", "fulfil"),
    ("order", "fail"),
    ("certificate", "replace"),
}


@pytest.fixture(scope="module")
def towns(
    migrated_file: Path, library: Library, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Town]]:
    """Makes towns that live as long as this module."""
    engines = []

    def new_town() -> Town:
        folder = tmp_path_factory.mktemp("town")
        engine = configure(create_engine(f"sqlite:///{copy(migrated_file, folder / 'city.sqlite')}"))
        session = Session(engine)
        engines.append((engine, session))
        begin_writing(session)
        return settle(found(session, library, FolderStore(folder / "evidence")))

    yield new_town
    for engine, session in engines:
        session.close()
        engine.dispose()


@pytest.fixture(scope="module")
def scenes(towns: Callable[[], Town]) -> dict[str, Scene]:
    scene, certified = Scene(towns()), CertifiedScene(towns())
    return {"application": scene, "inspection": scene, "order": scene, "certificate": certified}


@pytest.fixture
def scene_of(scenes: dict[str, Scene]) -> Iterator[Callable[[str], Scene]]:
    """The scene for a kind of subject; whatever a test does in it is undone."""
    opened = [
        (scene, scene.town.session.begin_nested()) for scene in {id(s): s for s in scenes.values()}.values()
    ]
    yield scenes.__getitem__
    for scene, savepoint in opened:
        savepoint.rollback()
        scene.town.session.expire_all()


def put_into(scene: Scene, kind: str, state: str) -> Any:
    subject = scene.subject(kind)
    subject.state = state
    scene.town.session.flush()
    return subject


def a_right_person(scene: Scene, act: Act) -> Office:
    role = sorted(states.MOVES[act.kind][act.act].roles)[0]
    return scene.town.as_(WHO[role])


def test_every_move_but_those_of_decisions_has_its_public_act() -> None:
    table = {(kind, act) for kind, moves in states.MOVES.items() for act in moves if kind != "decision"}
    assert table == {(each.kind, each.act) for each in ACTS} | WITHIN_OTHERS


WRONG_STATES = [
    pytest.param(act, state, id=f"{act}-from-{state}")
    for act in ACTS
    for state in states.STATE_NAMES[act.kind]
    if state not in states.MOVES[act.kind][act.act].sources
]


@pytest.mark.parametrize(("act", "state"), WRONG_STATES)
def test_an_act_is_refused_by_name_from_every_other_state(
    act: Act, state: str, scene_of: Callable[[str], Scene]
) -> None:
    scene = scene_of(act.kind)
    subject = put_into(scene, act.kind, state)
    before = subject.version
    with pytest.raises(WrongState) as refused:
        act.do(a_right_person(scene, act), scene, subject.version)
    names = states.STATE_NAMES[act.kind]
    label = states.MOVES[act.kind][act.act].label
    assert names[state].zh in refused.value.text.zh
    assert label.zh in refused.value.text.zh
    assert label.en in refused.value.text.en
    assert (subject.state, subject.version) == (state, before)


WRONG_ROLES = [
    pytest.param(act, role, id=f"{act}-by-{role}")
    for act in ACTS
    for role in Role
    if role not in states.MOVES[act.kind][act.act].roles
]


@pytest.mark.parametrize(("act", "role"), WRONG_ROLES)
def test_an_act_is_refused_to_every_other_role(
    act: Act, role: Role, scene_of: Callable[[str], Scene]
) -> None:
    scene = scene_of(act.kind)
    source = sorted(states.MOVES[act.kind][act.act].sources)[0]
    subject = put_into(scene, act.kind, source)
    with pytest.raises(NotAllowed) as refused:
        act.do(scene.town.as_(WHO[role]), scene, subject.version)
    assert states.MOVES[act.kind][act.act].label.zh in refused.value.text.zh
    assert subject.state == source


STALE = [pytest.param(act, id=str(act)) for act in ACTS if act.has_version]


@pytest.mark.parametrize("act", STALE)
def test_an_act_on_an_older_version_is_refused(act: Act, scene_of: Callable[[str], Scene]) -> None:
    scene = scene_of(act.kind)
    source = sorted(states.MOVES[act.kind][act.act].sources)[0]
    subject = put_into(scene, act.kind, source)
    with pytest.raises(StaleForm):
        act.do(a_right_person(scene, act), scene, subject.version - 1)
    assert subject.state == source

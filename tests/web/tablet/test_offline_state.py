"""What the tablet shows without a network is what the server says once everything has arrived."""

import datetime as dt
import json
import subprocess
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from flask import Flask

from inspect_app.policy import Item, Mode, Standard
from inspect_app.policy.facts_json import plain_fact
from inspect_app.records.inspections import Inspection
from inspect_app.web.database import db
from inspect_app.web.inspector.board import open_board
from inspect_app.web.inspector.cards import Card, Show
from inspect_app.workflow import gaps, signatures
from inspect_app.workflow.office import Office
from tests.tablet.node import NODE, ROOT, canonical
from tests.tablet.random_facts import GRADES, FactMaker
from tests.web.city import office_of
from tests.web.tablet.tablets import Tablet, answer, capture, new_id, sha256, signature
from tests.workflow import journey

STATE = ROOT / "inspect_app/tablet/test/state_lines.ts"
START = dt.datetime.fromisoformat("2013-11-20T08:00:00+08:00")
Entry = dict[str, Any]


def offline(standard: Standard, packet: dict[str, Any], entries: list[Entry]) -> dict[str, Any]:
    """What the tablet makes of a packet and of what was done since."""
    asked = {"packet": packet, "standard": standard.to_json(), "entries": entries}
    line = json.dumps(asked, ensure_ascii=False, default=plain_fact)
    done = subprocess.run([NODE, STATE], input=line, capture_output=True, encoding="utf-8", check=True)
    found: dict[str, Any] = json.loads(canonical(done.stdout))
    return found


def on_server(office: Office, inspection: Inspection) -> dict[str, Any]:
    """The same by the acts of the server and the page it shows."""
    board = open_board(office, inspection)
    counts = {str(show): number for show, number in board.counts.items() if show != Show.ALL}
    view = {
        "items": {card.item.id: shown(card) for card in board.cards},
        "totals": {
            "score": board.standing.score,
            "outcome": board.standing.outcome,
            "pointsOpen": board.standing.points_open,
            "done": board.done,
            "total": len(board.cards),
            "counts": counts,
        },
        "gaps": [
            {"item": gap.item_id, "zh": gap.zh, "en": gap.en, "blocks": gap.blocks}
            for gap in gaps.missing(office, inspection)
        ],
        "statement": signatures.statement(office, inspection),
        "signatures": {each.id: fits for each, fits in signatures.standing(office, inspection)},
    }
    found: dict[str, Any] = json.loads(canonical(json.dumps(view, ensure_ascii=False, default=plain_fact)))
    return found


def shown(card: Card) -> dict[str, Any]:
    return {
        "done": card.is_done,
        "verdict": card.said.verdict,
        "explanation": card.said.explanation._asdict(),
        "failed": card.is_failed,
        "lacksNote": card.lacks_note,
        "grade": card.grade or None,
        "note": card.note,
        "facts": {fact.declaration.name: [fact.value, fact.differs] for fact in card.facts},
    }


class Inspector:
    """Does by chance what inspectors do: the entries as the tablet keeps them, and how each is sent."""

    def __init__(self, tablet: Tablet, standard: Standard, chance: Random) -> None:
        self.tablet, self.standard, self.chance = tablet, standard, chance
        self.facts = FactMaker(standard, chance)
        self.packet = tablet.packet()
        self.made = 0

    def look(self, items: list[Item]) -> Iterator[Entry]:
        for item in items:
            yield self.answer(item, self.chance.choice(("", "", "记录不全 “登记簿”")))
            if self.chance.random() < 0.1:
                yield self._photograph(item)

    def sign(self, statement: str) -> Entry:
        body = signature(journey.strokes(), statement=statement, role="inspector", name="张检查")
        return self._entry("signature", new_id(), body, size=1)

    def send(self, entries: list[Entry]) -> None:
        for entry in entries:
            answered = self._send(entry)
            assert answered.status_code == 200, (entry, answered.get_data(as_text=True))

    def answer(self, item: Item, note: str) -> Entry:
        before = self.packet["answers"].get(item.id)
        said = {"grade": None, "note": note, "why": "实地查看"}
        if item.mode is Mode.JUDGED:
            said["grade"] = str(self.chance.choice(GRADES))
        else:
            said["facts"] = {name: self._found(name) for name in item.facts}
        body = answer(base=before and before["revision"], at=self._at(), **said)
        return self._entry("answer", item.id, body, item=item.id)

    def _found(self, name: str) -> object:
        """As declared, or something else."""
        if self.chance.random() < 0.7:
            return self.packet["declared"].get(name)
        if self.chance.random() < 0.1:
            return None
        declared = self.standard.facts[name]
        return plain_fact(self.standard.parse_fact(name, self.facts.makers[declared.type](declared)))

    def _photograph(self, item: Item) -> Entry:
        body = capture(journey.picture(self.made), item=item.id, at=self._at())
        return self._entry("photograph", new_id(), body, picture=self.made - 1, size=1)

    def _entry(self, kind: str, id: str, body: dict[str, Any], **more: Any) -> Entry:
        person = self.packet["lead"]["id"]
        kept = {"kind": kind, "key": f"{kind}/{id}", "id": id, "person": person, "visit": self.tablet.visit}
        return {**kept, "state": "waiting", "refusal": None, **body, **more}

    def _at(self) -> str:
        self.made += 1
        return (START + dt.timedelta(seconds=self.made)).isoformat()

    def _send(self, entry: Entry) -> Any:
        match entry["kind"]:
            case "answer":
                names = ("revision", "base", "at", "grade", "checked", "note", "facts", "why")
                return self.tablet.answer(entry["item"], **{name: entry[name] for name in names})
            case "photograph":
                picture = journey.picture(entry["picture"])
                assert sha256(picture) == entry["sha256"]
                return self.tablet.photograph(picture, entry["id"], item=entry["item"], at=entry["at"])
            case _:
                said = {name: entry[name] for name in ("role", "name", "statement")}
                return self.tablet.signature(journey.strokes(), entry["id"], **said)


@pytest.mark.parametrize("seed", range(2))
def test_the_tablet_without_a_network_and_the_server_afterwards_say_the_same(
    tablet: Tablet, app: Flask, seed: int
) -> None:
    standard = app.extensions["library"].standard("station-2013")
    chance = Random(seed)  # noqa: S311 -- nothing secret
    inspector = Inspector(tablet, standard, chance)
    items = list(standard.items.values())
    for share in (0.7, 0.2):
        looked_at = list(inspector.look([item for item in items if chance.random() < share]))
        before = inspector.packet
        statement = offline(standard, before, looked_at)["statement"]
        entries = [*looked_at, inspector.sign(statement)]
        if share < 0.5:
            # Something else is said after the signature: it has to be asked for again.
            entries.append(inspector.answer(chance.choice(items), "改正"))
        without_network = offline(standard, before, entries)
        inspector.send(entries)
        inspector.packet = tablet.packet()
        with office_of(app, "inspector") as office:
            server = on_server(office, db.session.get_one(Inspection, tablet.visit))
        assert newest(without_network, server) == server
        assert newest(offline(standard, inspector.packet, []), server) == server


def newest(found: dict[str, Any], server: dict[str, Any]) -> dict[str, Any]:
    """Without signatures in whose place others have come: the server asks only about the newest."""
    kept = {id: fits for id, fits in found["signatures"].items() if id in server["signatures"]}
    return found | {"signatures": kept}

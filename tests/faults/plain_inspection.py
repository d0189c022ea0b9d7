"""One visit from the first request to the end, on a tablet without a browser."""

import json
import random
import uuid
from dataclasses import dataclass
from typing import Any

from flask import Flask

from inspect_app.policy import Mode, Standard
from inspect_app.policy.text import plain_number
from inspect_app.records.applications import Stage
from inspect_app.records.inspections import Inspection
from inspect_app.web.database import db
from inspect_app.workflow import assessing
from tests.faults.pictures import jpeg, signature_png
from tests.faults.plain_tablet import HELD, Entry, PlainTablet, answer, end, photograph, signature
from tests.faults.truth import Done
from tests.web.city import office


@dataclass(frozen=True)
class Result:
    """What the rules say of a visit: as the tablet's own rules would."""

    standard: str
    verdicts: dict[str, str]
    outcome: str
    score: str


def result_of(app: Flask, visit: str, username: str) -> Result:
    """As of what the server holds now."""
    with app.app_context():
        inspection = db.session.get(Inspection, visit)
        assert inspection is not None
        found = assessing.at_stage(office(app, username), inspection.application, Stage.FOUND)
        verdicts = {item: str(each.verdict) for item, each in found.items.items()}
        digest = inspection.edition.sha256
        return Result(digest, verdicts, str(found.outcome), plain_number(found.score))


@dataclass
class PlainInspection:
    """Works through a visit on a tablet and notes what was done; every entry must be taken."""

    tablet: PlainTablet
    visit: str
    seed: int

    def __post_init__(self) -> None:
        self.done = Done()
        self.packet: Any = self.tablet.packet(self.visit)
        self._at: str = self.tablet.get("/tablet/session")["now"]

    def answer(self, standard: Standard, item_id: str, grade: str = "3", note: str = "") -> None:
        """A judged item gets the grade; a measured one is as declared."""
        item, declared = standard.items[item_id], self.packet["declared"]
        judged = item.mode is Mode.JUDGED
        standing = self.done.answers.get(item_id) or self.packet["answers"].get(item_id)
        entry = answer(
            self.visit,
            item_id,
            self._at,
            standing and standing["revision"],
            grade=grade if judged else None,
            checked=True,
            facts={} if judged else {name: declared.get(name) for name in item.facts},
            note=note,
        )
        self._send(entry)
        self.done.answer(item_id, entry.body)

    def photograph(self, item: str, content: bytes | None = None) -> None:
        number = len(self.done.photographs)
        content = content or jpeg(1000 * self.seed + number)
        entry = photograph(self.visit, item, self._at, content)
        self._send(entry)
        self.done.photograph(entry.id, item, entry.body["sha256"], content)

    def sign(self, role: str, name: str, result: Result) -> None:
        """Under what the server says it holds."""
        receipt = self.tablet.receipt(self.visit)
        stated = {
            "answers": receipt["answers"],
            "edition": result.standard,
            "inspection": self.visit,
            "outcome": result.outcome,
            "photographs": receipt["photographs"],
            "score": result.score,
        }
        statement = json.dumps(stated, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        picture = signature_png(1000 * self.seed + len(self.done.signatures))
        entry = signature(self.visit, role, name, self._at, statement, picture)
        said = self._send(entry)
        assert said["fits"], f"the signature of {name} does not fit"
        self.done.signature(entry.id, entry.body["sha256"])

    def finish(self, result: Result, summary: str = "现场检查完毕") -> None:
        entry = end(
            self.visit,
            self._at,
            id=str(uuid.uuid4()),
            summary=summary,
            release="plain",
            standard=result.standard,
            verdicts=result.verdicts,
            outcome=result.outcome,
            score=result.score,
        )
        self._send(entry)
        self.done.ended, self.done.end = True, entry.body["id"]

    def _send(self, entry: Entry) -> Any:
        said = self.tablet.send(entry)
        assert said.status == HELD, f"{entry.path}: {said.status} {said.body.decode()}"
        return said.json


def some_of(items: list[str], seed: int, count: int) -> list[str]:
    dice = random.Random(seed)  # noqa: S311 - must repeat
    return dice.sample(items, count)

"""A tablet without its browser: it fetches, and sends entries as the offline code does."""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse

from inspect_app.policy import Standard
from inspect_app.records.inspections import InspectionState, inspections_of
from inspect_app.web.database import db
from tests.web.visitor import Visitor

NOW = "2013-11-20T09:40:00+08:00"
JUDGED, MEASURED = "duties.1", "premises.area"


def new_id() -> str:
    return str(uuid4())


@dataclass
class Tablet:
    """One tablet with one person logged in, on one visit."""

    visitor: Visitor
    visit: str

    @property
    def address(self) -> str:
        return f"/tablet/visits/{self.visit}"

    def packet(self) -> dict[str, Any]:
        return self.fetch(self.address)

    def receipt(self) -> dict[str, Any]:
        return self.fetch(f"{self.address}/receipt")

    def fetch(self, path: str) -> dict[str, Any]:
        answer = self.visitor.client.get(path)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        found: dict[str, Any] = answer.get_json()
        return found

    def put(self, rest: str, **sent: Any) -> TestResponse:
        """Send to an address below the visit's; `sent` is `json`, or `data` of a multipart body."""
        token = self.fetch("/tablet/session")["csrf"]
        return self.visitor.client.put(f"{self.address}/{rest}", headers={"X-CSRFToken": token}, **sent)

    def answer(self, item: str, **said: Any) -> TestResponse:
        return self.put(f"answers/{item}", json=answer(**said))

    def photograph(self, content: bytes, id: str, **said: Any) -> TestResponse:
        return self.put(f"photographs/{id}", data=with_file("capture", capture(content, **said), content))

    def signature(self, content: bytes, id: str, **said: Any) -> TestResponse:
        said = {"statement": json.dumps({"inspection": self.visit}), **said}
        return self.put(f"signatures/{id}", data=with_file("signature", signature(content, **said), content))


def visit_of(app: Flask, application_id: int) -> str:
    """The visit that an application waits for."""
    with app.app_context():
        (found,) = [
            visit.id
            for visit in inspections_of(db.session, application_id)
            if visit.state == InspectionState.SCHEDULED
        ]
        return found


def answer(**said: Any) -> dict[str, Any]:
    """The body of an answer; a judged item's, unless something else is said."""
    whole = {
        "revision": new_id(),
        "base": None,
        "at": NOW,
        "clock_offset_s": 0,
        "grade": "3",
        "checked": True,
        "note": "",
        "facts": {},
        "why": "",
    }
    return whole | said


def capture(content: bytes, **said: Any) -> dict[str, Any]:
    whole = {
        "item": MEASURED,
        "sha256": sha256(content),
        "at": NOW,
        "clock_offset_s": 1.5,
        "source": "camera",
        "position": {"latitude": 39.9163, "longitude": 116.3972, "accuracy_m": 12.5},
        "caption": "",
    }
    return whole | said


def signature(content: bytes, **said: Any) -> dict[str, Any]:
    whole = {
        "role": "station_head",
        "name": "王站长",
        "sha256": sha256(content),
        "at": NOW,
        "clock_offset_s": 0,
    }
    return whole | said


def with_file(name: str, said: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    """A multipart body: what is said as JSON, and the bytes."""
    return {name: json.dumps(said), "file": (io.BytesIO(content), "file")}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def code(answer: TestResponse) -> tuple[int, str]:
    """The status and the code of a refusal, which says the same in both languages."""
    said = answer.get_json()["refused"]
    assert said["zh"] != said["en"]
    return answer.status_code, said["code"]


def shapes() -> list[dict[str, Any]]:
    """One of each kind."""
    return [
        {"kind": "arrow", "from": [0.1, 0.1], "to": [0.4, 0.35]},
        {"kind": "ring", "centre": [0.5, 0.4], "radii": [0.2, 0.1]},
        {"kind": "text", "at": [0.3, 0.6], "text": "裂缝"},
    ]


def end(packet: dict[str, Any], **said: Any) -> dict[str, Any]:
    whole = {
        "id": new_id(),
        "summary": "检查完毕",
        "at": NOW,
        "clock_offset_s": 0,
        "release": "0.1.0+1a2b3c4d",
        "standard": packet["standard"],
        "verdicts": {},
        "outcome": "certify",
        "score": "98.0",
    }
    return whole | said


def answer_all(tablet: Tablet, standard: Standard) -> None:
    """Answer every item that is still open: as declared, or with a 3."""
    packet = tablet.packet()
    for item_id in packet["items"]:
        if item_id not in packet["answers"]:
            item = standard.items[item_id]
            names = () if item.mode == "judged" else item.facts
            facts = {name: packet["declared"].get(name) for name in names}
            answer = tablet.answer(item_id, grade=None if names else "3", facts=facts)
            assert answer.status_code == 200, answer.get_data(as_text=True)

"""What the tablet sends, read strictly: exactly these names, of exactly these types, within these bounds.

An official is never at fault for a body that is wrong, so every refusal says the same and names the place.
"""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple, NoReturn

from inspect_app.policy import FactError, Outcome, Verdict
from inspect_app.policy.reading.json_text import parse_json
from inspect_app.policy.text import UNWRITABLE
from inspect_app.records.photographs import PhotographSource
from inspect_app.records.signatures import SignatureRole
from inspect_app.web.language import Bilingual
from inspect_app.web.tablet.refusals import refused
from inspect_app.workflow.answers import Given
from inspect_app.workflow.clock import corrected
from inspect_app.workflow.differences import Seen
from inspect_app.workflow.errors import Text
from inspect_app.workflow.photographs import Capture
from inspect_app.workflow.said import GRADES

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SCORE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
MEGABYTE = 1024 * 1024
# Names that every body with a moment has.
_MOMENT = ("at", "clock_offset_s")
_CENTURY = 100 * 366 * 24 * 3600


def writable(text: str) -> str:
    """The text with a sign in place of each character that no page and no database takes."""
    return UNWRITABLE.sub("\ufffd", text)


def refuse(what: Bilingual) -> NoReturn:
    """Refuse the body, saying what is wrong with it."""
    raise refused(
        "body",
        Text(
            f"平板发来的这条记录读不出来（{writable(what.zh)}）。记录仍保存在平板上，请联系系统管理员。",
            f"What the tablet sent cannot be read ({writable(what.en)}). It is kept on the tablet; "
            "please tell the administrator.",
        ),
    )


def parsed(raw: bytes, most: int = MEGABYTE) -> Any:
    """The JSON of a body of at most so many bytes. Raises TabletError."""
    if len(raw) > most:
        refuse(Text("内容过长", "it is too long"))
    try:
        return parse_json(raw, "")
    except FactError as error:
        place = f"{error.place} " if error.place else ""
        refuse(Text(place + error.message.zh, place + error.message.en))


def identifier(value: str) -> str:
    """An id out of an address. Raises TabletError."""
    return Body({"id": value}, ("id",)).id("id")


class Body:
    """One JSON object whose names are exactly `names`; each method reads one of them, or refuses the body."""

    def __init__(self, value: Any, names: Iterable[str], place: str = "") -> None:
        self._place = place
        if not isinstance(value, dict):
            self._refuse("", Text("不是一个对象", "is no object"))
        wanted = set(names)
        for name in sorted(value.keys() - wanted):
            self._refuse(name[:64], Text("是未知名称", "is an unknown name"))
        for name in sorted(wanted - value.keys()):
            self._refuse(name, Text("没有填写", "is missing"))
        self._value = value

    def text(self, name: str, most: int = 2000, *, empty: bool = True) -> str:
        value = self._value[name]
        if not isinstance(value, str) or UNWRITABLE.search(value):
            self._refuse(name, Text("不是文字", "is no text"))
        if len(value) > most:
            self._refuse(name, Text(f"超过{most}个字", f"has more than {most} characters"))
        if not (value or empty):
            self._refuse(name, Text("是空的", "is empty"))
        return value

    def choice(self, name: str, *choices: str) -> str:
        value = self._value[name]
        if not isinstance(value, str) or value not in choices:
            self._refuse(name, Text("不是规定的代码", "is no code that is known"))
        return value

    def flag(self, name: str) -> bool:
        value = self._value[name]
        if not isinstance(value, bool):
            self._refuse(name, Text("不是“是”或“否”", "is neither true nor false"))
        return value

    def id(self, name: str) -> str:
        return self._matching(name, _ID, Text("不是编号", "is no id"))

    def sha256(self, name: str) -> str:
        return self._matching(name, _SHA256, Text("不是校验值", "is no SHA-256"))

    def score(self, name: str) -> str:
        return self._matching(name, _SCORE, Text("不是得分", "is no score"))

    def number(self, name: str, least: float, most: float) -> float:
        value = self._value[name]
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not least <= value <= most:
            self._refuse(
                name, Text(f"不是 {least:g} 到 {most:g} 的数", f"is no number from {least:g} to {most:g}")
            )
        return float(value)

    def moment(self, name: str) -> dt.datetime:
        """A moment with its offset, within the years a date can be moved in without leaving the calendar."""
        value = self._value[name]
        try:
            found = dt.datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self._refuse(name, Text("不是时刻", "is no moment"))
        if found.tzinfo is None or not 1900 <= found.year <= 2500:
            self._refuse(name, Text("不是带时区的时刻", "is no moment with its time zone"))
        return found

    def list(self, name: str, most: int) -> list[Any]:
        value = self._value[name]
        if not isinstance(value, list) or len(value) > most:
            self._refuse(name, Text(f"不是最多{most}项的列表", f"is no list of at most {most}"))
        return value

    def mapping(self, name: str) -> dict[str, Any]:
        value = self._value[name]
        if not isinstance(value, dict):
            self._refuse(name, Text("不是一个对象", "is no object"))
        return value

    def is_null(self, name: str) -> bool:
        return self._value[name] is None

    def _matching(self, name: str, pattern: re.Pattern[str], otherwise: Bilingual) -> str:
        value = self._value[name]
        if not isinstance(value, str) or not pattern.fullmatch(value):
            self._refuse(name, otherwise)
        return value

    def _refuse(self, name: str, what: Bilingual) -> NoReturn:
        place = ".".join(filter(None, (self._place, name))) or "JSON"
        refuse(Text(f"{place} {what.zh}", f"{place} {what.en}"))


def answer(value: Any) -> Given:
    body = Body(value, (*_MOMENT, "revision", "base", "grade", "checked", "note", "facts", "why"))
    return Given(
        revision=body.id("revision"),
        base=None if body.is_null("base") else body.id("base"),
        at=_moment(body),
        grade=None if body.is_null("grade") else body.choice("grade", *GRADES),
        checked=body.flag("checked"),
        note=body.text("note"),
        facts=body.mapping("facts"),
        why=body.text("why"),
    )


class Captured(NamedTuple):
    """What is said of a photograph beside its bytes."""

    item: str
    caption: str
    capture: Capture


def capture(value: Any) -> Captured:
    body = Body(value, (*_MOMENT, "item", "sha256", "source", "position", "caption"))
    position = None if body.is_null("position") else _position(body.mapping("position"))
    latitude, longitude, accuracy_m = position or (None, None, None)
    found = Capture(
        sha256=body.sha256("sha256"),
        taken_at=_moment(body),
        source=PhotographSource(body.choice("source", *PhotographSource)),
        latitude=latitude,
        longitude=longitude,
        accuracy_m=accuracy_m,
        clock_offset_s=_offset(body),
    )
    return Captured(body.text("item", 64, empty=False), body.text("caption", 200), found)


class Drawn(NamedTuple):
    revision: str
    shapes: list[Any]


def drawing(value: Any) -> Drawn:
    body = Body(value, ("revision", "shapes"))
    return Drawn(body.id("revision"), body.list("shapes", 500))


def withdrawal(value: Any) -> str:
    """Why the photograph is withdrawn."""
    return Body(value, ("why",)).text("why")


class Signed(NamedTuple):
    """What is said of a signature beside its picture."""

    role: SignatureRole
    name: str
    statement: str
    sha256: str
    at: dt.datetime


def signature(value: Any) -> Signed:
    body = Body(value, (*_MOMENT, "role", "name", "statement", "sha256"))
    return Signed(
        role=SignatureRole(body.choice("role", *SignatureRole)),
        name=body.text("name", 64),
        statement=body.text("statement", 200_000, empty=False),
        sha256=body.sha256("sha256"),
        at=_moment(body),
    )


class Ended(NamedTuple):
    id: str
    summary: str
    seen: Seen


def end(value: Any) -> Ended:
    body = Body(value, (*_MOMENT, "id", "summary", "release", "standard", "verdicts", "outcome", "score"))
    seen = Seen(
        release=body.text("release", 64),
        standard=body.sha256("standard"),
        verdicts=_verdicts(body.mapping("verdicts")),
        outcome=body.choice("outcome", *Outcome),
        score=body.score("score"),
        at=_moment(body),
    )
    return Ended(body.id("id"), body.text("summary"), seen)


def _moment(body: Body) -> dt.datetime:
    """When it was done, by the server's clock."""
    return corrected(body.moment("at"), _offset(body))


def _offset(body: Body) -> float:
    return body.number("clock_offset_s", -_CENTURY, _CENTURY)


def _position(value: dict[str, Any]) -> tuple[float, float, float]:
    body = Body(value, ("latitude", "longitude", "accuracy_m"), "position")
    return (
        body.number("latitude", -90, 90),
        body.number("longitude", -180, 180),
        body.number("accuracy_m", 0, 1e8),
    )


def _verdicts(value: dict[str, Any]) -> dict[str, str]:
    body = Body(value, value, "verdicts")
    return {name: body.choice(name, *Verdict) for name in value}

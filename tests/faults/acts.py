"""What an inspector does on the pages, touch by touch, and how the tablet then holds it."""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Locator, Page, expect

from tests.faults.truth import Done
from tests.services.choosing import choose

# A busy machine is slow, and not wrong.
PATIENCE_MS = 90_000
# Of this visit: a browser that is killed may find again what it had dropped some minutes before.
NO_DRAFT = """(item) => {
  const end = `/${location.pathname.split("/")[2]}/${item}`;
  return !Object.keys(localStorage).some((key) => key.startsWith("writing/") && key.endsWith(end));
}"""
# The pages of a visit, as their addresses go on after its own.
CHECKLIST, LEAVING = "", "/finish"


class Act(Protocol):
    """`page` is where it is done."""

    page: str

    def begin(self, page: Page) -> None:
        """Touch what it takes, and wait for nothing."""

    def wait_until_shown(self, page: Page) -> None:
        """Until the page says that it is done."""

    def question(self, done: Done) -> tuple[Any, ...]:
        """What kept.js has to be asked to find it."""

    def note(self, done: Done, found: Any) -> None:
        """Count it as done, the way the tablet holds it."""


@dataclass(frozen=True)
class Answer:
    """Something is said of an item."""

    item: str
    page = CHECKLIST

    def note(self, done: Done, found: Any) -> None:
        done.answer(self.item, found)


class Touch(Answer):
    """With one button, which then stays pressed."""

    def begin(self, page: Page) -> None:
        self._button(page).click()

    def wait_until_shown(self, page: Page) -> None:
        expect(self._button(page)).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)

    def _button(self, page: Page) -> Locator:
        raise NotImplementedError


@dataclass(frozen=True)
class Grade(Touch):
    grade: str

    def question(self, done: Done) -> tuple[Any, ...]:
        return "answer", self.item, {"grade": self.grade}

    def _button(self, page: Page) -> Locator:
        return card(page, self.item).locator(f'button[name="grade"][value="{self.grade}"]')


class Confirm(Touch):
    """A measured item is as declared."""

    def question(self, done: Done) -> tuple[Any, ...]:
        return "answer", self.item, {"checked": True}

    def _button(self, page: Page) -> Locator:
        return card(page, self.item).locator('button[name="confirm"]')


@dataclass(frozen=True)
class Write(Answer):
    """A note to an item; it is kept when the field is left."""

    text: str

    def begin(self, page: Page) -> None:
        note = card(page, self.item).locator("details.act-note")
        if note.get_attribute("open") is None:
            note.locator("summary").click()
        field = note.locator("textarea")
        field.fill(self.text)
        field.blur()

    def wait_until_shown(self, page: Page) -> None:
        """The page says nothing of a note; the draft that a crash would leave is gone."""
        page.wait_for_function(NO_DRAFT, arg=self.item)

    def question(self, done: Done) -> tuple[Any, ...]:
        return "answer", self.item, {"note": self.text}


@dataclass(frozen=True)
class Photograph:
    """`number`: how many of the item are shown once this one is there."""

    item: str
    file: Path
    number: int
    page = CHECKLIST

    def begin(self, page: Page) -> None:
        choose(card(page, self.item).locator(".from-camera"), self.file)

    def wait_until_shown(self, page: Page) -> None:
        shown = card(page, self.item).locator("[data-photos] [data-photo]")
        expect(shown).to_have_count(self.number, timeout=PATIENCE_MS)

    def question(self, done: Done) -> tuple[Any, ...]:
        return "photograph", self.item, list(done.photographs)

    def note(self, done: Done, found: Any) -> None:
        assert found["digest"] in {None, found["sha256"]}, "the bytes on the tablet are not the photograph's"
        done.photograph(found["id"], self.item, found["sha256"], self.file.read_bytes())


@dataclass(frozen=True)
class Sign:
    """With strokes of their own for every seed."""

    role: str
    name: str
    seed: int
    page = LEAVING

    def begin(self, page: Page) -> None:
        page.locator(f'[data-act="sign"][value="{self.role}"]').click()
        dialog = page.locator("dialog.signing")
        field = dialog.locator("#signature-name")
        if field.is_editable():
            field.fill(self.name)
        self._draw(page, dialog.locator("canvas"))
        dialog.locator('button[name="sign"]').click()

    def wait_until_shown(self, page: Page) -> None:
        expect(page.locator("dialog.signing")).to_have_count(0, timeout=PATIENCE_MS)

    def question(self, done: Done) -> tuple[Any, ...]:
        return "signature", self.role, list(done.signatures)

    def note(self, done: Done, found: Any) -> None:
        assert found["digest"] in {None, found["sha256"]}, "the bytes on the tablet are not the signature's"
        done.signature(found["id"], found["sha256"])

    def _draw(self, page: Page, canvas: Locator) -> None:
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box is not None
        dice = random.Random(self.seed)  # noqa: S311 - must repeat
        heights = [dice.uniform(0.2, 0.8) for _ in range(9)]
        for step, height in enumerate(heights, start=1):
            page.mouse.move(box["x"] + box["width"] * step / 10, box["y"] + box["height"] * height, steps=3)
            if step == 1:
                page.mouse.down()
        page.mouse.up()


@dataclass(frozen=True)
class Finish:
    summary: str = "现场检查完毕"
    page = LEAVING

    def begin(self, page: Page) -> None:
        form = page.locator("[data-leaving] form")
        form.locator("#summary").fill(self.summary)
        # Asked of those alone whose signature fits no more, and what arrives may change that at any moment.
        form.locator("#sure").evaluate("(sure) => { sure.checked = true; }")
        form.get_by_role("button").click()

    def wait_until_shown(self, page: Page) -> None:
        expect(page.locator("[data-leaving] form")).to_be_hidden(timeout=PATIENCE_MS)

    def question(self, done: Done) -> tuple[Any, ...]:
        return ("end",)

    def note(self, done: Done, found: Any) -> None:
        done.ended, done.end = True, found["id"]


def card(page: Page, item: str) -> Locator:
    return page.locator(f'[data-item="{item}"]')

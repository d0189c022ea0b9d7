"""An inspector on site: what he taps, and what the records hold afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from inspect_app.records.facts import Fact, stated_in
from inspect_app.records.inspections import Finding, Inspection, InspectionState, finding, inspections_of
from inspect_app.web.database import db
from inspect_app.workflow import inspections
from tests.web.city import office_of
from tests.web.pages import Page
from tests.web.visitor import Visitor


@dataclass
class Visiting:
    """`visitor` acts on the visit `inspection_id`."""

    app: Flask
    inspection_id: str
    visitor: Visitor

    @property
    def address(self) -> str:
        return f"/inspections/{self.inspection_id}"

    def page(self, query: str = "") -> Page:
        return self.visitor.visit(self.address + query)

    def say(self, item: str, page: Page | None = None, **typed: object) -> Page | TestResponse:
        """Press a button of an item's form; `typed` holds the button's name and what stands in the fields."""
        opened = page or self.page(f"?change={item}")
        form = form_of(opened, item)
        sent = dict(form.form_values()) | {name: str(value) for name, value in typed.items()}
        return self.visitor.post(str(form.get("action")), sent)

    def saved(self, item: str, **typed: object) -> Page:
        """The page after `say`. Asserts that it was saved."""
        answer = self.say(item, **typed)
        assert isinstance(answer, TestResponse), f"refused: {answer.text}"
        return self.visitor.open(answer)

    def finding(self, item: str) -> Finding | None:
        with self.app.app_context():
            return finding(db.session, self.inspection_id, item)

    def found(self, name: str) -> list[Fact]:
        """What this visit has stated of a fact."""
        with self.app.app_context():
            visit = db.session.get(Inspection, self.inspection_id)
            assert visit is not None
            stated = stated_in(db.session, visit.application_id)
            return [fact for fact in stated if fact.name == name and fact.inspection_id == visit.id]

    @contextmanager
    def meanwhile(self) -> Iterator[Inspection]:
        """The visit, for what happens behind the back of the visitor's page."""
        with office_of(self.app, "inspector") as office:
            visit = office.session.get(Inspection, self.inspection_id)
            assert visit is not None
            yield visit

    def look_at_all(self) -> None:
        """Record every item that is still open through the workflow."""
        with office_of(self.app, "inspector") as office:
            visit = office.session.get(Inspection, self.inspection_id)
            assert visit is not None
            for item in inspections.items_to_look_at(office, visit):
                if finding(office.session, visit.id, item.id) is None:
                    judged = item.mode == "judged"
                    inspections.record(
                        office, visit, item.id, **({"grade": 3} if judged else {"checked": True})
                    )


def begin(app: Flask, application_id: int, visitor: Visitor) -> Visiting:
    """The visit that an application waits for, with its checklist open."""
    with app.app_context():
        visits = inspections_of(db.session, application_id)
        (inspection_id,) = [visit.id for visit in visits if visit.state == InspectionState.SCHEDULED]
    return Visiting(app, inspection_id, visitor)


def card(page: Page, item: str) -> HtmlElement:
    (found,) = page.tree.xpath("//article[@id=$id]", id=f"item-{item}")
    return found


def words(page: Page, item: str) -> str:
    """What is to be read on an item's card."""
    return " ".join(card(page, item).text_content().split())


def form_of(page: Page, item: str) -> HtmlElement:
    (found,) = card(page, item).xpath(".//form[@data-answer]")
    return found


def items_shown(page: Page) -> list[str]:
    return [str(each).removeprefix("item-") for each in page.tree.xpath("//article[not(@hidden)]/@id")]

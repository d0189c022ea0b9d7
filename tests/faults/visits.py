"""Visits for the tablets to work on: the real checklist of a station, of which only a few items are left."""

import itertools
from collections.abc import Collection, Sequence

from flask import Flask

from inspect_app.policy import Mode
from inspect_app.records.database import begin_writing
from inspect_app.records.inspections import Inspection, InspectionState
from inspect_app.records.organisation import NodeKind
from inspect_app.web.database import db
from inspect_app.workflow import answers, inspections, organisation
from tests.web.city import OWN_STREET, node, office
from tests.web.stories import town
from tests.workflow import journey

JUDGED = ("duties.1", "duties.2", "duties.3", "duties.4")
MEASURED = ("premises.area", "equipment.office")
LEFT = (*JUDGED, *MEASURED)
_numbers = itertools.count(1)


def new_visit(app: Flask, inspectors: Sequence[str], left: Collection[str] | None = LEFT) -> str:
    """The id of a visit under way at a new station; all items but those `left` have been looked at,
    none where that is None.

    The first of the inspectors leads.
    """
    code = f"DC-F{next(_numbers)}"
    with app.app_context():
        begin_writing(db.session)
        administrator = office(app, "administrator")
        organisation.add_site(
            administrator, node(OWN_STREET), NodeKind.STATION, code, f"{code}工会服务站", "甲1号"
        )
        told = town(app, code, "street")
        visit = journey.visit(told, journey.endorsed(told), *inspectors)
        lead = told.as_(inspectors[0])
        inspections.start(lead, visit)
        for item in inspections.items_to_look_at(lead, visit):
            if left is not None and item.id not in left:
                grade = 3 if item.mode is Mode.JUDGED else None
                inspections.record(lead, visit, item.id, grade=grade, checked=grade is None or None)
        db.session.commit()
        return visit.id


def put_away(app: Flask, visit: str) -> None:
    """End it unless it has ended, so that it is on nobody's list any more."""
    with app.app_context():
        # The server may still be writing what a tablet sent last.
        begin_writing(db.session)
        inspection = db.session.get(Inspection, visit)
        assert inspection is not None
        if inspection.state == InspectionState.FINISHED:
            return
        told = town(app, inspection.application.site.node.code, "street")
        lead = inspection.lead.username
        for choice in answers.rivals(told.as_(lead), inspection).values():
            answers.settle(told.as_(lead), choice.standing)
        journey.finish(told, inspection, lead)
        db.session.commit()

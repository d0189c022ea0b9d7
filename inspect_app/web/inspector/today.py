"""What an inspector has to do: today, overdue, coming up, and what was finished lately."""

import datetime as dt
from dataclasses import dataclass

from flask import render_template

from inspect_app.records.inspections import Inspection, InspectionState, inspections_for
from inspect_app.records.people import Person, Role
from inspect_app.web.access import allow
from inspect_app.web.clock import today as this_day
from inspect_app.web.inspector.blueprint import blueprint
from inspect_app.web.inspector.visit import progress
from inspect_app.web.office import current_office, person

LATELY = dt.timedelta(days=30)
OPEN_STATES = (InspectionState.SCHEDULED, InspectionState.UNDER_WAY)


@dataclass(frozen=True)
class Stop:
    """A visit on the list, with how far it has come."""

    inspection: Inspection
    done: int
    total: int

    @property
    def others(self) -> list[Person]:
        """Who comes along besides the lead, who is named alone."""
        named = (person(), self.inspection.lead)
        return [each for each in self.inspection.inspectors if each not in named]


@blueprint.get("")
@allow(Role.INSPECTOR)
def today() -> str:
    office = current_office()
    stops = [_stop(each) for each in inspections_for(office.session, person().id, *OPEN_STATES)]
    finished = inspections_for(office.session, person().id, InspectionState.FINISHED)
    lately = [each for each in finished if each.finished_at and each.finished_at > office.at - LATELY]
    return render_template(
        "inspector/today.html",
        due=[stop for stop in stops if stop.inspection.scheduled_on == this_day()],
        overdue=[stop for stop in stops if stop.inspection.scheduled_on < this_day()],
        coming=[stop for stop in stops if stop.inspection.scheduled_on > this_day()],
        finished=sorted(lately, key=lambda each: each.finished_at or office.at, reverse=True),
    )


def _stop(inspection: Inspection) -> Stop:
    done, total = progress(current_office(), inspection)
    return Stop(inspection, done, total)

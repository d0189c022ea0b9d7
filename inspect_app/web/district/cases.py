"""What a district waits for, and for how long: an application to review or given back, a rectification."""

import datetime as dt
from dataclasses import dataclass

from inspect_app.policy import Assessment, ItemResult, Mode, Verdict
from inspect_app.records.applications import Application
from inspect_app.records.rectification import OrderState, RectificationOrder
from inspect_app.records.register import SiteLine
from inspect_app.web.clock import today
from inspect_app.workflow.office import BEIJING


def days_since(moment: dt.datetime) -> int:
    """Whole days in Beijing from that moment's day to today."""
    return (today() - moment.astimezone(BEIJING).date()).days


@dataclass(frozen=True)
class Waiting:
    """An application that waits to be reviewed; `submissions` is how often it has been handed in."""

    application: Application
    line: SiteLine
    assessment: Assessment
    submissions: int

    @property
    def days(self) -> int:
        return days_since(self.application.state_since)

    @property
    def not_met(self) -> list[ItemResult]:
        return self._measured(Verdict.NOT_MET)

    @property
    def open(self) -> list[ItemResult]:
        """What a fact or a ruling is missing for; judged items wait for the inspector and are not meant."""
        return self._measured(Verdict.UNDECIDED, Verdict.NEEDS_RULING)

    def _measured(self, *verdicts: Verdict) -> list[ItemResult]:
        results = self.assessment.items.values()
        counting = (each for each in results if each.item.counts and each.item.mode is Mode.MEASURED)
        return [each for each in counting if each.verdict in verdicts]


@dataclass(frozen=True)
class Returned:
    """An application that was given back and waits for its station."""

    application: Application
    line: SiteLine

    @property
    def days(self) -> int:
        return days_since(self.application.state_since)


@dataclass(frozen=True)
class Ordered:
    """A rectification that is being put right or waits for its re-check."""

    order: RectificationOrder
    line: SiteLine

    @property
    def days_left(self) -> int:
        return (self.order.due_on - today()).days

    @property
    def is_overdue(self) -> bool:
        return self.order.state == OrderState.OPEN and self.days_left < 0

    @property
    def done(self) -> int:
        return sum(each.done_at is not None for each in self.order.items)

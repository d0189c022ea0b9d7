"""Moments that devices state. Their clocks may be wrong; ours is never asked to believe the impossible."""

import datetime as dt

from inspect_app.records.history import first_entry
from inspect_app.records.inspections import Inspection
from inspect_app.workflow.errors import Invalid
from inspect_app.workflow.office import Office


def corrected(at: dt.datetime, offset_s: float) -> dt.datetime:
    """A device's moment by our clock; `offset_s` is our clock minus the device's in seconds.

    Raises Invalid("at") for a moment without its zone, and for what no clock can show.
    """
    try:
        if at.tzinfo is None:
            raise ValueError
        return (at + dt.timedelta(seconds=offset_s)).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise Invalid("at", "时间无法识别。", "The moment cannot be read.") from error


def plausible(office: Office, inspection: Inspection, at: dt.datetime) -> dt.datetime:
    """A corrected moment, but not in the future and not before the visit was scheduled."""
    scheduled = first_entry(office.session, "inspection", inspection.id)
    return min(at if scheduled is None else max(at, scheduled.at), office.at)

"""What time it is: the real time, or the same time of day on the demonstration's date."""

import datetime as dt

from flask import current_app

from inspect_app.settings import Settings
from inspect_app.workflow.office import BEIJING


def now() -> dt.datetime:
    settings: Settings = current_app.extensions["settings"]
    real = dt.datetime.now(BEIJING)
    if settings.demo_date is None:
        return real
    return dt.datetime.combine(settings.demo_date, real.timetz())


def today() -> dt.date:
    return now().date()

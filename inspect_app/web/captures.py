"""What is known of the taking of a photograph, in words: where, when, and whether the clock was right."""

import datetime as dt

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup

from inspect_app.records.photographs import Photograph
from inspect_app.web.language import day, moment

# Seconds; a clock that is off by less is as right as clocks are.
OFF = 600


def init_app(app: Flask) -> None:
    app.add_template_filter(camera_moment)
    for each in (clock_is_off, clock_off, position):
        app.add_template_global(each)


def clock_is_off(photograph: Photograph) -> bool:
    """Whether the tablet's clock was so wrong that its moments need a word."""
    return photograph.clock_offset_s is not None and abs(photograph.clock_offset_s) > OFF


def clock_off(photograph: Photograph) -> str:
    """By how much the tablet's clock was slow or fast: 慢约1天2小时."""
    offset = round(photograph.clock_offset_s or 0)
    span = _span(abs(offset) // 60)
    return _("慢约%(span)s", span=span) if offset > 0 else _("快约%(span)s", span=span)


def _span(minutes: int) -> str:
    """The two largest units of a span."""
    days, hours = divmod(minutes // 60, 24)
    if days:
        return _("%(days)s天%(hours)s小时", days=days, hours=hours)
    if hours:
        return _("%(hours)s小时%(minutes)s分", hours=hours, minutes=minutes % 60)
    return _("%(minutes)s分钟", minutes=minutes)


def position(latitude: float, longitude: float) -> str:
    """A position in degrees as people read it: 北纬 39.91630°，东经 116.39720°."""
    north = _("北纬") if latitude >= 0 else _("南纬")
    east = _("东经") if longitude >= 0 else _("西经")
    return f"{north} {abs(latitude):.5f}°{_('，')}{east} {abs(longitude):.5f}°"


def camera_moment(written: str) -> Markup:
    """The camera's own clock, ISO 8601; most cameras do not say of which zone it is."""
    taken = dt.datetime.fromisoformat(written)
    if taken.tzinfo is not None:
        return moment(taken)
    return Markup('<time datetime="{}">{} {}</time>').format(written, day(taken.date()), f"{taken:%H:%M}")

"""Work on applications, visits and certificates."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from inspect_app.records.applications import ApplicationState, Stage
from inspect_app.records.organisation import the_city
from inspect_app.records.people import Role
from inspect_app.records.register import SiteLine, site_lines
from inspect_app.records.waiting import certificates_ending, outcomes, overdue_orders
from inspect_app.web.city.work import Group, Row, days_since
from inspect_app.web.clock import today
from inspect_app.web.database import db
from inspect_app.web.language import day
from inspect_app.web.places import places

# A certificate that ends within so many days asks for its yearly re-check.
ENDING_DAYS = 60


def applications() -> Iterator[Group]:
    """Visits to schedule, acceptances, certificates to issue; those waiting longest first."""
    waiting = _by_state()
    officer, visit = Role.CITY_OFFICER, "city.schedule_visit"
    endorsed, put_right = waiting[ApplicationState.ENDORSED], waiting[ApplicationState.PUT_RIGHT]
    inspected = _judged_rows(waiting[ApplicationState.INSPECTED], Stage.FOUND, "city.application")
    accepted = _judged_rows(waiting[ApplicationState.ACCEPTED], Stage.FINAL, "city.certify")
    yield Group("schedule", _("安排检查"), _("安排"), officer, [_row(line, visit) for line in endorsed])
    yield Group("recheck", _("安排复查"), _("安排"), officer, [_row(line, visit) for line in put_right])
    yield Group("accept", _("市级验收"), _("验收"), officer, inspected)
    yield Group("certify", _("颁发合格证书"), _("发证"), Role.CITY_SIGNATORY, accepted)


def overdue() -> Iterator[Group]:
    """Rectifications whose day has passed."""
    rows = [
        Row(
            order.site_name,
            places().name_of(order.path),
            _("%(number)s，期限%(day)s", number=order.number, day=day(order.due_on)),
            url_for("city.application", application_id=order.application_id),
            (today() - order.due_on).days,
        )
        for order in overdue_orders(db.session, today())
    ]
    yield Group("overdue", _("整改逾期"), _("查看"), Role.CITY_OFFICER, rows, is_urgent=True)


def certificates() -> Iterator[Group]:
    """Certificates that end soon and are not being checked again."""
    rows = [
        Row(
            each.site_name,
            places().name_of(each.path),
            _("%(number)s，有效期至%(day)s", number=each.number, day=day(each.valid_until)),
            url_for("city.certificate", certificate_id=each.certificate_id),
        )
        for each in certificates_ending(db.session, today() + dt.timedelta(days=ENDING_DAYS))
    ]
    yield Group("yearly", _("证书将到期"), _("发起"), Role.CITY_OFFICER, rows)


def _by_state() -> dict[str, list[SiteLine]]:
    waiting: dict[str, list[SiteLine]] = defaultdict(list)
    lines = site_lines(db.session, [the_city(db.session)])
    for line in sorted(lines, key=lambda line: -(days_since(line.state_since) or 0)):
        waiting[line.application_state or ""].append(line)
    return waiting


def _judged_rows(lines: list[SiteLine], stage: Stage, endpoint: str) -> list[Row]:
    """With the outcome and the score that were frozen at this stage."""
    known = outcomes(db.session, [line.application_id or 0 for line in lines], stage)
    rows = []
    for line in lines:
        outcome, score = known.get(line.application_id or 0, ("", None))
        note = "" if score is None else _("%(score)s 分", score=score)
        rows.append(_row(line, endpoint, note, outcome))
    return rows


def _row(line: SiteLine, endpoint: str, note: str = "", outcome: str = "") -> Row:
    address = url_for(endpoint, application_id=line.application_id)
    return Row(line.name, places().name_of(line.path), note, address, days_since(line.state_since), outcome)

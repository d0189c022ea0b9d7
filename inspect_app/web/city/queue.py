"""What waits at the city's desk: a person's own work first, that of the others below."""

from flask import render_template

from inspect_app.records.people import CITY_ROLES
from inspect_app.web.access import allow
from inspect_app.web.city import work_on_money, work_on_sites
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.office import person

# Rows of a group that are shown at once; the others are folded up.
SHOWN = 6
_ALL = (
    work_on_sites.overdue,
    work_on_sites.applications,
    work_on_money.decisions,
    work_on_money.payments,
    work_on_money.proposals,
    work_on_money.questions,
    work_on_sites.certificates,
)


@blueprint.get("/queue")
@allow(*CITY_ROLES)
def queue() -> str:
    roles = person().role_names
    groups = [group for of_subject in _ALL for group in of_subject()]
    mine = [group for group in groups if group.role in roles]
    others = [group for group in groups if group.role not in roles]
    return render_template("city/queue.html", mine=mine, others=others, shown=SHOWN)

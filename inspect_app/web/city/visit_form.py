"""Who goes on a visit, and when."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import ValidationError

from inspect_app.records.inspections import Inspection
from inspect_app.records.people import Person
from inspect_app.web.city.forms import REASON, ActForm
from inspect_app.web.city.inputs import DayField


class VisitForm(ActForm):
    """The day of a visit, who goes, and who leads where two go; `reason` only where a visit is changed."""

    on = DayField(_l("检查日期"), required=_l("请选择检查日期。"))
    inspectors = SelectMultipleField(_l("检查员（一名或两名）"), coerce=int)
    lead = SelectField(_l("组长"), coerce=int)
    reason = TextAreaField(_l("调整理由"), render_kw=REASON)

    def validate_inspectors(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("请选择一名或两名检查员。"))

    def validate_lead(self, field: SelectField) -> None:
        if not field.data and len(self.inspectors.data or ()) > 1:
            raise ValidationError(_("两名检查员须指定一名组长。"))

    @property
    def chosen_day(self) -> dt.date:
        """The day, once the form has been found valid."""
        if self.on.data is None:
            raise ValueError("the form has no day")
        return self.on.data

    def team(self, people: Iterable[Person]) -> tuple[list[Person], Person]:
        """Who goes and who leads; who goes alone leads. The workflow refuses a lead who does not go."""
        known = {person.id: person for person in people}
        chosen = [known[id] for id in self.inspectors.data]
        return chosen, known[self.lead.data or chosen[0].id]


def visit_form(
    people: Iterable[Person], version: int, visit: Inspection | None = None, on: dt.date | None = None
) -> VisitForm:
    """The form over these inspectors, filled from `visit` where it changes one, on the day already chosen."""
    now: dict[str, Any] = {"version": version, "on": on}
    if visit is not None:
        team = [person.id for person in visit.inspectors]
        now |= {"on": on or visit.scheduled_on, "inspectors": team, "lead": visit.lead_id}
    form = VisitForm(data=now)
    choices = [SelectChoice(person.id, person.name) for person in people]
    form.inspectors.choices = choices
    form.lead.choices = [SelectChoice(0, _("（独自前往时不必指定）")), *choices]
    return form

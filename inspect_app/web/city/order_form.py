"""A rectification order as it is written: a tick and a reason for every item that falls short."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField

from inspect_app.web.city.forms import ActForm
from inspect_app.web.city.inputs import DayField
from inspect_app.web.dossier_lines import ItemLine
from inspect_app.web.language import say


class OrderForm(ActForm):
    """A rectification order: which items, why each, by when. The reason's field has the name of its item."""

    due_on = DayField(_l("整改期限"))
    note = TextAreaField(_l("总的要求（可不填）"), render_kw={"rows": 3, "maxlength": 2000})

    def chosen(self, lines: Iterable[ItemLine]) -> dict[str, str]:
        """The reasons of the ticked items."""
        ticked = [line.item.id for line in lines if self[f"take-{line.item.id}"].data]
        return {item_id: self[item_id].data or "" for item_id in ticked}


def order_form(lines: Iterable[ItemLine], version: int, due_on: dt.date) -> OrderForm:
    """The form over the items that fall short, all ticked, with what the inspectors noted as reasons."""
    fields: dict[str, Any] = {}
    for line in lines:
        title = say(line.item.title)
        found = line.finding.note if line.finding is not None and line.finding.note else ""
        fields[f"take-{line.item.id}"] = BooleanField(title, default=True)
        label = _("“%(item)s”的整改要求", item=title)
        fields[line.item.id] = TextAreaField(label, default=found, render_kw={"rows": 2, "maxlength": 2000})
    form = type("OrderFormOfItems", (OrderForm,), fields)
    return form(data={"version": version, "due_on": due_on})

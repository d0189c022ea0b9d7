"""The form over some facts of a checklist, with what they were when it was opened."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Protocol, cast

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField

from inspect_app.policy import FactDeclaration, FactError, FactType
from inspect_app.policy.fact_values import parser_for
from inspect_app.records.types import dump_exact
from inspect_app.web.fields.base import FactField
from inspect_app.web.fields.kinds import field_for
from inspect_app.web.fields.records import ADD_ROW, REMOVE_ROW

Values = Mapping[str, Any]


class Declares(Protocol):
    """A standard or a programme."""

    @property
    def facts(self) -> Mapping[str, FactDeclaration]: ...


class FactsForm(FlaskForm):
    """Fields by the facts' names: `form["floor_area_m2"]`.

    The form carries the values it was opened with. What somebody typed is therefore told from what others
    have saved meanwhile, and nobody overwrites what he has not touched.
    """

    opened_version = HiddenField()
    opened_values = HiddenField()

    def __init__(
        self, declarations: Iterable[FactDeclaration], values: Values, version: int | None, ids: str = ""
    ) -> None:
        """`ids` goes before the ids of the controls, where several of these forms stand on one page."""
        self.ids = ids
        self.declarations = list(declarations)
        self.current = {each.name: values.get(each.name) for each in self.declarations}
        self.current_version = version
        super().__init__()
        self.opened = self._opened()

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        years = {
            int(month[:4])
            for each in self.declarations
            if each.type is FactType.MONTHS
            for month in self.current[each.name] or ()
        }
        for each in self.declarations:
            # Not as attributes: a fact may have the name of one of the form's methods.
            field = field_for(each, years).bind(form=self, name=each.name)
            field.id = self.ids + each.name
            self._fields[each.name] = field
        super().process(formdata, data={**self.current, **self._hidden()})

    def fact(self, name: str) -> FactField:
        return cast(FactField, self[name])

    @property
    def version(self) -> int | None:
        """The version of the subject that the form was opened with."""
        sent = str(self.opened_version.data or "")
        return int(sent) if sent.isdecimal() else None

    @property
    def version_to_save(self) -> int | None:
        """The version to act on: the current one unless somebody saved one of this form's facts meanwhile.

        A site has one version and many forms: a colleague's work on another form is no reason to refuse.
        """
        return self.version if self.changed_by_others() else self.current_version

    @property
    def asks_for_rows_only(self) -> bool:
        """Whether a button asked for another row or one row less: then nothing is to be saved."""
        return ADD_ROW in request.form or REMOVE_ROW in request.form

    def values(self) -> dict[str, Any]:
        """All facts the form states now; those blank or not readable are absent."""
        return {name: self.fact(name).data for name in self.current if self.fact(name).data is not None}

    def changed_values(self) -> dict[str, Any]:
        """What was changed since the form was opened; None takes a fact back."""
        return {
            name: self.fact(name).data
            for name, opened in self.opened.items()
            if not self.fact(name).same(self.fact(name).data, opened)
        }

    def changed_by_others(self) -> dict[str, Any]:
        """The current values of facts that somebody saved since the form was opened."""
        return {
            name: self.current[name]
            for name, opened in self.opened.items()
            if not self.fact(name).same(self.current[name], opened)
        }

    def conflicts(self) -> dict[str, Any]:
        """The current values of facts that were changed both here and by others, and differently."""
        typed = self.changed_values()
        return {
            name: value
            for name, value in self.changed_by_others().items()
            if name in typed and not self.fact(name).same(typed[name], value)
        }

    def catch_up(self) -> None:
        """Open the form anew on the current values; what was typed stays, what was not touched follows."""
        typed = self.changed_values()
        for name in self.changed_by_others():
            if name not in typed and not self.fact(name).process_errors:
                self.fact(name).process_data(self.current[name])
        for name, value in self._hidden().items():
            self[name].data = value

    def _hidden(self) -> dict[str, Any]:
        return {"opened_version": self.current_version, "opened_values": dump_exact(self.current)}

    def _opened(self) -> dict[str, Any]:
        """The values the form was opened with; the current ones when it does not say."""
        try:
            sent = json.loads(self.opened_values.data or "{}", parse_float=Decimal)
            return {each.name: _restored(each, sent, self.current) for each in self.declarations}
        except (ValueError, AttributeError, FactError):
            return dict(self.current)


def facts_form(
    document: Declares, names: Iterable[str], values: Values, version: int | None = None
) -> FactsForm:
    """The form for the facts `names` of a standard or programme, filled from the request, else from `values`.

    `values` are normalised facts by name (absent is not stated), `version` is that of their subject.
    """
    return FactsForm((document.facts[name] for name in names), values, version)


def _restored(declaration: FactDeclaration, sent: Values, current: Values) -> Any:
    raw = sent.get(declaration.name, current[declaration.name])
    return None if raw is None else parser_for(declaration)(raw, declaration.name)

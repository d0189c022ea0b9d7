"""Forms generated from the facts a checklist declares, so that a new checklist needs no code.

form = facts_form(standard, names, values, version=site.version)
form[name]                the field of one fact; `ui_fields.fact_field(form, declaration)` draws it
form.validate_on_submit() what is typed is read strictly, and a blank means that the fact is not stated
form.changed_values()     {name: value, or None for a fact taken back} since the form was opened
show_value(declaration, value)   the value for reading, in the language of the request
"""

from flask import Flask

from inspect_app.web.fields.form import Declares, FactsForm, facts_form
from inspect_app.web.fields.show import show_value

__all__ = ["Declares", "FactsForm", "facts_form", "init_app", "show_value"]


def init_app(app: Flask) -> None:
    app.add_template_global(show_value)
    app.add_template_filter(show_value)

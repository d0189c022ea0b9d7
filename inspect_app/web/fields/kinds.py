"""Which field asks for which kind of fact."""

from collections.abc import Iterable

from wtforms.fields.core import UnboundField

from inspect_app.policy import FactDeclaration, FactType
from inspect_app.web.fields.base import FactField
from inspect_app.web.fields.choices import CodeField, CodesField, YesNoField
from inspect_app.web.fields.months import MonthsField
from inspect_app.web.fields.numbers import NumberField, YuanField
from inspect_app.web.fields.records import RecordsField
from inspect_app.web.fields.words import DateField, TextField

FIELDS: dict[FactType, type[FactField]] = {
    FactType.BOOL: YesNoField,
    FactType.INT: NumberField,
    FactType.NUMBER: NumberField,
    FactType.FEN: YuanField,
    FactType.CODE: CodeField,
    FactType.CODES: CodesField,
    FactType.MONTHS: MonthsField,
    FactType.DATE: DateField,
    FactType.TEXT: TextField,
    FactType.RECORDS: RecordsField,
}


def field_for(declaration: FactDeclaration, years: Iterable[int] = ()) -> UnboundField:
    """The unbound field of a declared fact. Grades are no fact a form asks for: KeyError."""
    field = FIELDS[declaration.type]
    return field(declaration, years=years) if field is MonthsField else field(declaration)

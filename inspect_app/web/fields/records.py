"""A list of records, such as the staff: a table whose rows come and go, with a script or without."""

import re
from collections.abc import Mapping
from typing import Any, cast

from flask_babel import gettext as _
from wtforms.utils import unset_value

from inspect_app.policy import FactDeclaration
from inspect_app.web.fields.base import FactField
from inspect_app.web.fields.choices import NONE_OF_THESE

# Names of the buttons that change the rows and save nothing; their values name the field or the row.
ADD_ROW, REMOVE_ROW = "add_row", "remove_row"
# A row that was saved once stays until it is removed, even when all its cells are cleared: a person nobody
# knows anything of is not the same as nobody. A new row that was left blank is dropped.
STATED, NEW = "stated", "new"


class Row:
    """One record: its cells by the fields' names."""

    def __init__(self, prefix: str, origin: str, cells: Mapping[str, FactField]) -> None:
        self.prefix = prefix
        self.origin = origin
        self.cells = cells

    @property
    def values(self) -> dict[str, Any]:
        """What is stated; an empty cell is unknown."""
        return {name: cell.data for name, cell in self.cells.items() if cell.data is not None}

    @property
    def is_blank(self) -> bool:
        return self.origin == NEW and all(cell.typed == cell.written(None) for cell in self.cells.values())

    def complaints(self, number: int) -> list[str]:
        return [
            _("第 %(n)s 行“%(name)s”：%(text)s", n=number, name=cell.label.text, text=text)
            for cell in self.cells.values()
            for text in cell.process_errors
        ]


class RecordsField(FactField):
    """`rows` are what the page shows; `data` the records without new rows that were left blank."""

    rows: list[Row]

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        self.object_data = None if data is unset_value else data
        self.process_data(self.object_data)
        if formdata is not None and self.name in formdata:
            self._process_rows(formdata)

    def process_data(self, value: list[dict[str, Any]] | None) -> None:
        self.data, self.nothing = value, value == []
        self.rows = [self._row(index, STATED, None, record) for index, record in enumerate(value or ())]

    @property
    def blank_row(self) -> Row:
        """The row a script copies, with a number of its own for %I%."""
        return self._row("%I%", NEW, None, {})

    @property
    def columns(self) -> list[FactDeclaration]:
        return list(self.declaration.fields.values())

    def _process_rows(self, sent: Any) -> None:
        removed = sent.getlist(REMOVE_ROW)
        indices = [index for index in self._indices(sent) if f"{self.name}-{index}" not in removed]
        self.rows = [
            self._row(new, sent.get(f"{self.name}-{index}-row", NEW), (sent, index), {})
            for new, index in enumerate(indices)
        ]
        self.nothing = NONE_OF_THESE in sent.getlist(self.name)
        if self.name in sent.getlist(ADD_ROW):
            self.rows.append(self._row(len(self.rows), NEW, None, {}))
        self.data = self._read()

    def _indices(self, sent: Any) -> list[int]:
        row = re.compile(re.escape(self.name) + r"-([0-9]{1,4})-row")
        return sorted(int(found[1]) for found in map(row.fullmatch, sent) if found)

    def _row(
        self, index: int | str, origin: str, sent: tuple[Any, int] | None, record: Mapping[str, Any]
    ) -> Row:
        prefix = f"{self.name}-{index}"
        cells = {each.name: self._cell(f"{prefix}-{each.name}", each) for each in self.columns}
        for name, cell in cells.items():
            if sent is not None:
                form, row = sent
                cell.process(_Renamed(form, cell.name, f"{self.name}-{row}-{name}"), None)
            else:
                cell.process(None, record.get(name))
        return Row(prefix, origin, cells)

    def _cell(self, name: str, declared: FactDeclaration) -> FactField:
        from inspect_app.web.fields.kinds import field_for  # a record's fields are of every kind again

        unbound = field_for(declared)
        bound = unbound.bind(
            form=None, name=name, prefix="", _meta=self.meta, translations=self._translations
        )
        bound.id = self.id + name.removeprefix(self.name)
        return cast(FactField, bound)

    def _read(self) -> list[dict[str, Any]] | None:
        kept = [row for row in self.rows if not row.is_blank]
        self.process_errors += [
            text for number, row in enumerate(self.rows, 1) for text in row.complaints(number)
        ]
        if kept and self.nothing:
            self.process_errors.append(_("既填写了名单，又勾选了“确认没有”，请核对后只保留一种。"))
        if self.process_errors:
            return None
        return [row.values for row in kept] if kept or self.nothing else None


class _Renamed:
    """What was sent for one cell, under the name the cell has now that rows before it may be gone."""

    def __init__(self, sent: Any, name: str, sent_as: str) -> None:
        self._sent, self._name, self._sent_as = sent, name, sent_as

    def __contains__(self, name: object) -> bool:
        return name == self._name and self._sent_as in self._sent

    def getlist(self, name: str) -> list[str]:
        values: list[str] = self._sent.getlist(self._sent_as)
        return values

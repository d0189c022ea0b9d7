"""Many sites at once from a table: looked through first, then created in one unit of work or not at all."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import func, insert, select

from inspect_app.records.organisation import Node, NodeKind, Site, the_city
from inspect_app.workflow import history, tree
from inspect_app.workflow.errors import Invalid
from inspect_app.workflow.import_check import Register, errors_in, register
from inspect_app.workflow.import_table import ImportRow, RowError, read_rows
from inspect_app.workflow.office import Office


@dataclass(frozen=True)
class ImportPreview:
    """What a table would create. `errors` must be empty for it to be applied.

    `new_streets` holds (district, street) names; the known ones are those the tree has already.
    """

    filename: str
    sha256: str
    rows: tuple[ImportRow, ...]
    errors: tuple[RowError, ...]
    new_districts: tuple[str, ...]
    known_districts: tuple[str, ...]
    new_streets: tuple[tuple[str, str], ...]
    known_streets: tuple[tuple[str, str], ...]


def preview_import(office: Office, content: bytes, filename: str) -> ImportPreview:
    """Look through a table of sites, CSV (UTF-8 or GB18030) or xlsx, and change nothing.

    The columns are those of import_table.COLUMNS, headed in either language. The first districts of a city
    come from the table; once it has some, a district it does not have is taken for a mistake.
    Raises Invalid("file") for what is no table with these columns; all else is in `errors`, row by row.
    """
    rows, unreadable = read_rows(content, filename)
    known = register(office)
    errors = sorted([*unreadable, *errors_in(rows, known)], key=lambda error: error.line)
    districts = list(dict.fromkeys(row.district for row in rows))
    streets = list(dict.fromkeys((row.district, row.street) for row in rows if row.street))
    return ImportPreview(
        filename=filename,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=tuple(rows),
        errors=tuple(errors),
        new_districts=tuple(name for name in districts if name not in known.districts),
        known_districts=tuple(name for name in districts if name in known.districts),
        new_streets=tuple(pair for pair in streets if pair not in known.streets),
        known_streets=tuple(pair for pair in streets if pair in known.streets),
    )


def apply_import(office: Office, preview: ImportPreview) -> list[Site]:
    """Create everything a preview without errors says. Raises Invalid("file") while there are errors.

    The rows are checked again, for the tree may have changed since the preview.
    """
    history.lock(office.session)
    known = register(office)
    errors = preview.errors or tuple(errors_in(preview.rows, known))
    if errors:
        raise Invalid(
            "file",
            f"表中还有{len(errors)}处错误，第一处在第{errors[0].line}行。请改正后重新上传，未导入任何内容。",
            f"The table has {len(errors)} errors, the first in line {errors[0].line}. "
            "Correct and upload it again; nothing was imported.",
        )
    districts = _district_ids(office, preview, known)
    streets = _street_ids(office, preview, known, districts)
    sites = _plant_sites(office, preview, districts, streets)
    _record(office, preview)
    return sites


def _district_ids(office: Office, preview: ImportPreview, known: Register) -> dict[str, int]:
    """Ids of all districts in the table by name; new ones are created."""
    city = the_city(office.session)
    codes = known.free_codes("Q", 4)
    new = {name: next(codes) for name in preview.new_districts}
    planted = tree.plant_many(
        office.session, ((city.id, NodeKind.DISTRICT, code, name) for name, code in new.items())
    )
    ids = {name: node.id for name, node in known.districts.items()}
    return ids | {name: planted[code] for name, code in new.items()}


def _street_ids(
    office: Office, preview: ImportPreview, known: Register, districts: dict[str, int]
) -> dict[tuple[str, str], int]:
    """Ids of all street unions in the table by district and name; new ones are created."""
    codes = known.free_codes("J", 5)
    new = {pair: next(codes) for pair in preview.new_streets}
    planted = tree.plant_many(
        office.session,
        ((districts[pair[0]], NodeKind.STREET, code, pair[1]) for pair, code in new.items()),
    )
    ids = {pair: place.id for pair, place in known.streets.items()}
    return ids | {pair: planted[code] for pair, code in new.items()}


def _plant_sites(
    office: Office, preview: ImportPreview, districts: dict[str, int], streets: dict[tuple[str, str], int]
) -> list[Site]:
    session = office.session
    newest = session.scalar(select(func.max(Site.id))) or 0
    ids = tree.plant_many(
        session,
        (
            (
                streets[row.district, row.street] if row.street else districts[row.district],
                row.kind,
                row.code,
                row.name,
            )
            for row in preview.rows
        ),
    )
    values = [
        {
            "node_id": ids[row.code],
            "standard_id": tree.STANDARDS[row.kind],
            "address": row.address,
            "telephone": row.telephone,
        }
        for row in preview.rows
    ]
    if values:
        session.execute(insert(Site), values)
    return list(session.scalars(select(Site).where(Site.id > newest).order_by(Site.id)))


def _record(office: Office, preview: ImportPreview) -> None:
    detail = {
        "file": preview.filename,
        "sha256": preview.sha256,
        "districts": len(preview.new_districts),
        "streets": len(preview.new_streets),
        "sites": len(preview.rows),
    }
    city: Node = the_city(office.session)
    history.record(office, "sites_imported", "node", city.id, detail=detail)

"""What every official document of a site carries, and how its PDF is kept."""

from typing import TypedDict
from urllib.parse import quote

from inspect_app.documents.errors import DocumentsError
from inspect_app.documents.render import render
from inspect_app.documents.sheets import Sheet
from inspect_app.records.organisation import NodeKind, Site, ancestor, the_city
from inspect_app.workflow.errors import Invalid
from inspect_app.workflow.office import Office


class Head(TypedDict):
    number: str
    issuer_name: str
    site_name: str
    site_code: str
    district_name: str
    verify_url: str
    demo_note: str | None


def head(office: Office, site: Site, number: str) -> Head:
    """The fields that all sheets share, as keyword arguments."""
    city = the_city(office.session)
    above = ancestor(office.session, site.node, NodeKind.DISTRICT, NodeKind.INDUSTRY)
    return Head(
        number=number,
        issuer_name=city.name,
        site_name=site.node.name,
        site_code=site.node.code,
        district_name=(above or city).name,
        verify_url=office.verify_url + quote(number),
        demo_note=office.demo_note or None,
    )


def street_union_name(office: Office, site: Site) -> str | None:
    """The street union above a site; None for a home that hangs elsewhere."""
    street = ancestor(office.session, site.node, NodeKind.STREET)
    return None if street is None else street.name


def keep_pdf(office: Office, sheet: Sheet) -> str:
    """Typeset the sheet and store the PDF; answers its SHA-256.

    Raises Invalid("document") when it cannot be printed as it stands.
    """
    try:
        pdf = render(sheet)
    except DocumentsError as error:
        raise Invalid("document", error.zh, error.en) from error
    return office.store.put(pdf)

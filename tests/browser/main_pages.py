"""The addresses of the pages people work with, each in the state in which there is something to do on it."""

from collections.abc import Mapping

from flask import Flask

from inspect_app.records.applications import Application
from inspect_app.records.inspections import inspections_of
from inspect_app.records.rectification import open_order
from inspect_app.web.database import db
from tests.web.city import SmallCity

# By user names of tests/web/city.py; "" has not logged in. site[draft] is the site whose application is
# a draft, application[draft] that application, visit[scheduled] the visit of the one that is scheduled.
PAGES: Mapping[str, tuple[str, ...]] = {
    "": ("/login", "/reset", "/verify", "/verify/{number}"),
    "street": (
        "/account",
        "/station/",
        "/station/{site[draft]}",
        "/station/{site[draft]}/facts/premises",
        "/station/{site[draft]}/facts/staff",
        "/station/{site[draft]}/facts/mechanism",
        "/station/{site[draft]}/evidence/premises",
        "/station/{site[draft]}/application",
        "/station/{site[rectification]}",
        "/station/{site[rectification]}/rectification",
        "/station/rectification/{ordered}",
        "/station/{site[certified]}/letters",
    ),
    "inspector": (
        "/inspections",
        "/inspections/{visit[scheduled]}",
        "/inspections/{visit[scheduled]}/finish",
        "/inspections/{visit[inspected]}",
        "/inspections/{visit[scheduled]}/rivals",
        "/inspections/load",
        "/inspections/{inspection_id}/loaded/{loaded_id}",
    ),
    "district": (
        "/district/",
        "/district/applications/{application[submitted]}",
        "/district/sites",
        "/district/sites/{site_id}",
        "/district/sites/{site_id}/facts",
        "/district/progress",
    ),
    "city_officer": (
        "/city/queue",
        "/city/schedule",
        "/city/applications/{application[endorsed]}/schedule",
        "/city/sites",
        "/city/applications/{application[inspected]}",
        "/city/applications/{application_id}",
        "/photographs/{visit_photograph_id}",
        "/city/applications/{application[inspected]}/rectification",
        "/city/applications/{application[inspected]}/accept",
        "/city/applications/{application[inspected]}/facts/floor_area_m2",
        "/city/sites/{site_id}/subsidies/exterior-2013",
        "/city/decisions",
        "/city/decisions/{decision_id}",
        "/city/decisions/candidates/exterior-2013",
        "/city/ledger",
        "/city/rulings",
        "/city/progress",
    ),
    "city_signatory": (
        "/city/applications/{application[accepted]}/certify",
        "/city/certificates/{certificate_id}",
        "/city/rulings/exterior-2013/funds/retained_funds_fen=50000000",
    ),
    "administrator": (
        "/admin/people",
        "/admin/people/new",
        "/admin/people/{person_id}",
        "/admin/people/{person_id}/appoint?role=inspector",
        "/admin/tree",
        "/admin/tree/{node_id}",
        "/admin/tree/{node_id}/add/station",
        "/admin/import",
    ),
}


def addresses(app: Flask, small_city: SmallCity, username: str) -> list[str]:
    with app.app_context():
        found = {
            state: db.session.get_one(Application, id_) for state, id_ in small_city.applications.items()
        }
        visits = {state: inspections_of(db.session, each.id) for state, each in found.items()}
        order = open_order(db.session, found["rectification"].id)
        assert order is not None
        names = {
            **small_city.examples,
            "application": small_city.applications,
            "site": {state: each.site_id for state, each in found.items()},
            "visit": {state: each[0].id for state, each in visits.items() if each},
            "ordered": order.items[0].id,
        }
    return [page.format(**names) for page in PAGES[username]]

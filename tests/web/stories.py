"""What has happened in the small city: one site that went the whole way, and one site at each point of it."""

import hashlib
from collections.abc import Callable, Mapping
from uuid import uuid4

from flask import Flask

from inspect_app.records.applications import Application
from inspect_app.records.certificates import Certificate
from inspect_app.records.inspections import Inspection
from inspect_app.records.organisation import NodeKind
from inspect_app.records.photographs import PhotographRole
from inspect_app.records.rectification import RectificationOrder
from inspect_app.records.rulings import RulingRecord
from inspect_app.records.signatures import Signature, SignatureRole
from inspect_app.web.database import db
from inspect_app.workflow import (
    acceptance,
    certification,
    facts,
    loading,
    organisation,
    photographs,
    rulings,
    signatures,
    subsidy,
)
from inspect_app.workflow.errors import Text
from inspect_app.workflow.loading import Line
from inspect_app.workflow.office import Office
from tests.web.city import (
    OWN_SITE,
    OWN_STREET,
    PEOPLE,
    SmallCity,
    node,
    office,
    office_of,
    person,
    plant,
    site,
)
from tests.workflow import journey
from tests.workflow.town import Town

# The state an application reaches, and how. The station of each is DC-<state>.
STORIES: Mapping[str, Callable[[Town], Application | Inspection | RectificationOrder | Certificate]] = {
    "draft": journey.draft,
    "submitted": journey.submitted,
    "endorsed": journey.endorsed,
    "scheduled": journey.scheduled,
    "inspected": journey.fallen_short,
    "rectification": journey.ordered,
    "put_right": journey.put_right,
    "accepted": journey.accepted,
    "certified": journey.certified,
}


# What became of a file that a tablet saved, one line of each kind.
LOADED = [
    Line("answer", "premises.area", "", "taken"),
    Line("answer", "duties.1", "", "rival"),
    Line("photograph", "premises.area", "", "refused", Text("照片已损坏。", "The photograph is damaged.")),
    Line("signature", None, "王站长", "there"),
]
TABLE = "区县,街道乡镇工会,站点名称,编码,类型\n东城区总工会,东华门街道总工会,新建工会服务站,DC-NEW,服务站\n"


def build(app: Flask) -> SmallCity:
    """Make the whole city in the application's empty database."""
    plant(app)
    applications = {state: _tell(app, state) for state in STORIES}
    return SmallCity(
        {**_whole_way(app), "size": "thumbnail", "code": "en", "token": "no-such-token"}, applications
    )


def town(app: Flask, site_code: str, station: str) -> Town:
    """The journey's view of one site, in an application context; `station` is the user name of its staff."""
    people = {username: person(username) for username, *_ in PEOPLE} | {"station": person(station)}
    return Town(office(app, "city_officer"), people=people, sites={"gate": site(site_code)})


def _tell(app: Flask, state: str) -> int:
    code = f"DC-{state.upper()}"
    with office_of(app, "administrator") as office:
        street = node(OWN_STREET)
        organisation.add_site(office, street, NodeKind.STATION, code, f"东华门街道{state}工会服务站", "甲1号")
    with app.app_context():
        reached = STORIES[state](town(app, code, "street"))
        application = reached if isinstance(reached, Application) else reached.application
        db.session.commit()
        assert application.state == state
        return application.id


def _whole_way(app: Flask) -> dict[str, object]:
    """OWN_SITE: rectified, checked again, certified, with a proposed decision; its keys as examples."""
    with app.app_context():
        told = town(app, OWN_SITE, "station")
        declared = photographs.attach(
            told.as_("station"),
            told.sites["gate"],
            "premises.sign",
            journey.picture(7),
            PhotographRole.DECLARED,
        )
        order = journey.put_right(told)
        application = order.application
        inspection = journey.visit(told, application)
        seen = photographs.attach(
            told.as_("inspector"),
            told.sites["gate"],
            "premises.area",
            journey.picture(8),
            PhotographRole.INSPECTION,
            inspection=inspection,
        )
        signed = _sign(told, inspection)
        loaded = loading.record(told.as_("inspector"), inspection, told.office.at, LOADED)
        journey.finish(told, inspection)
        acceptance.accept(told.as_("city_officer"), application, "", application.version)
        certificate = certification.certify(told.as_("city_signatory"), application, application.version)
        stated = {"retained_funds_fen": 30_000_000, "completed_on": "2013-10-31"}
        facts.state_programme_facts(told.as_("district"), told.sites["gate"], stated)
        decision = subsidy.propose(told.as_("city_officer"), "exterior-2013", told.sites["gate"])
        ruling = _rule(told.as_("city_signatory"))
        db.session.commit()
        return {
            "node_id": node(OWN_STREET).id,
            "site_id": told.sites["gate"].id,
            "person_id": person("clerk").id,
            "appointment_id": person("clerk").appointments[0].id,
            "application_id": application.id,
            "inspection_id": inspection.id,
            "order_id": order.id,
            "item_id": order.items[0].id,
            "photograph_id": declared.id,
            "visit_photograph_id": seen.id,
            "visit_item_id": "premises.area",
            "answer_revision": inspection.findings[0].revision,
            "signature_id": signed.id,
            "loaded_id": loaded.id,
            "certificate_id": certificate.id,
            "decision_id": decision.id,
            "number": certificate.number,
            "programme_id": "exterior-2013",
            "plan_id": "station-phases",
            "standard_id": "station-2013",
            "standard_sha256": inspection.edition.sha256,
            "page_id": "premises",
            "section_id": "premises",
            "requirement_id": "premises.area",
            "document_id": "exterior-2013",
            "ruled_item": "funds",
            "boundary": "retained_funds_fen=50000000",
            "ruling_id": ruling.id,
            "fact": "floor_area_m2",
            "turn": "suspend",
            "moment": "after",
            "kind": "station",
            "sha256": told.office.store.put(TABLE.encode()),
        }


def _sign(told: Town, inspection: Inspection) -> Signature:
    """The head of the station has signed what was held then."""
    office, picture = told.as_("inspector"), journey.strokes()
    return signatures.sign(
        office,
        inspection,
        id=str(uuid4()),
        role=SignatureRole.STATION_HEAD,
        name="王站长",
        picture=picture,
        sha256=hashlib.sha256(picture).hexdigest(),
        statement=signatures.statement(office, inspection),
        at=office.at,
    )


def _rule(office: Office) -> RulingRecord:
    """A ruling that touches no site of the city: all their areas have 1,500 members."""
    boundary, reading = "member_count=2000", "up_to_2000"
    return rulings.rule(office, "station-2013", "staff.count", boundary, reading, "按含本数掌握")

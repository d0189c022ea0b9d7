"""The way of the town's station, step by step, each step by the person whose task it is."""

import datetime as dt
import hashlib
import random
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4

from PIL import Image, ImageDraw

from inspect_app.policy import Mode
from inspect_app.records.applications import Application
from inspect_app.records.certificates import Certificate
from inspect_app.records.inspections import Inspection, findings_of
from inspect_app.records.photographs import PhotographRole
from inspect_app.records.rectification import RectificationOrder
from inspect_app.records.signatures import Signature, SignatureRole
from inspect_app.workflow import (
    acceptance,
    applications,
    certification,
    facts,
    inspections,
    photographs,
    rectification,
    signatures,
)
from tests.workflow.town import Town

DUE = dt.date(2013, 12, 15)
WORKERS = [
    {"name": name, "role": role, "newly_hired": False, "city_hours": hours, "district_hours": 32}
    for name, role, hours in (
        ("甲", "social_worker", 24),
        ("乙", "social_worker", 30),
        ("丙", "social_worker", Decimal("24.5")),
        ("丁", "stationmaster", 40),
    )
]
# A station that meets every measured item.
MEETS: dict[str, Any] = {
    "street_front": True,
    "independent_office": True,
    "unified_sign": True,
    "outdoor_board": True,
    "floor_area_m2": 60,
    "equipment": [
        "telephone",
        "copier",
        "printer",
        "digital_camera",
        "filing_cabinet",
        "card_reader",
        "water_dispenser",
        "visitor_chairs",
    ],
    "networked_computers": 4,
    "rooms": ["mediation_room"],
    "wall_displays": ["duties", "staff_assignment", "rules", "progress", "area_overview"],
    "video_computers": 1,
    "video_software": True,
    "member_count": 1500,
    "full_time_staff": 3,
    "personnel_practices": [
        "job_duties",
        "work_files",
        "pay_management",
        "training",
        "assessment",
        "incentives",
    ],
    "staff": WORKERS,
    "stationmaster_is_vice_chair": True,
    "deputy_count": 0,
    "written_rules": ["attendance", "work_ledger", "work_files", "reporting", "meetings", "assessment"],
    "service_procedures": [
        "union_founding",
        "member_registration",
        "service_card",
        "dues_collection",
        "wage_bargaining",
    ],
    "linkage_partners": [
        "judicial_office",
        "social_security_office",
        "petition_office",
        "public_order_office",
        "employers",
    ],
    "linkage_months": ["2013-09", "2013-10"],
    "report_months": ["2013-09", "2013-10"],
    "months_due": ["2013-09", "2013-10"],
    "party_reports": 2,
    "total_spending_fen": 3_000_000,
    "direct_service_spending_fen": 2_100_000,
}


def picture(seed: int = 1) -> bytes:
    """A JPEG that differs from those of other seeds as photographs do."""
    noise = random.Random(seed).randbytes(12 * 9 * 3)  # noqa: S311 - must repeat
    file = BytesIO()
    Image.frombytes("RGB", (12, 9), noise).resize((400, 300), Image.Resampling.BICUBIC).save(file, "JPEG")
    return file.getvalue()


def strokes(seed: int = 1) -> bytes:
    """A signature as a tablet sends it: dark strokes on transparent, PNG."""
    sheet = Image.new("RGBA", (400, 160), (0, 0, 0, 0))
    pen = random.Random(seed)  # noqa: S311 - must repeat
    line = [(40 + 30 * step, pen.randrange(30, 130)) for step in range(11)]
    ImageDraw.Draw(sheet).line(line, fill="black", width=4)
    file = BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()


def sign(town: Town, inspection: Inspection, by: str = "inspector", **more: Any) -> Signature:
    """Sign what is held of the visit now; `more` are other arguments of `signatures.sign`."""
    office, drawn = town.as_(by), strokes()
    given = {
        "id": str(uuid4()),
        "role": SignatureRole.INSPECTOR,
        "name": office.by.name,
        "picture": drawn,
        "sha256": hashlib.sha256(drawn).hexdigest(),
        "statement": signatures.statement(office, inspection),
        "at": office.at,
    }
    return signatures.sign(office, inspection, **given | more)


def draft(town: Town, stated: Mapping[str, Any] = MEETS) -> Application:
    station = town.as_("station")
    facts.state(station, town.sites["gate"], stated)
    return applications.start(station, town.sites["gate"])


def submitted(town: Town, stated: Mapping[str, Any] = MEETS) -> Application:
    application = draft(town, stated)
    applications.submit(town.as_("station"), application, application.version)
    return application


def endorsed(town: Town, stated: Mapping[str, Any] = MEETS) -> Application:
    application = submitted(town, stated)
    applications.endorse(town.as_("district"), application, "情况属实", application.version)
    return application


def visit(town: Town, application: Application, *inspectors: str) -> Inspection:
    """Schedule a visit for today; the first named inspector leads."""
    people = [town.people[name] for name in inspectors or ("inspector",)]
    office = town.as_("city_officer")
    return inspections.schedule(office, application, office.today, people, people[0], application.version)


def scheduled(town: Town, stated: Mapping[str, Any] = MEETS) -> Inspection:
    return visit(town, endorsed(town, stated))


def look_at_all(town: Town, inspection: Inspection, by: str = "inspector") -> None:
    """Confirm every measured item as declared and give every judged one a 3; leaves what was recorded."""
    office = town.as_(by)
    found = findings_of(town.session, inspection.id)
    # A note alone is no look.
    done = {finding.item_id for finding in found if finding.grade or finding.checked}
    for item in inspections.items_to_look_at(office, inspection):
        if item.id not in done and item.mode is Mode.JUDGED:
            inspections.record(office, inspection, item.id, grade=3)
        elif item.id not in done:
            inspections.record(office, inspection, item.id, checked=True)


def finish(town: Town, inspection: Inspection, by: str = "inspector") -> Application:
    look_at_all(town, inspection, by)
    inspections.finish(town.as_(by), inspection, "现场检查完毕", inspection.version)
    return inspection.application


def inspected(town: Town, stated: Mapping[str, Any] = MEETS) -> Application:
    return finish(town, scheduled(town, stated))


def fallen_short(town: Town) -> Application:
    """Inspected, and the floor area is 45 square metres where 60 were declared."""
    inspection = scheduled(town)
    inspections.record(
        town.as_("inspector"),
        inspection,
        "premises.area",
        facts={"floor_area_m2": 45},
        why="实测面积不含楼道",
        note="现场实测45平方米",
    )
    return finish(town, inspection)


def ordered(town: Town) -> RectificationOrder:
    return order_area(town, fallen_short(town))


def order_area(town: Town, application: Application) -> RectificationOrder:
    return acceptance.order_rectification(
        town.as_("city_officer"), application, {"premises.area": "面积不足"}, DUE, "", application.version
    )


def show(town: Town, order: RectificationOrder) -> None:
    """Say of every ordered item what was done, with a photograph of afterwards."""
    station = town.as_("station")
    for number, item in enumerate(order.items):
        rectification.put_item_right(station, item, "已扩建")
        photographs.attach(
            station,
            town.sites["gate"],
            item.item_id,
            picture(100 + number),
            PhotographRole.AFTER,
            rectification_item=item,
        )


def put_right(town: Town) -> RectificationOrder:
    order = ordered(town)
    facts.state(town.as_("station"), town.sites["gate"], {"floor_area_m2": 55}, why="已扩建")
    show(town, order)
    report(town, order)
    return order


def report(town: Town, order: RectificationOrder) -> None:
    rectification.report_put_right(town.as_("station"), order, order.version)


def rechecked(town: Town) -> Application:
    return finish(town, visit(town, put_right(town).application))


def accepted(town: Town) -> Application:
    application = inspected(town)
    acceptance.accept(town.as_("city_officer"), application, "", application.version)
    return application


def certified(town: Town) -> Certificate:
    application = accepted(town)
    return certification.certify(town.as_("city_signatory"), application, application.version)

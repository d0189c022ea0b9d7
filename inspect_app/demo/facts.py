"""Generated facts: a station or home that meets its standard, and the ways in which one falls short of it."""

import datetime as dt
import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from inspect_app.demo.names import person_name

Facts = dict[str, Any]
Fault = Callable[[Facts], Facts]

EQUIPMENT = ("telephone", "copier", "printer", "digital_camera", "filing_cabinet", "card_reader")
VISITORS = ("water_dispenser", "visitor_chairs")
ROOMS = ("reading_room", "mediation_room", "recreation_room")
DISPLAYS = ("duties", "staff_assignment", "rules", "progress", "area_overview")
SMALL, LARGE = 3, 5


def months_due(day: dt.date) -> list[str]:
    """The months of the year before the one `day` lies in, from February 2013, when the scheme began."""
    return [f"{day.year}-{month:02d}" for month in range(2, day.month)]


def station(rng: random.Random, day: dt.date) -> Facts:
    """The facts of a station that meets station-2013 on `day`."""
    members = rng.choice([rng.randint(420, 1999), rng.randint(2001, 9800)])
    staff = (SMALL if members < 2000 else LARGE) + rng.randint(0, 1)
    area = Decimal(rng.randint(520, 2400)) / 10
    months = months_due(day)
    spending = rng.randint(80_000, 600_000) * 100
    return {
        "street_front": True,
        "independent_office": True,
        "unified_sign": True,
        "outdoor_board": True,
        "floor_area_m2": area,
        "equipment": [*EQUIPMENT, *VISITORS, *rng.sample(["e_bike", "bicycle"], rng.randint(0, 2))],
        "networked_computers": staff + rng.randint(0, 2),
        "rooms": list(ROOMS)
        if area >= 100
        else ["mediation_room", *rng.sample(["reading_room"], rng.randint(0, 1))],
        "wall_displays": list(DISPLAYS),
        "video_computers": 1,
        "video_software": True,
        "member_count": members,
        "full_time_staff": staff,
        "personnel_practices": [
            "job_duties",
            "work_files",
            "pay_management",
            "training",
            "assessment",
            "incentives",
        ],
        "staff": _roster(rng, staff),
        "stationmaster_is_vice_chair": True,
        "deputy_count": int(members > 2000 and rng.random() < 0.5),
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
        "linkage_months": months,
        "report_months": months,
        "months_due": months,
        "party_reports": rng.randint(2, 4),
        "total_spending_fen": spending,
        "direct_service_spending_fen": spending * rng.randint(71, 88) // 100,
    }


def _roster(rng: random.Random, staff: int) -> list[Facts]:
    workers = [_worker(rng, newly_hired=rng.random() < 0.25) for _ in range(staff)]
    return [{"name": person_name(rng), "role": "stationmaster", "city_hours": rng.randint(40, 48)}, *workers]


def _worker(rng: random.Random, *, newly_hired: bool) -> Facts:
    worker = {
        "name": person_name(rng),
        "role": "social_worker",
        "newly_hired": newly_hired,
        "city_hours": rng.randint(24, 32),
        "district_hours": rng.randint(32, 40),
    }
    return worker | ({"prejob_hours": rng.randint(16, 24)} if newly_hired else {})


def home() -> Facts:
    """The facts of a workers' home that meets workers-home-2013."""
    return {
        "dedicated_place": True,
        "sign_displayed": True,
        "equipped": True,
        "rooms": ["mediation_room", "reading_room"],
        "activity_centre": False,
        "staff_wear_badges": True,
        "chair_phone_published": True,
        "chair_email_published": True,
        "wall_rules": ["staff_assignment", "management_rules"],
        "projects_posted_indoors": True,
        "outdoor_board": True,
        "flowcharts_posted": True,
        "suggestion_campaigns": 1,
        "annual_plan": True,
        "service_procedures": ["mediation", "aid", "skills_training", "job_placement"],
        "routine_rules": ["staff_duties", "reporting", "assessment"],
        "person_in_charge": True,
    }


def _without(name: str, code: str) -> Fault:
    return lambda facts: {name: [value for value in facts[name] if value != code]}


def _set(name: str, value: Any) -> Fault:
    return lambda facts: {name: value}


def _tired_worker(facts: Facts) -> Facts:
    """The last worker has too few class hours of the district's training."""
    return {"staff": [*facts["staff"][:-1], facts["staff"][-1] | {"district_hours": 20}]}


STATION_FAULTS: Mapping[str, Fault] = {
    "premises.area": _set("floor_area_m2", Decimal("46.5")),
    "equipment.office": _without("equipment", "digital_camera"),
    "equipment.visitors": _without("equipment", "visitor_chairs"),
    "walls.displays": _without("wall_displays", "progress"),
    "outdoor.board": _set("outdoor_board", False),
    "video.system": _set("video_software", False),
    "training.district": _tired_worker,
    "management.rules": _without("written_rules", "meetings"),
    "mechanism.six_parties": _without("linkage_partners", "petition_office"),
    "mechanism.party_reports": _set("party_reports", 1),
}

# What a station can put right within weeks; the floor area is not among it.
MENDABLE = tuple(item for item in STATION_FAULTS if item != "premises.area")

HOME_FAULTS: Mapping[str, Fault] = {
    "sign.displayed": _set("sign_displayed", False),
    "identity.badges": _set("staff_wear_badges", False),
    "procedures.flowcharts": _set("flowcharts_posted", False),
    "services.suggestions": _set("suggestion_campaigns", 0),
}

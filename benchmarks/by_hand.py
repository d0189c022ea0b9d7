"""The items of station-2013 written by hand, as plainly as a programmer would for this one standard.

It knows no explanations, no rulings, no other edition and no bad input: the rules of the checklist are
measured against it, for their speed and, in the same run, for their verdicts, outcomes and scores.
"""

from fractions import Fraction

OFFICE = {"telephone", "copier", "printer", "digital_camera", "filing_cabinet", "card_reader"}
VISITORS = {"water_dispenser", "visitor_chairs"}
TRANSPORT = {"e_bike", "bicycle"}
ALL_ROOMS = {"reading_room", "mediation_room", "recreation_room"}
WALLS = {"duties", "staff_assignment", "rules", "progress", "area_overview"}
PRACTICES = {"job_duties", "work_files", "pay_management", "training", "assessment", "incentives"}
RULES = {"attendance", "work_ledger", "work_files", "reporting", "meetings", "assessment"}
PROCEDURES = {"union_founding", "member_registration", "service_card", "dues_collection", "wage_bargaining"}
PARTNERS = {
    "judicial_office",
    "social_security_office",
    "petition_office",
    "public_order_office",
    "employers",
}
JUDGED = (
    *(f"duties.{number}" for number in range(1, 11)),
    *(f"stationmaster_duties.{number}" for number in range(1, 9)),
    "mechanism.guidance",
    "mechanism.joint_meeting",
)

# Item: obligation, clause, the facts it reads.
ITEMS = {
    "premises.street_front": ("mandatory", "二(一)1", ["street_front"]),
    "premises.independent": ("mandatory", "二(一)1", ["independent_office"]),
    "premises.area": ("mandatory", "二(一)1", ["floor_area_m2"]),
    "premises.sign": ("mandatory", "二(一)1", ["unified_sign"]),
    "equipment.office": ("mandatory", "二(一)2", ["equipment"]),
    "equipment.computers": ("mandatory", "二(一)2", ["networked_computers", "full_time_staff"]),
    "equipment.visitors": ("mandatory", "二(一)2", ["equipment"]),
    "equipment.transport": ("encouraged", "二(一)2", ["equipment"]),
    "rooms.required": ("conditional", "二(一)3", ["rooms", "floor_area_m2"]),
    "walls.displays": ("mandatory", "二(一)3", ["wall_displays"]),
    "outdoor.board": ("mandatory", "二(一)4", ["outdoor_board"]),
    "video.system": ("mandatory", "二(一)5", ["video_computers", "video_software"]),
    "staff.count": ("mandatory", "二(二)1", ["full_time_staff", "member_count"]),
    "staff.management": ("mandatory", "二(二)2", ["personnel_practices"]),
    "training.prejob": ("conditional", "二(二)3", ["staff"]),
    "training.city": ("mandatory", "二(二)3", ["staff"]),
    "training.stationmaster": ("mandatory", "二(二)3", ["staff"]),
    "training.district": ("mandatory", "二(二)3", ["staff"]),
    "management.stationmaster": ("mandatory", "二(三)1", ["stationmaster_is_vice_chair"]),
    "management.deputy": ("mandatory", "二(三)1", ["deputy_count", "member_count"]),
    "management.rules": ("mandatory", "二(三)2", ["written_rules"]),
    "management.procedures": ("mandatory", "二(三)3", ["service_procedures"]),
    **{f"duties.{n}": ("mandatory", f"二(四)1({n})", ["judgements"]) for n in range(1, 11)},
    **{f"stationmaster_duties.{n}": ("mandatory", f"二(四)2({n})", ["judgements"]) for n in range(1, 9)},
    "mechanism.guidance": ("mandatory", "二(五)1", ["judgements"]),
    "mechanism.joint_meeting": ("mandatory", "二(五)2", ["judgements"]),
    "mechanism.six_parties": ("mandatory", "二(五)2", ["linkage_partners"]),
    "mechanism.linkage_day": ("mandatory", "二(五)3", ["linkage_months", "months_due"]),
    "mechanism.monthly_report": ("mandatory", "二(五)3", ["report_months", "months_due"]),
    "mechanism.party_reports": ("mandatory", "二(五)3", ["party_reports"]),
    "funds.service_share": ("mandatory", "四(二)", ["direct_service_spending_fen", "total_spending_fen"]),
}
SECTIONS = {
    "premises": 0, "equipment": 0, "rooms": 0, "walls": 0, "outdoor": 0, "video": 0,
    "staff": 1, "training": 1,
    "management": 2,
    "duties": 3, "stationmaster_duties": 3,
    "mechanism": 4, "funds": 4,
}  # fmt: skip
SECTION_OF = {item: SECTIONS[item.partition(".")[0]] for item in ITEMS}


def assess(f):
    """The whole answer for one station, but for the explanations."""
    found, grades = verdicts(f), f.get("judgements", {})
    items, waiting, failed = {}, [], False
    earned, applicable = [0] * 5, [0] * 5
    for item, (obligation, clause, names) in ITEMS.items():
        verdict = found[item]
        judged_item = names == ["judgements"]
        if judged_item:
            facts = {"judgements": {item: grades[item]}} if item in grades else {}
        else:
            facts = {name: f[name] for name in names if name in f}
        items[item] = {
            "verdict": verdict,
            "obligation": obligation,
            "clause": clause,
            "facts": facts,
            "missing": [name for name in names if name not in f],
        }
        if obligation == "encouraged" or verdict == "not_applicable":
            continue
        section = SECTION_OF[item]
        applicable[section] += 1
        if verdict == "met":
            earned[section] += grades[item] if judged_item else 4
        elif verdict == "not_met":
            failed = True
        else:
            waiting.append(item)
    return {
        "standard": "station-2013",
        "outcome": "rectify" if failed else "incomplete" if waiting else "certify",
        "score": score(earned, applicable),
        "open": waiting,
        "items": items,
    }


def score(earned, applicable):
    total = sum(Fraction(20 * e, 4 * n) for e, n in zip(earned, applicable, strict=True) if n)
    return int(total * 10 + Fraction(1, 2)) / 10


def verdicts(f):
    """The verdict of every item by id, for the facts of one station."""
    found = {
        "premises.street_front": flag(f.get("street_front")),
        "premises.independent": flag(f.get("independent_office")),
        "premises.area": at_least(f.get("floor_area_m2"), 50),
        "premises.sign": flag(f.get("unified_sign")),
        "equipment.office": every(f.get("equipment"), OFFICE),
        "equipment.computers": computers(f.get("networked_computers"), f.get("full_time_staff")),
        "equipment.visitors": every(f.get("equipment"), VISITORS),
        "equipment.transport": transport(f.get("equipment")),
        "rooms.required": rooms(f.get("floor_area_m2"), f.get("rooms")),
        "walls.displays": every(f.get("wall_displays"), WALLS),
        "outdoor.board": flag(f.get("outdoor_board")),
        "video.system": video(f.get("video_computers"), f.get("video_software")),
        "staff.count": staff_count(f.get("member_count"), f.get("full_time_staff")),
        "staff.management": every(f.get("personnel_practices"), PRACTICES),
        "training.prejob": training(f.get("staff"), "social_worker", True, "prejob_hours", 16),
        "training.city": training(f.get("staff"), "social_worker", False, "city_hours", 24),
        "training.stationmaster": training(f.get("staff"), "stationmaster", False, "city_hours", 40),
        "training.district": training(f.get("staff"), "social_worker", False, "district_hours", 32),
        "management.stationmaster": flag(f.get("stationmaster_is_vice_chair")),
        "management.deputy": deputy(f.get("member_count"), f.get("deputy_count")),
        "management.rules": every(f.get("written_rules"), RULES),
        "management.procedures": every(f.get("service_procedures"), PROCEDURES),
        "mechanism.six_parties": every(f.get("linkage_partners"), PARTNERS),
        "mechanism.linkage_day": months(f.get("months_due"), f.get("linkage_months")),
        "mechanism.monthly_report": months(f.get("months_due"), f.get("report_months")),
        "mechanism.party_reports": at_least(f.get("party_reports"), 2),
        "funds.service_share": share(f.get("total_spending_fen"), f.get("direct_service_spending_fen")),
    }
    grades = f.get("judgements", {})
    for item in JUDGED:
        found[item] = judged(grades.get(item))
    return found


def flag(value):
    if value is None:
        return "undecided"
    return "met" if value else "not_met"


def at_least(value, limit):
    if value is None:
        return "undecided"
    return "met" if value >= limit else "not_met"


def every(found, wanted):
    if found is None:
        return "undecided"
    return "met" if wanted.issubset(found) else "not_met"


def computers(count, staff):
    if staff == 0:
        return "met"
    if count is None or staff is None:
        return "undecided"
    return "met" if count >= staff else "not_met"


def transport(equipment):
    if equipment is None:
        return "undecided"
    return "met" if TRANSPORT.intersection(equipment) else "not_met"


def rooms(area, found):
    if area is None:
        return "undecided"
    if area < 50:
        return "not_applicable"
    if found is None:
        return "undecided"
    if area < 100:
        return "met" if "mediation_room" in found else "not_met"
    if ALL_ROOMS.issubset(found):
        return "met"
    if area > 100 or "mediation_room" not in found:
        return "not_met"
    return "needs_ruling"


def video(computers, software):
    if computers == 0 or software is False:
        return "not_met"
    return "undecided" if computers is None or software is None else "met"


def staff_count(members, staff):
    if staff is None:
        return "undecided"
    if staff >= 5:
        return "met"
    if staff < 3:
        return "not_met"
    if members is None:
        return "undecided"
    if members < 2000:
        return "met"
    return "not_met" if members > 2000 else "needs_ruling"


def deputy(members, deputies):
    if deputies is None:
        return "undecided"
    if deputies == 0:
        return "met"
    if deputies > 1:
        return "not_met"
    if members is None:
        return "undecided"
    if members > 2000:
        return "met"
    return "not_met" if members < 2000 else "needs_ruling"


def training(staff, role, only_new, hours, limit):
    if staff is None:
        return "undecided"
    certain = possible = waiting = False
    for person in staff:
        meant = meaning(person, role, only_new)
        if meant is False:
            continue
        value = person.get(hours)
        if value is None:
            waiting = True
        elif value >= limit:
            certain = certain or meant is True
            possible = possible or meant is None
        elif meant:
            return "not_met"
        else:
            waiting = True
    if waiting or (possible and not certain):
        return "undecided"
    return "met" if certain else "not_applicable"


def meaning(person, role, only_new):
    own_role, new = person.get("role"), person.get("newly_hired")
    if (own_role is not None and own_role != role) or (only_new and new is False):
        return False
    return None if own_role is None or (only_new and new is None) else True


def months(due, done):
    if due is None:
        return "undecided"
    if not due:
        return "not_applicable"
    if done is None:
        return "undecided"
    return "met" if set(due).issubset(done) else "not_met"


def share(total, direct):
    if total is None:
        return "undecided"
    if total == 0:
        return "not_applicable"
    if direct is None:
        return "undecided"
    return "met" if direct * 100 >= total * 70 else "not_met"


def judged(grade):
    if grade is None:
        return "undecided"
    if grade == "n/a":
        return "not_applicable"
    return "met" if grade >= 2 else "not_met"

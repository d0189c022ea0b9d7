"""What happens to a site step by step, each step by the person whose task it is, through the workflow."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from inspect_app.demo import facts as generated
from inspect_app.demo.city import City
from inspect_app.demo.pictures import SCENES, picture
from inspect_app.demo.plans import Plan
from inspect_app.policy import Item, Mode
from inspect_app.records.applications import Application, open_application
from inspect_app.records.certificates import standing_certificate
from inspect_app.records.decisions import Decision, pending_decision
from inspect_app.records.inspections import Inspection, InspectionKind, inspections_of
from inspect_app.records.organisation import NodeKind, Site
from inspect_app.records.people import Person, Role
from inspect_app.records.photographs import PhotographRole
from inspect_app.records.rectification import open_order
from inspect_app.workflow import (
    acceptance,
    applications,
    certification,
    editions,
    facts,
    inspections,
    photographs,
    rectification,
    subsidy,
)
from inspect_app.workflow.office import Office

PROGRAMME = "exterior-2013"
RICH, POOR, HALF_A_MILLION = 78_000_000, 6_500_000, 50_000_000
NOTES = ("现场核对，与申报一致。", "资料齐全。", "现场查看，情况属实。")


class Life:
    """One site on its way. Every public method is a step that a plan can name."""

    def __init__(self, plan: Plan, city: City, rng: random.Random) -> None:
        self.plan = plan
        self.site: Site = plan.site
        self.city = city
        self.rng = rng
        self.station = plan.site.node.kind == NodeKind.STATION
        self.staff = city.staff[plan.site.node_id]
        self.officer = city.district_of(plan.site)
        self.mended = False

    def take(self, step: str, office: Office) -> None:
        """Do one step at `office.at`; who acts depends on the step."""
        act: Callable[[Office], None] = getattr(self, step)
        act(office)

    # The station.

    def state(self, office: Office) -> None:
        day = self.plan.days[-1]
        stated = generated.station(self.rng, day) if self.station else generated.home()
        if self.plan.way.name == "stated":
            stated = dict(self.rng.sample(sorted(stated.items()), len(stated) // 2))
        facts.state(self._as(office, self.staff), self.site, stated)
        if self.station:
            facts.state_programme_facts(self._as(office, self.officer), self.site, self._funds(day))

    def start(self, office: Office) -> None:
        own = self._as(office, self.staff)
        applications.start(own, self.site)
        for item in self._shown(list(self._items(own).values()), 1):
            self._photograph(own, item, PhotographRole.DECLARED)

    def submit(self, office: Office) -> None:
        application = self._application(office)
        applications.submit(self._as(office, self.staff), application, application.version)

    resubmit = submit

    def withdraw(self, office: Office) -> None:
        application = self._application(office)
        applications.withdraw(
            self._as(office, self.staff),
            application,
            "办公用房近期搬迁，待搬迁完成后再申请。",
            application.version,
        )

    def mend(self, office: Office) -> None:
        own = self._as(office, self.staff)
        order = open_order(office.session, self._application(office).id)
        assert order is not None  # noqa: S101 - a plan orders before it mends
        for ordered in order.items:
            item = self._items(office)[ordered.item_id]
            for role in (PhotographRole.BEFORE, PhotographRole.AFTER):
                self._photograph(own, item, role, rectification_item=ordered)
            rectification.put_item_right(own, ordered, "已按要求整改到位，详见整改前后照片。")
        self.mended = True

    def report(self, office: Office) -> None:
        order = open_order(office.session, self._application(office).id)
        assert order is not None  # noqa: S101 - a plan orders before it reports
        rectification.report_put_right(self._as(office, self.staff), order, order.version)

    # The district.

    def send_back(self, office: Office) -> None:
        application = self._application(office)
        reason = "会员数与年报不一致，请核对后重新提交；请补充室外宣传栏照片。"
        applications.return_application(
            self._as(office, self.officer), application, reason, application.version
        )

    def endorse(self, office: Office) -> None:
        application = self._application(office)
        applications.endorse(
            self._as(office, self.officer), application, "情况属实，同意上报。", application.version
        )

    # The inspectors.

    def schedule(self, office: Office) -> None:
        application = self._application(office)
        lead, second = self.rng.sample(self.city.inspectors, 2)
        if self.plan.way.name in ("under way", "scheduled", "recheck scheduled") and self.rng.random() < 0.5:
            lead = self.city.inspectors[0]
            second = self.city.inspectors[1]
        on = self._visit_day(office)
        inspections.schedule(self._city(office), application, on, [lead, second], lead, application.version)

    def begin(self, office: Office) -> None:
        inspections.start(self._as(office, self._inspection(office).lead), self._inspection(office))

    def inspect(self, office: Office) -> None:
        inspection = self._inspection(office)
        lead = self._as(office, inspection.lead)
        items = self._ordered_or_all(office, inspection)
        for item in items:
            self._look_at(lead, inspection, item)
        for item in self._shown(items, 2):
            self._photograph(lead, item, PhotographRole.INSPECTION, inspection=inspection)
        inspections.finish(lead, inspection, "检查完成，双方对结果无异议。", inspection.version)

    # The city.

    def order(self, office: Office) -> None:
        application = self._application(office)
        reasons = dict.fromkeys(self.plan.faults, "现场检查不符合，须按条款整改。")
        due = office.today + dt.timedelta(days=self.rng.choice((5, 20, 30)))
        acceptance.order_rectification(self._city(office), application, reasons, due, "", application.version)

    def accept(self, office: Office) -> None:
        application = self._application(office)
        acceptance.accept(self._city(office), application, "", application.version)

    def refuse(self, office: Office) -> None:
        application = self._application(office)
        reason = "办公服务用房面积不足，短期内无法整改，建议更换用房后重新申请。"
        acceptance.refuse(self._city(office), application, reason, application.version)

    def certify(self, office: Office) -> None:
        application = self._application(office)
        certification.certify(self._city(office, Role.CITY_SIGNATORY), application, application.version)

    def suspend(self, office: Office) -> None:
        self._certificate_act(office, certification.suspend, "服务站临时搬迁，暂停使用证书。")

    def revoke(self, office: Office) -> None:
        self._certificate_act(office, certification.revoke, "服务站撤并，不再独立办公。")

    def recheck(self, office: Office) -> None:
        applications.start_yearly(self._city(office), self.site)

    # The subsidy.

    def propose(self, office: Office) -> None:
        subsidy.propose(self._city(office), PROGRAMME, self.site)

    def review(self, office: Office) -> None:
        decision = self._decision(office)
        subsidy.review(self._city(office, Role.CITY_REVIEWER), decision, decision.version)

    def sign(self, office: Office) -> None:
        decision = self._decision(office)
        subsidy.sign(self._city(office, Role.CITY_SIGNATORY), decision, decision.version)

    def issue(self, office: Office) -> None:
        self.decision = self._decision(office)
        subsidy.issue(self._city(office), self.decision, self.decision.version)

    def pay(self, office: Office) -> None:
        reference = f"拨付凭证{self.decision.id:04d}"
        subsidy.pay(self._city(office), self.decision, reference, office.today, self.decision.version)

    def correct(self, office: Office) -> None:
        reason = "经复核，外观施工实际费用低于补贴标准，按实际费用更正。"
        subsidy.correct(self._city(office), self.decision, 1_800_000, reason, self.decision.version)

    def claw_back(self, office: Office) -> None:
        subsidy.claw_back(
            self._city(office), self.decision, "申报材料不实，收回补贴。", self.decision.version
        )

    # Help.

    decision: Decision

    def _as(self, office: Office, person: Person) -> Office:
        return replace(office, by=person)

    def _city(self, office: Office, role: Role = Role.CITY_OFFICER) -> Office:
        return replace(office, by=self.city.bureau[role])

    def _application(self, office: Office) -> Application:
        application = open_application(office.session, self.site.id)
        assert application is not None  # noqa: S101 - a plan starts before it goes on
        return application

    def _inspection(self, office: Office) -> Inspection:
        return inspections_of(office.session, self._application(office).id)[0]

    def _decision(self, office: Office) -> Decision:
        decision = pending_decision(office.session, PROGRAMME, self.site.id)
        assert decision is not None  # noqa: S101 - a plan proposes before it goes on
        return decision

    def _certificate_act(self, office: Office, act: Callable[..., None], reason: str) -> None:
        certificate = standing_certificate(office.session, self.site.id)
        assert certificate is not None  # noqa: S101 - a plan certifies first
        act(self._city(office, Role.CITY_SIGNATORY), certificate, reason, certificate.version)

    def _funds(self, completed_on: dt.date) -> dict[str, Any]:
        retained = self.rng.choice((POOR, self.rng.randint(8_000_000, 47_000_000)))
        if self.plan.way.fault == "rich":
            retained = RICH
        elif "propose" not in self.plan.way.steps:
            retained = self.rng.choice((retained, RICH, HALF_A_MILLION))
        stated: dict[str, Any] = {"retained_funds_fen": retained}
        if "certify" in self.plan.way.steps or "accept" in self.plan.way.steps:
            stated["completed_on"] = self.plan.days[0] - dt.timedelta(days=self.rng.randint(5, 20))
        return stated

    def _visit_day(self, office: Office) -> dt.date:
        """The day of the next planned visit, or a day in the coming week."""
        later = [
            day for step, day in zip(self.plan.way.steps, self.plan.days, strict=True) if step == "begin"
        ]
        coming = [day for day in later if day > office.today]
        return (
            coming[0]
            if coming
            else max(office.today, self.plan.last) + dt.timedelta(days=self.rng.randint(0, 9))
        )

    def _items(self, office: Office) -> dict[str, Item]:
        return dict(editions.of_application(office, self._application(office)).items)

    def _ordered_or_all(self, office: Office, inspection: Inspection) -> list[Item]:
        items = self._items(office)
        if inspection.kind == InspectionKind.RECHECK:
            order = open_order(office.session, inspection.application_id)
            assert order is not None  # noqa: S101 - a re-check follows an order
            return [items[ordered.item_id] for ordered in order.items]
        return list(items.values())

    def _shown(self, items: list[Item], count: int) -> list[Item]:
        """Items worth a photograph, those with a scene of their own first."""
        scenic = [item for item in items if item.id.split(".")[0] in SCENES] or items
        return self.rng.sample(scenic, min(count, len(scenic)))

    def _photograph(self, office: Office, item: Item, role: PhotographRole, **bound: Any) -> None:
        scene = role.value if role in (PhotographRole.BEFORE, PhotographRole.AFTER) else ""
        content = picture(item.id, item.title.zh, self.site.node.name, office.at, scene=scene)
        photographs.attach(office, self.site, item.id, content, role, caption=item.title.zh, **bound)

    def _look_at(self, lead: Office, inspection: Inspection, item: Item) -> None:
        if item.mode is Mode.JUDGED:
            grade = self.rng.choices("432", (5, 4, 1))[0]
            inspections.record(lead, inspection, item.id, grade=grade)
        elif item.id in self.plan.faults and not self.mended:
            found = self._faults()[item.id](facts.declared(lead, self.site))
            inspections.record(
                lead,
                inspection,
                item.id,
                checked=True,
                facts=found,
                why="现场核查与申报不一致。",
                note="现场核查不符合，已向站长说明。",
            )
        elif self.mended and inspection.kind == InspectionKind.RECHECK:
            declared = facts.declared(lead, self.site)
            found = {name: declared[name] for name in item.facts if name in declared}
            inspections.record(lead, inspection, item.id, checked=True, facts=found, note="复查已整改到位。")
        else:
            inspections.record(
                lead,
                inspection,
                item.id,
                checked=True,
                note=self.rng.choice(NOTES) if self.rng.random() < 0.1 else None,
            )

    def _faults(self) -> dict[str, generated.Fault]:
        return dict(generated.STATION_FAULTS if self.station else generated.HOME_FAULTS)

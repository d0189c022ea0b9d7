"""An open application moves to the edition in force, with its open visit: an act of its own, after a look at
what differs.

Nothing that was stated, found or photographed is changed by it. What the new edition does not know stays on
record and no longer counts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from inspect_app.policy import Comparison, Item, Standard, compare
from inspect_app.records.applications import Application
from inspect_app.records.history import HistoryEntry, acts_on
from inspect_app.records.inspections import Inspection, InspectionKind, InspectionState, inspections_of
from inspect_app.workflow import editions, history, states
from inspect_app.workflow.acting import begin
from inspect_app.workflow.errors import AlreadyDone, EditionChanged, Invalid, WrongState
from inspect_app.workflow.office import Office

_ACT = "edition_moved"
_OPEN = (InspectionState.SCHEDULED, InspectionState.UNDER_WAY)


@dataclass(frozen=True)
class Moved:
    """A visit that was moved: when last, and from the edition it was scheduled under to its present one."""

    entry: HistoryEntry
    first: HistoryEntry

    @property
    def edition(self) -> str:
        return str(self.entry.detail["to"]["edition"])


def move(office: Office, application: Application, version: int) -> Comparison:
    """The application and its open visit answer to the edition in force today.

    Answers what differs. Raises what `begin` raises, AlreadyDone when the edition is the one in force, and
    WrongState for a re-check, which looks at what was ordered under its own edition.
    """
    begin(office, "application", "move", application, application.site.node, version)
    visits = _open_visits(office, application)
    if _recheck(visits):
        raise WrongState(
            "复查只看责令整改的项目，沿用首次检查所用的标准版本，不能改用现行标准。",
            "A re-check looks at what was ordered, by the edition of the first visit: it cannot be moved.",
        )
    found = differences(office, application)
    if found is None:
        raise AlreadyDone(
            f"申请适用的已是现行的 {application.edition.edition} 版标准，不必改用。",
            f"The application is on the edition in force already ({application.edition.edition}).",
        )
    application.edition = editions.keep(office, found.new)
    for visit in visits:
        visit.edition = application.edition
    office.session.flush()
    detail = found.to_json() | {"inspections": [visit.id for visit in visits]}
    history.record(office, _ACT, "application", application.id, site=application.site, detail=detail)
    return found


def edition_to_move_to(office: Office, application: Application) -> Standard | None:
    """The edition in force today, where it is another one and `move` is possible."""
    if not states.allowed("application", "move", application.state) or _recheck(
        _open_visits(office, application)
    ):
        return None
    found = editions.in_force(office, application.site)
    return None if found.sha256 == application.edition.sha256 else found


def differences(office: Office, application: Application) -> Comparison | None:
    """What differs between the edition of the application and the one in force today; None where it is that.

    Raises EditionChanged, and Invalid("standard") when none is in force.
    """
    old, new = editions.of_application(office, application), editions.in_force(office, application.site)
    return None if old.sha256 == new.sha256 else compare(old, new)


def moved(office: Office, inspection: Inspection) -> Moved | None:
    """How the visit came to its edition; None where it is the one it was scheduled under."""
    entries = _moves(office, inspection)
    return Moved(entries[-1], entries[0]) if entries else None


def differences_of(office: Office, inspection: Inspection) -> Comparison | None:
    """What differs between the edition a visit was scheduled under and its present one; None where none was.

    Raises EditionChanged where the file of one of them is no longer there.
    """
    found = moved(office, inspection)
    if found is None:
        return None
    old = found.first.detail["from"]
    standard = office.library.standard_with(old["sha256"])
    if standard is None:
        raise EditionChanged(inspection.edition.document_id, old["edition"])
    return compare(standard, editions.standard_of(office, inspection.edition))


def standards_of(office: Office, inspection: Inspection) -> list[Standard]:
    """The editions a visit has answered to, the present one first; those whose file is gone are left out."""
    earlier = [each.detail["from"]["sha256"] for each in reversed(_moves(office, inspection))]
    found = [office.library.standard_with(sha256) for sha256 in earlier]
    return [editions.standard_of(office, inspection.edition), *(each for each in found if each is not None)]


def items_of(office: Office, inspection: Inspection) -> dict[str, Item]:
    """Every item a visit has had, by id, each as the latest edition that has it says it."""
    standards = reversed(standards_of(office, inspection))
    return {item.id: item for standard in standards for item in standard.items.values()}


@contextmanager
def explaining(office: Office, inspection: Inspection) -> Iterator[None]:
    """What is refused within says of a visit that was moved also that it was: a tablet may not know yet."""
    try:
        yield
    except Invalid as refusal:
        found = moved(office, inspection)
        if found is None:
            raise
        zh = f"{refusal.text.zh}本次检查已改用 {found.edition} 版标准，请按新版核对。"
        en = f"{refusal.text.en} The visit was moved to edition {found.edition}: please check by that."
        raise Invalid(refusal.field, zh, en) from refusal


def _moves(office: Office, inspection: Inspection) -> list[HistoryEntry]:
    """The moves of a visit, oldest first."""
    entries = acts_on(office.session, _ACT, "application", [str(inspection.application_id)])
    return [each for each in entries if inspection.id in each.detail["inspections"]]


def _open_visits(office: Office, application: Application) -> list[Inspection]:
    return [each for each in inspections_of(office.session, application.id) if each.state in _OPEN]


def _recheck(visits: list[Inspection]) -> bool:
    return any(visit.kind == InspectionKind.RECHECK for visit in visits)

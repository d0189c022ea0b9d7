"""What each act does first: may this person do it, from this state, on what he saw?"""

from typing import Protocol

from sqlalchemy import inspect
from sqlalchemy.orm import RelationshipDirection

from inspect_app.records.organisation import Node
from inspect_app.records.people import Role
from inspect_app.workflow import history, states
from inspect_app.workflow.errors import NotAllowed, StaleForm, Text
from inspect_app.workflow.office import Office

ROLE_NAMES: dict[Role, Text] = {
    Role.STATION: Text("站点工作人员", "station staff"),
    Role.DISTRICT: Text("区级审核员", "district officer"),
    Role.INSPECTOR: Text("检查员", "inspector"),
    Role.CITY_OFFICER: Text("市级经办人", "city officer"),
    Role.CITY_REVIEWER: Text("市级复核人", "city reviewer"),
    Role.CITY_SIGNATORY: Text("市级签发人", "city signatory"),
    Role.ADMINISTRATOR: Text("系统管理员", "administrator"),
}


class Versioned(Protocol):
    @property
    def version(self) -> int: ...


class Subject(Versioned, Protocol):
    @property
    def state(self) -> str: ...


def require_role(office: Office, node: Node, *roles: Role, act: Text) -> None:
    """Raise NotAllowed unless the acting person holds one of `roles` on `node` or above it."""
    if any(office.by.holds(role, node) for role in roles):
        return
    names = [ROLE_NAMES[role] for role in roles]
    raise NotAllowed(
        f"您没有在“{node.name}”{act.zh}的权限；此项由{'或'.join(n.zh for n in names)}办理。",
        f"You may not {act.en} at {node.name}; that is done by the {' or '.join(n.en for n in names)}.",
    )


def begin(
    office: Office, kind: str, act: str, subject: Subject, node: Node, version: int | None
) -> states.Move:
    """Check an act before anything changes, on the subject as it stands; other writers wait till it is done.

    `version` is the one the form was opened with; None where no form stands between (a reply to a device).
    Raises NotAllowed, StaleForm or WrongState.
    """
    move = states.MOVES[kind][act]
    require_role(office, node, *move.roles, act=move.label)
    as_it_stands(office, subject, version)
    return states.check(kind, act, subject)


def as_it_stands(office: Office, subject: Versioned, version: int | None) -> None:
    """Read `subject` again behind the lock of the history. Raises StaleForm unless `version` is its own."""
    history.lock(office.session)
    mapper = inspect(subject).mapper
    office.session.refresh(subject, mapper.column_attrs.keys())
    # What it points to may be another by now: the edition of a visit that was moved, its inspectors.
    own = RelationshipDirection.ONETOMANY
    pointers = [each.key for each in mapper.relationships if each.direction is not own]
    office.session.expire(subject, pointers)
    if version is not None and version != subject.version:
        raise StaleForm

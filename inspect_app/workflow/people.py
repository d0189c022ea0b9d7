"""People and the roles they hold: entered, changed and ended by administrators of the places concerned."""

import re
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspect_app.records.organisation import Node, NodeKind, the_city
from inspect_app.records.people import CITY_ROLES, Appointment, Person, Role
from inspect_app.workflow import entered, history
from inspect_app.workflow.acting import ROLE_NAMES, require_role
from inspect_app.workflow.errors import AlreadyDone, Invalid, NotAllowed, Text, WrongState
from inspect_app.workflow.office import Office
from inspect_app.workflow.tree import KIND_NAMES

# On which kinds of place each role can be held.
PLACES: dict[Role, frozenset[NodeKind]] = {
    Role.STATION: frozenset({NodeKind.STATION, NodeKind.HOME, NodeKind.STREET}),
    Role.DISTRICT: frozenset({NodeKind.DISTRICT, NodeKind.INDUSTRY}),
    Role.INSPECTOR: frozenset({NodeKind.CITY, NodeKind.DISTRICT}),
    **dict.fromkeys(CITY_ROLES, frozenset({NodeKind.CITY})),
    Role.ADMINISTRATOR: frozenset({NodeKind.CITY, NodeKind.DISTRICT}),
}

NAME = Text("姓名", "name")
USERNAME = Text("用户名", "user name")
TELEPHONE = Text("电话", "telephone number")
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")
_MANAGE = Text("管理人员", "manage people")


def first_person(session: Session, username: str, name: str, email: str, password_hash: str) -> Person:
    """The person who sets the city up. Raises AlreadyDone once anybody has been entered."""
    if session.scalars(select(Person.id).limit(1)).first() is not None:
        raise AlreadyDone("系统中已经有人员。", "There are people already.")
    return _enter(session, username, name, email, "", password_hash)


def first_administrator(office: Office) -> Appointment:
    """Make the acting person administrator of the city; possible only while it has none."""
    city = the_city(office.session)
    if _administrators(office.session, city):
        raise AlreadyDone("本市已经有系统管理员。", "The city has an administrator already.")
    return _appointed(office, office.by, Role.ADMINISTRATOR, city)


def add_person(
    office: Office, username: str, name: str, email: str, telephone: str, password_hash: str
) -> Person:
    """Somebody who can log in, as yet without a role. Any administrator may enter a person.

    `password_hash` is what the log-in checks against, never the password.
    Raises NotAllowed, Invalid naming "username", "name", "email" or "telephone".
    """
    _require_administrator(office)
    person = _enter(office.session, username, name, email, telephone, password_hash)
    history.record(office, "person_added", "person", person.id, detail={"username": person.username})
    return person


def change_person(office: Office, person: Person, name: str, email: str, telephone: str) -> None:
    """Correct a person's name, address and telephone number; the user name stays."""
    _require_over(office, person)
    email = entered.email("email", email)
    if email != person.email:
        _require_free_email(office.session, email)
    before = {"name": person.name, "email": person.email, "telephone": person.telephone}
    person.name = entered.text("name", NAME, name, 64)
    person.email = email
    person.telephone = entered.within("telephone", TELEPHONE, telephone, 40)
    changed = sorted(field for field, value in before.items() if getattr(person, field) != value)
    history.record(office, "person_changed", "person", person.id, detail={"changed": changed})


def set_password(office: Office, person: Person, password_hash: str) -> None:
    """Give a person who cannot log in any more a new password; ends every session that is open."""
    _require_over(office, person)
    person.password = password_hash
    person.fs_uniquifier = uuid4().hex
    person.failed_logins, person.locked_until = 0, None
    history.record(office, "password_set", "person", person.id)


def end_second_factor(office: Office, person: Person, why: str) -> None:
    """Let a person who lost the phone and the recovery codes log in by password alone; ends every session.

    Passkeys that log in by themselves stay. Raises NotAllowed, Invalid without a reason.
    """
    _require_over(office, person)
    why = entered.reason(why, "why")
    person.tf_primary_method = person.tf_totp_secret = person.mf_recovery_codes = None
    person.webauthn = [passkey for passkey in person.webauthn if passkey.usage == "first"]
    person.fs_uniquifier = uuid4().hex
    history.record(office, "second_factor_ended", "person", person.id, why=why)


def deactivate(office: Office, person: Person, why: str) -> None:
    """Shut a person out. The roles stay, so that `reactivate` gives everything back.

    Raises NotAllowed, AlreadyDone, Invalid without a reason, WrongState for the city's last administrator.
    """
    _require_over(office, person)
    why = entered.reason(why, "why")
    if not person.active:
        raise AlreadyDone(f"{person.name}已经停用。", f"{person.name} is deactivated already.")
    for appointment in person.current_appointments:
        _require_another_administrator(office, appointment)
    person.active = False
    history.record(office, "person_deactivated", "person", person.id, why=why)


def reactivate(office: Office, person: Person) -> None:
    """Let a person in again, with the roles held before."""
    _require_over(office, person)
    if person.active:
        raise AlreadyDone(f"{person.name}并未停用。", f"{person.name} is active.")
    person.active = True
    history.record(office, "person_reactivated", "person", person.id)


def appoint(office: Office, person: Person, role: Role, node: Node) -> Appointment:
    """Give a person a role on a place: for that place and everything below it.

    Raises NotAllowed unless the acting person administers the place, Invalid naming "role" or "node",
    AlreadyDone when the person holds the role there, WrongState for a person or place no longer active.
    """
    require_role(office, node, Role.ADMINISTRATOR, act=_MANAGE)
    _require_fitting(role, node)
    _reread(office, person)
    if not person.active:
        raise WrongState(
            f"{person.name}已停用，请先恢复。", f"{person.name} is deactivated; reactivate first."
        )
    if node.closed_on is not None:
        raise WrongState(f"“{node.name}”已经关闭。", f"{node.name} is closed.")
    if any(a.role == role and a.node_id == node.id for a in person.current_appointments):
        name = ROLE_NAMES[role]
        raise AlreadyDone(
            f"{person.name}已经是“{node.name}”的{name.zh}。",
            f"{person.name} is {name.en} at {node.name} already.",
        )
    return _appointed(office, person, role, node)


def end_appointment(office: Office, appointment: Appointment, why: str) -> None:
    """End a role from now on; what was done in it stays.

    Raises NotAllowed, AlreadyDone, Invalid without a reason, WrongState for the city's last administrator.
    """
    require_role(office, appointment.node, Role.ADMINISTRATOR, act=_MANAGE)
    why = entered.reason(why, "why")
    _reread(office, appointment)
    if appointment.ended_at is not None:
        raise AlreadyDone("这项任职已经结束。", "This appointment has ended already.")
    _require_another_administrator(office, appointment)
    appointment.ended_at = office.at
    office.session.flush()
    detail = {"role": appointment.role, "node": appointment.node_id}
    history.record(office, "appointment_ended", "person", appointment.person_id, why=why, detail=detail)


def _require_administrator(office: Office) -> None:
    if Role.ADMINISTRATOR not in office.by.role_names:
        raise NotAllowed("只有系统管理员可以管理人员。", "Only administrators manage people.")


def _require_over(office: Office, person: Person) -> None:
    """Whether the acting person administers every place on which `person` holds a role.

    A district's administrator who could change a city signatory's address could take over the account.
    """
    _require_administrator(office)
    for node in person.nodes():
        require_role(office, node, Role.ADMINISTRATOR, act=_MANAGE)
    _reread(office, person)


def _reread(office: Office, record: Person | Appointment) -> None:
    """Read a record again behind the lock, so that two administrators cannot end each other at once."""
    history.lock(office.session)
    office.session.refresh(record)


def _enter(
    session: Session, username: str, name: str, email: str, telephone: str, password_hash: str
) -> Person:
    history.lock(session)
    person = Person(
        username=_free_username(session, username),
        name=entered.text("name", NAME, name, 64),
        email=entered.email("email", email),
        telephone=entered.within("telephone", TELEPHONE, telephone, 40),
        password=password_hash,
        fs_uniquifier=uuid4().hex,
        active=True,
    )
    _require_free_email(session, person.email)
    session.add(person)
    session.flush()
    return person


def _free_username(session: Session, username: str) -> str:
    entered_name = entered.text("username", USERNAME, username, 64).lower()
    if not _USERNAME.fullmatch(entered_name):
        raise Invalid(
            "username",
            "用户名为2至64位，由小写字母、数字和 . _ - 组成，且以字母或数字开头。",
            "A user name has 2 to 64 small letters, digits and . _ - and starts with a letter or a digit.",
        )
    if session.scalar(select(Person.id).where(Person.username == entered_name)) is not None:
        raise Invalid(
            "username",
            f"用户名 {entered_name} 已被使用，请换一个。",
            f"The user name {entered_name} is taken; choose another.",
        )
    return entered_name


def _require_free_email(session: Session, email: str) -> None:
    if session.scalar(select(Person.id).where(Person.email == email)) is not None:
        raise Invalid(
            "email",
            f"电子邮箱 {email} 已登记在他人名下，请核对。",
            f"The address {email} belongs to somebody else.",
        )


def _require_fitting(role: Role, node: Node) -> None:
    places = PLACES[role]
    if node.kind in places:
        return
    name, kinds = ROLE_NAMES[role], [KIND_NAMES[kind] for kind in NodeKind if kind in places]
    raise Invalid(
        "node",
        f"{name.zh}只能设在{'、'.join(k.zh for k in kinds)}，不能设在“{node.name}”。",
        f"A {name.en} is appointed at a {' or '.join(k.en for k in kinds)}, not at {node.name}.",
    )


def _appointed(office: Office, person: Person, role: Role, node: Node) -> Appointment:
    appointment = Appointment(person=person, role=role, node=node, started_at=office.at)
    office.session.add(appointment)
    office.session.flush()
    detail = {"role": role, "node": node.id}
    history.record(office, "person_appointed", "person", person.id, detail=detail)
    return appointment


def _require_another_administrator(office: Office, leaving: Appointment) -> None:
    if leaving.role != Role.ADMINISTRATOR or leaving.node.kind != NodeKind.CITY:
        return
    if any(a.person_id != leaving.person_id for a in _administrators(office.session, leaving.node)):
        return
    raise WrongState(
        "这是本市最后一名系统管理员，请先任命另一名系统管理员。",
        "This is the city's last administrator. Appoint another one first.",
    )


def _administrators(session: Session, city: Node) -> list[Appointment]:
    """The city's standing administrators."""
    query = (
        select(Appointment)
        .join(Appointment.person)
        .where(
            Appointment.role == Role.ADMINISTRATOR,
            Appointment.node_id == city.id,
            Appointment.ended_at.is_(None),
            Person.active,
        )
    )
    return list(session.scalars(query))

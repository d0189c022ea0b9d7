"""People, how they log in, and the roles they hold on nodes of the organisation tree."""

import datetime as dt
import enum
from typing import Any

# Flask-Security asks its mixins of the account model itself: the one name of the web below the web.
from flask_security import UserMixin, WebAuthnMixin
from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, and_, select
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from inspect_app.records.organisation import Node
from inspect_app.records.types import Base


class Role(enum.StrEnum):
    STATION = "station"
    DISTRICT = "district"
    INSPECTOR = "inspector"
    CITY_OFFICER = "city_officer"
    CITY_REVIEWER = "city_reviewer"
    CITY_SIGNATORY = "city_signatory"
    ADMINISTRATOR = "administrator"


CITY_ROLES = frozenset({Role.CITY_OFFICER, Role.CITY_REVIEWER, Role.CITY_SIGNATORY})


class Person(Base, UserMixin):
    """Somebody who acts. An account that is no longer active keeps its name in the history."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(64))
    telephone: Mapped[str] = mapped_column(String(40), default="")
    locale: Mapped[str | None] = mapped_column(String(8))
    active: Mapped[bool] = mapped_column(default=True)
    password: Mapped[str | None] = mapped_column(String(255))
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(String(64), unique=True)  # type: ignore[assignment]  # the mixin says never null
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    # The step of time whose code was last accepted.
    tf_last_step: Mapped[int | None] = mapped_column(BigInteger)
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON))
    failed_logins: Mapped[int] = mapped_column(default=0)
    # Until then every attempt is refused, right password or not.
    locked_until: Mapped[dt.datetime | None]
    last_login_at: Mapped[dt.datetime | None]  # type: ignore[assignment]  # the mixin says never null

    appointments: Mapped[list["Appointment"]] = relationship(back_populates="person")
    webauthn: Mapped[list["Passkey"]] = relationship(back_populates="user", cascade="all, delete-orphan")  # type: ignore[assignment]  # narrower than the mixin's

    def holds(self, role: Role, node: Node) -> bool:
        """Whether this person has `role` on `node` or above it."""
        return any(a.role == role and a.node.covers(node) for a in self.current_appointments)

    @property
    def current_appointments(self) -> list["Appointment"]:
        return [a for a in self.appointments if a.ended_at is None]

    @property
    def role_names(self) -> frozenset[Role]:
        return frozenset(Role(a.role) for a in self.current_appointments)

    def nodes(self, *roles: Role) -> list[Node]:
        """The nodes on which this person holds one of `roles` (any role when none is named)."""
        return [a.node for a in self.current_appointments if not roles or a.role in roles]


class Appointment(Base):
    """A role held on a node; ended, never deleted."""

    __tablename__ = "appointment"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(String(32))
    node_id: Mapped[int] = mapped_column(ForeignKey("node.id"), index=True)
    started_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]

    person: Mapped[Person] = relationship(back_populates="appointments")
    node: Mapped[Node] = relationship(lazy="joined")


class Passkey(Base, WebAuthnMixin):
    """A WebAuthn credential, in the columns Flask-Security names."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON))
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))
    extensions: Mapped[str | None] = mapped_column(String(255))
    create_datetime: Mapped[dt.datetime]
    lastuse_datetime: Mapped[dt.datetime]
    name: Mapped[str] = mapped_column(String(64))
    usage: Mapped[str] = mapped_column(String(64))

    user: Mapped[Person] = relationship(back_populates="webauthn")

    def get_user_mapping(self) -> dict[str, Any]:
        """How Flask-Security finds the owner of this credential."""
        return {"id": self.user_id}


Index(
    "uq_appointment_current",
    Appointment.person_id,
    Appointment.role,
    Appointment.node_id,
    unique=True,
    sqlite_where=Appointment.ended_at.is_(None),
    postgresql_where=Appointment.ended_at.is_(None),
)


def person_by_username(session: Session, username: str) -> Person | None:
    return session.scalar(select(Person).where(Person.username == username))


def people_below(session: Session, node: Node, role: Role | None = None) -> list[Person]:
    """Active people with an appointment (of `role`) on a node at or below `node`, by name."""
    held = [
        Appointment.ended_at.is_(None),
        Appointment.node.has(Node.path.startswith(node.path, autoescape=True)),
    ]
    if role is not None:
        held.append(Appointment.role == role)
    query = select(Person).where(Person.active, Person.appointments.any(and_(*held)))
    query = query.order_by(Person.name, Person.id).options(selectinload(Person.appointments))
    return list(session.scalars(query))

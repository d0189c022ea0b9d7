"""Starting the server, and making the demonstration city it can show."""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from flask_security import hash_password
from waitress import create_server

from inspect_app.app import create_app
from inspect_app.demo.build import DEMO_DATE, PASSWORD, build_demo
from inspect_app.demo.city import Login
from inspect_app.demo.store import HastyStore
from inspect_app.policy import Plan, Programme, Standard, load_library
from inspect_app.records.database import begin_writing
from inspect_app.records.history import count_entries, newest_hash
from inspect_app.records.migrate import needs_migration, upgrade
from inspect_app.settings import INSTANCE, Settings
from inspect_app.web.database import commit, db
from inspect_app.workflow import history, organisation, people
from inspect_app.workflow.acting import ROLE_NAMES
from inspect_app.workflow.errors import Invalid, WrongState
from inspect_app.workflow.office import BEIJING, Office

DEMO = INSTANCE / "demo"
LOGINS, CHECKLISTS = "logins.txt", "checklists.txt"
# Requests wait for the disk and for each other's locks rather than for the processor.
THREADS = 8

Tell = Callable[[str], None]


def demo_settings(settings: Settings, folder: Path = DEMO) -> Settings:
    """The settings of a demonstration kept in `folder`: everything of its own but the secrets."""
    return replace(
        settings,
        database_url=_database(folder),
        uploads=folder.resolve() / "uploads",
        demo_date=DEMO_DATE,
    )


def make_demo(settings: Settings, tell: Tell, folder: Path = DEMO) -> None:
    """A fresh city in `folder`, in place of the one that was there; it appears only when it is complete."""
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    logins = _fill(demo_settings(settings, unfinished), tell)
    (unfinished / LOGINS).write_text(logins, encoding="utf-8")
    (unfinished / CHECKLISTS).write_text(_editions(settings), encoding="utf-8")
    os.sync()
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)


def _fill(fresh: Settings, tell: Tell) -> str:
    """Fill the database and the evidence store; answers the table of log-ins."""
    upgrade(fresh.database_url)
    app = create_app(fresh)
    with app.app_context():
        library, store = app.extensions["library"], HastyStore(fresh.uploads)
        city = build_demo(db.session, library, store, hash_password(PASSWORD), fresh.verify_url, tell)
        logins = _table(city.logins)
        db.session.close()
        db.engine.dispose()
    return logins


def demo_is_ready(settings: Settings, folder: Path = DEMO) -> bool:
    """Whether there is a demonstration that this release can serve: of its schema and by its checklists."""
    judged_by = folder / CHECKLISTS
    return (
        judged_by.exists()
        and judged_by.read_text(encoding="utf-8") == _editions(settings)
        and not needs_migration(_database(folder))
    )


def demo_logins(folder: Path = DEMO) -> str | None:
    """Who a visitor of the demonstration can be; None when it has not been made."""
    file = folder / LOGINS
    return file.read_text(encoding="utf-8") if file.exists() else None


def ready_app(settings: Settings) -> Flask:
    """The application on a database that this release can work with.

    Raises WrongState when `migrate` has to be run first, and what create_app raises.
    """
    app = create_app(settings)
    settings.make_folders()
    if needs_migration(settings.database_url):
        raise WrongState(
            "数据库尚未建立或版本较旧。请先运行 inspect-app migrate。",
            "The database is missing or older than this release. Run inspect-app migrate first.",
        )
    return app


@dataclass(frozen=True)
class CheckedHistory:
    """How many entries the history has, which of them do not fit, and the hash of the newest."""

    entries: int
    broken: Sequence[int]
    newest: str


def check_history(settings: Settings) -> CheckedHistory:
    """Compute the whole chain again. Raises WrongState when the database is not of this release."""
    with ready_app(settings).app_context():
        return CheckedHistory(
            count_entries(db.session), history.broken_links(db.session), newest_hash(db.session)
        )


def found_city(
    settings: Settings, code: str, city: str, username: str, name: str, email: str, password: str
) -> None:
    """Plant the root of the tree with its first administrator.

    Raises AlreadyDone once that is done, Invalid for a wrong entry, and what ready_app raises.
    """
    app = ready_app(settings)
    _require_long(password, app.config["SECURITY_PASSWORD_LENGTH_MIN"])
    with app.app_context():
        begin_writing(db.session)
        chief = people.first_person(db.session, username, name, email, hash_password(password))
        library, store = app.extensions["library"], app.extensions["store"]
        office = Office(db.session, library, store, chief, dt.datetime.now(BEIJING), settings.verify_url)
        organisation.plant_city(office, code, city)
        people.first_administrator(office)
        commit()


def _require_long(password: str, shortest: int) -> None:
    if len(password) < shortest:
        raise Invalid(
            "password",
            f"密码太短，至少要 {shortest} 个字符。",
            f"The password is too short: use at least {shortest} characters.",
        )


def serve(app: Flask, host: str, port: int, tell: Tell) -> None:
    """Answer requests until the process is stopped. Raises OSError when the address cannot be had."""
    server = create_server(app, host=host, port=port, threads=THREADS, ident=None)
    tell(f"服务已启动 Serving on http://{host}:{port}  (Ctrl+C 停止 stops)")
    server.run()


def _editions(settings: Settings) -> str:
    """The checklists in force with their texts' digests: who was judged by another text cannot go on."""
    library = load_library(settings.checklists)
    used: list[Standard | Programme | Plan] = [*library.standards.values()]
    used += [*library.programmes.values(), *library.plans.values()]
    return "\n".join(f"{each.id} {each.edition} {each.sha256}" for each in used)


def _database(folder: Path) -> str:
    return f"sqlite:///{folder.resolve() / 'inspect.db'}"


def _table(logins: Sequence[Login]) -> str:
    lines = [f"演示账号（密码均为 {PASSWORD}） Demo log-ins, all with that password:"]
    for login in logins:
        role = ROLE_NAMES[login.role]
        lines.append(f"  {login.username:<16} {role.zh} {role.en} · {login.person.name} · {login.place}")
    return "\n".join(lines)

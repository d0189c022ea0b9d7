"""`inspect-app serve`, `migrate` and `found`: what a server needs before it starts."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, ROOT

Environment = dict[str, str]
FOUND = (
    *("found", "--code", "110000", "--city", "北京市总工会", "--username", "guanli"),
    *("--name", "管理员", "--email", "guanli@example.cn", "--password", "a-long-password"),
)


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """An installation of its own below the test's folder."""
    return {
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "PATH": os.environ["PATH"],
        "INSPECT_DATABASE_URL": f"sqlite:///{tmp_path / 'own' / 'inspect.db'}",
        "INSPECT_UPLOADS": str(tmp_path / "own" / "uploads"),
    }


def run(environment: Environment, folder: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and standard error of the command."""
    command = [sys.executable, "-c", COMMAND, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=120)
    return done.returncode, done.stderr.decode()


@contextmanager
def serving(environment: Environment, folder: Path, port: int) -> Iterator[None]:
    command = [sys.executable, "-c", COMMAND, "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert str(port) in server.stdout.readline().decode()
        try:
            yield
        finally:
            server.send_signal(signal.SIGTERM)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_founded_city_is_served(environment: Environment, tmp_path: Path) -> None:
    assert run(environment, tmp_path, "migrate") == (0, "")
    assert run(environment, tmp_path, *FOUND)[0] == 0
    port = free_port()
    with (
        serving(environment, tmp_path, port),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page,
    ):
        assert "登录" in page.read().decode()


def test_a_city_is_founded_once(environment: Environment, tmp_path: Path) -> None:
    run(environment, tmp_path, "migrate")
    run(environment, tmp_path, *FOUND)
    code, message = run(environment, tmp_path, *FOUND)
    assert code == 2
    assert "系统中已经有人员" in message


def test_a_short_password_is_refused(environment: Environment, tmp_path: Path) -> None:
    run(environment, tmp_path, "migrate")
    code, message = run(environment, tmp_path, *FOUND[:-1], "short")
    assert code == 2
    assert "10" in message
    assert run(environment, tmp_path, *FOUND)[0] == 0


def test_the_history_is_checked(environment: Environment, tmp_path: Path) -> None:
    run(environment, tmp_path, "migrate")
    run(environment, tmp_path, *FOUND)
    assert run(environment, tmp_path, "history") == (0, "")
    with closing(sqlite3.connect(tmp_path / "own" / "inspect.db")) as database:
        changed = "UPDATE history_entry SET why = 'another' WHERE id = (SELECT min(id) FROM history_entry)"
        database.execute(changed)
        database.commit()
    code, message = run(environment, tmp_path, "history")
    assert code == 2
    assert "broken at 1" in message


def test_without_a_database_the_remedy_is_named(environment: Environment, tmp_path: Path) -> None:
    for command in (["serve"], FOUND, ["history"]):
        code, message = run(environment, tmp_path, *command)
        assert code == 2
        assert "inspect-app migrate" in message
        assert "Traceback" not in message


def test_a_wrong_setting_is_named_with_its_value(environment: Environment, tmp_path: Path) -> None:
    code, message = run(environment | {"INSPECT_DEMO_DATE": "2013-11-31"}, tmp_path, "serve")
    assert code == 2
    assert "INSPECT_DEMO_DATE='2013-11-31'" in message


def test_a_checklist_with_an_error_keeps_the_server_from_starting(
    environment: Environment, tmp_path: Path
) -> None:
    checklists = Path(shutil.copytree(ROOT / "checklists", tmp_path / "checklists"))
    file = checklists / "station-2013" / "standard.yaml"
    file.write_text(file.read_text().replace("is_true: street_front", "is_true: street_frond"))
    code, message = run(environment | {"INSPECT_CHECKLISTS": str(checklists)}, tmp_path, "serve")
    assert code == 2
    assert f"{file}:" in message
    assert "street_frond" in message


def test_a_port_in_use_is_named(environment: Environment, tmp_path: Path) -> None:
    run(environment, tmp_path, "migrate")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, message = run(environment, tmp_path, "serve", "--port", str(port))
    assert code == 2
    assert f"127.0.0.1:{port}" in message
    assert "--port" in message

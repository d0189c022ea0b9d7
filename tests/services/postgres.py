"""A PostgreSQL server of the tests' own, from Debian's programs: started, used, removed."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

DEBIAN_CLUSTERS = Path("/usr/lib/postgresql")
STARTUP_SECONDS = 60
DURABLE = ("listen_addresses=",)
# The data outlive no test, so nothing waits for the disk.
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", *DURABLE)


@contextmanager
def throwaway_server(settings: Sequence[str] = HASTY) -> Iterator[str]:
    """The URL, for SQLAlchemy and psycopg, of the maintenance database of a fresh server.

    The server listens on a socket in its own folder and on no port, so any number can run side by side. It
    ends with the process that started it, however that ends. Raises RuntimeError if it cannot start.
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="inspect-app-postgres-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _run([programs / "initdb", "--pgdata", folder / "data", "--username=postgres", *_INITDB_OPTIONS])
        with _running(programs, folder, settings):
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder)


_INITDB_OPTIONS = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")


def _programs() -> Path:
    folders = sorted(DEBIAN_CLUSTERS.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if not folders:
        raise RuntimeError(f"no PostgreSQL under {DEBIAN_CLUSTERS}; install it with: make services")
    return folders[-1].parent


@contextmanager
def _running(programs: Path, folder: Path, settings: Sequence[str]) -> Iterator[None]:
    options = [word for setting in settings for word in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        command = [programs / "postgres", "-D", folder / "data", "-k", folder, *options]
        server = subprocess.Popen(_as_postgres(command), stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_until_ready(programs, folder, server)
        yield
    finally:
        server.terminate()
        server.wait()


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.05)


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(_as_postgres(command), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def _as_postgres(command: list[str | Path]) -> list[str | Path]:
    """PostgreSQL refuses to run as root; a server whose parent died interrupts itself."""
    user = ["--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
    return ["setpriv", "--pdeathsig=INT", *user, "--", *command]

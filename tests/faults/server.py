"""The product as processes of its own, which can be killed at any moment and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from inspect_app.settings import Settings

ROOT = Path(__file__).parents[2]
STARTUP_SECONDS = 60
# As docs/operations.md has it: requests wait for the disk and for each other's locks.
WORKERS, THREADS = 2, 8


class Server:
    """Gunicorn on the database and uploads of `settings`, always at the same port of this machine.

    A context manager: started on entry, ended on exit. What it writes stands in `log`.
    """

    def __init__(self, settings: Settings, log: Path) -> None:
        self.settings, self.log = settings, log
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def is_running(self) -> bool:
        return self._process is not None

    @property
    def pids(self) -> list[int]:
        """The process and its workers."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        return [self._process.pid, *map(int, children)]

    def start(self) -> None:
        """Answers requests when this returns. Raises RuntimeError if it does not come to that.

        Call it from the main thread: the server ends with the thread that started it.
        """
        command = [
            "setpriv",
            "--pdeathsig=KILL",
            "--",
            sys.executable,
            "-m",
            "gunicorn",
            "--no-control-socket",
        ]
        command += [f"--workers={WORKERS}", "--worker-class=gthread", f"--threads={THREADS}"]
        command += [f"--bind=127.0.0.1:{self.port}", f"--chdir={ROOT}", "wsgi:app"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self._environment(), stdout=log, stderr=log, start_new_session=True
            )
        self._wait_until_it_answers()

    def kill(self) -> None:
        """All its processes at once, with no chance to tidy up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, with_signal: signal.Signals) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, with_signal)
            self._process.wait()
            self._process = None

    def _environment(self) -> dict[str, str]:
        settings = self.settings
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "INSPECT_DATABASE_URL": settings.database_url,
            "INSPECT_UPLOADS": str(settings.uploads),
            "INSPECT_SECRET_KEY": settings.secret_key,
            "INSPECT_PASSWORD_SALT": settings.password_salt,
            "INSPECT_DEMO_DATE": settings.demo_date.isoformat() if settings.demo_date else "",
        }

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + STARTUP_SECONDS
        while not self._answers():
            assert self._process is not None
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{self.log.read_text()}")
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/login", timeout=STARTUP_SECONDS):  # noqa: S310 - our own
                return True
        except HTTPError:
            raise
        except (URLError, OSError):
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

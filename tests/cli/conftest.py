"""Runs the command as a person would: another process, its own standard streams."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = "from inspect_app.cli import main; main(prog_name='inspect-app')"
Run = Callable[..., CompletedProcess[bytes]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command, started in an empty folder; answers exit code and both streams."""

    def start(*arguments: str, stdin: bytes = b"", encoding: str = "utf-8") -> CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-c", COMMAND, *arguments],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding},
            check=False,
        )

    return start

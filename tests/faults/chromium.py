"""A Chromium that can be killed at any moment and opened again on the profile it left behind."""

import os
import signal
import subprocess
import time
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from tests.services.chromium import FLAGS, find

STARTUP_SECONDS = 60
PORT_FILE = "DevToolsActivePort"


class Chromium:
    """What it keeps lies in the folder `profile`."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        self._playwright, self._profile = playwright, profile
        self._process: subprocess.Popen[bytes] | None = None

    def open(self) -> BrowserContext:
        """Raises RuntimeError if there is no Chromium or it does not start."""
        self._profile.mkdir(parents=True, exist_ok=True)
        (self._profile / PORT_FILE).unlink(missing_ok=True)
        options = ("--headless=new", "--remote-debugging-port=0", "--no-first-run", "--accept-lang=zh-CN")
        command = ["setpriv", "--pdeathsig=KILL", "--", find("chromium"), *FLAGS, *options]
        command += [f"--user-data-dir={self._profile}", "--window-size=1024,768", "about:blank"]
        self._process = subprocess.Popen(
            command,
            env={**os.environ, "TZ": "Asia/Shanghai"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        browser = self._playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{self._port()}")
        return browser.contexts[0]

    def kill(self) -> None:
        """All its processes at once, with no chance to write anything."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
            for lock in self._profile.glob("Singleton*"):
                lock.unlink()

    def _port(self) -> int:
        """The port of the debugger, once the browser has written it down."""
        deadline, file = time.monotonic() + STARTUP_SECONDS, self._profile / PORT_FILE
        while not (file.exists() and file.read_text().count("\n")):
            assert self._process is not None
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("Chromium did not start")
            time.sleep(0.02)
        return int(file.read_text().split()[0])

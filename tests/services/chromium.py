"""Debian's Chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

# As root there is no sandbox; the rest keeps the browser from work no test asked for.
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")


@contextmanager
def chromium_browser() -> Iterator[Browser]:
    """A headless Chromium. Raises RuntimeError if there is none."""
    executable = find("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def find(program: str) -> str:
    """Where it is installed. Raises RuntimeError if it is not."""
    found = shutil.which(program)
    if found is None:
        raise RuntimeError(f"no {program} on the PATH; install it with: make services")
    return found

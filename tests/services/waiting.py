"""Waiting for what a page has to ask for: Playwright's own wait takes the promise of an answer for a yes."""

from playwright.sync_api import Page

UNTIL = """async (it) => {
    const holds = %s;
    while (!(await holds(it))) await new Promise((again) => setTimeout(again, 50));
}"""


def wait_until(page: Page, condition: str, it: object = None) -> None:
    """`condition` is a JavaScript function of `it`, asked on the page until its promise gives true."""
    page.evaluate(UNTIL % condition, it)

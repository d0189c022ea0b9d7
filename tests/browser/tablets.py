"""An inspector's tablet: a browser of its own behind a network that can go away."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from playwright.sync_api import Browser, Page, expect

from tests.faults.network import Network
from tests.services.waiting import wait_until
from tests.web.city import PASSWORD

PATIENCE = 60_000
READY = "没有网络也可以进行"
IN_CACHES = """async (prefix) => {
    const found = {};
    for (const name of await caches.keys()) {
        if (!name.startsWith(prefix)) continue;
        const cache = await caches.open(name);
        for (const { url } of await cache.keys()) {
            found[new URL(url).pathname] = await (await cache.match(url, { ignoreVary: true })).text();
        }
    }
    return found;
}"""

COUNTED = """async ([prefix, count]) => {
    const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().length === count;
}"""
INSTALLED = """async (shell) => {
    const { installing } = await navigator.serviceWorker.getRegistration();
    return !installing && (await caches.has(shell));
}"""
WAITS = "async () => !!(await navigator.serviceWorker.getRegistration()).waiting"
PAUSE_MS = 500


class Tablet:
    """What somebody does on it. A script error that nothing catches fails the test."""

    def __init__(self, page: Page, network: Network) -> None:
        self.page, self.network = page, network
        self.errors: list[str] = []
        page.context.on("weberror", lambda error: self.errors.append(str(error.error)))
        page.context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)

    def log_in(self, username: str) -> None:
        self.page.goto("/login")
        self.page.locator("main [name=email]").fill(username)
        self.page.locator("main [name=password]").fill(PASSWORD)
        self.page.locator("main [name=password]").press("Enter")
        self.page.wait_for_url("**/inspections")

    def make_ready(self, username: str = "inspector") -> None:
        """Log in, and wait until the page says that one can leave."""
        self.log_in(username)
        expect(self.page.locator("#ready-to-go")).to_contain_text(READY)

    def kept(self, prefix: str) -> dict[str, str]:
        """What is kept in the caches whose names begin so: by path, as text."""
        return cast(dict[str, str], self.page.evaluate(IN_CACHES, prefix))

    def caches(self) -> list[str]:
        return cast(list[str], self.page.evaluate("caches.keys()"))

    def let_in(self, release: str) -> None:
        """Let the worker of another release take over, as browsers do once the old one has nothing to do.

        Under a test they hold on to the old one, so it is stopped, and again where a page called it back.
        """
        self.wait_until(INSTALLED, f"shell-{release}")
        while self.page.evaluate(WAITS):
            self.stop_workers()
            self.page.wait_for_timeout(PAUSE_MS)

    def stop_workers(self) -> None:
        """As browsers do with a worker that has nothing to do, or where they are short of memory."""
        workers = self.page.context.new_cdp_session(self.page)
        workers.send("ServiceWorker.enable")
        workers.send("ServiceWorker.stopAllWorkers")

    def wait_until(self, condition: str, it: object = None) -> None:
        """`condition` is a JavaScript function of `it`, asked on the page until its promise gives true."""
        wait_until(self.page, condition, it)

    def wait_for_kept(self, prefix: str, count: int) -> None:
        """Until the caches whose names begin so hold that many pages or pictures."""
        self.wait_until(COUNTED, [prefix, count])


@contextmanager
def tablet(chromium: Browser, network: Network, address: str = "", **context: Any) -> Iterator[Tablet]:
    """A fresh browser in Chinese, on the network's address unless another is given."""
    opened = chromium.new_context(
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport={"width": 1024, "height": 768},
        base_url=address or network.address,
        **context,
    )
    made = Tablet(opened.new_page(), network)
    try:
        yield made
    finally:
        opened.close()
    assert made.errors == []

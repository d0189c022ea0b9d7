"""An inspector's tablet: a Chromium with the pages as they are, which can be killed and switched on again."""

import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Geolocation, Page, Playwright

from tests.faults.acts import CHECKLIST, LEAVING, PATIENCE_MS, Act
from tests.faults.chromium import Chromium
from tests.faults.truth import Done
from tests.web.city import PASSWORD

HERE: Geolocation = {"latitude": 39.9139, "longitude": 116.4103, "accuracy": 12}
ALONE_SECONDS = 3
# What a page has once it is drawn from what the tablet holds.
READY = {CHECKLIST: '.board[aria-busy="false"]', LEAVING: "[data-leaving] [data-act]"}
KEPT = Path(__file__).with_name("kept.js").read_text("utf-8")


class Tab:
    """One page of the tablet."""

    def __init__(self, page: Page, tablet: "Tablet") -> None:
        self.page, self._tablet = page, tablet
        self._at: str | None = None

    def log_in(self) -> None:
        """Nothing where that is still known from before."""
        self._at = None
        self.page.goto(f"{self._tablet.address}/login?next=/inspections")
        leave = self.page.get_by_role("button", name="退出")
        if leave.is_visible():
            return
        main = self.page.get_by_role("main")
        main.get_by_label("用户名或电子邮箱", exact=True).fill(self._tablet.username)
        main.get_by_label("密码", exact=True).fill(PASSWORD)
        main.get_by_role("button", name="登录", exact=True).click()
        leave.wait_for(timeout=PATIENCE_MS)

    def open(self, page: str = CHECKLIST) -> None:
        """A page of the visit, drawn from what the tablet holds; nothing where it is open already."""
        address = f"{self._tablet.address}/inspections/{self._tablet.visit}{page}"
        if self._at == address:
            return
        self.page.goto(address)
        # Not an `expect`: that writes down the whole page each time it looks, which takes longest of all.
        self.page.locator(READY[page]).first.wait_for(state="attached", timeout=PATIENCE_MS)
        self._at = address

    def do(self, act: Act) -> None:
        """Until the page says that it is done. What it says is true: the tablet holds it by then."""
        self.begin(act)
        act.wait_until_shown(self.page)
        assert self.has(act), f"the page says that it is done, and the tablet does not hold it: {act}"

    def begin(self, act: Act) -> None:
        """And wait for nothing."""
        self.page.bring_to_front()
        self.open(act.page)
        act.begin(self.page)

    def recover(self, act: Act) -> None:
        """After a crash in the midst of it: do it again unless it was kept."""
        self.open(act.page)
        if not self.has(act):
            self.do(act)

    def has(self, act: Act) -> bool:
        """Whether the tablet holds it; then it counts as done."""
        found = self._ask(*act.question(self._tablet.done))
        if found is not None:
            act.note(self._tablet.done, found)
        return found is not None

    def wait_until_kept(self) -> None:
        """The visit could be gone on with without a network."""
        assert self._ask_for("pages", PATIENCE_MS / 1000), "the pages are not kept"

    def wait_until_sent(self) -> None:
        """Nothing waits on the tablet any more.

        Logs in again where that is asked for. The pauses of the sender grow to a minute: after some seconds
        the browser is made to find a network, as it does in a place where one comes and goes.
        """
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while (found := self._ask_for("sent", ALONE_SECONDS)) != "sent":
            assert time.monotonic() < deadline, f"not all is sent: {self.entries_left()}"
            if found == "login":
                self.log_in()
            else:
                self.notice_network()

    def close(self) -> None:
        self.page.close()

    def forgotten_files(self) -> list[str]:
        """The ids of those that are still on the tablet though nothing waits for them."""
        found: list[str] = self._ask("forgotten")
        return found

    def entries_left(self) -> list[str]:
        """A line for every entry on the tablet, of whichever visit it is."""
        left: list[str] = self._ask("left")
        return left

    def notice_network(self) -> None:
        """What a browser says by itself when a network comes back."""
        self.page.evaluate("() => dispatchEvent(new Event('online'))")

    def _ask(self, question: str, *about: Any) -> Any:
        return self.page.evaluate(_script(question), [self._tablet.visit, *about])

    def _ask_for(self, question: str, seconds: float) -> Any:
        """What kept.js answers as soon as it has an answer; None when it has none for so long."""
        deadline = time.monotonic() + seconds
        while (found := self._ask(question)) is None and time.monotonic() < deadline:
            self.page.wait_for_timeout(100)
        return found


class Tablet:
    """Belongs to one inspector. `done` is what he did in the `visit` that he works on."""

    def __init__(self, playwright: Playwright, profile: Path, address: str, username: str) -> None:
        self.address, self.username = address, username
        self.visit, self.done = "", Done()
        self._chromium = Chromium(playwright, profile)
        self._context: BrowserContext | None = None

    def switch_on(self) -> Tab:
        """Open the browser on the profile as it was left; an empty tab."""
        self._context = self._chromium.open()
        self._context.set_default_timeout(PATIENCE_MS)
        self._context.grant_permissions(["geolocation"])
        self._context.set_geolocation(HERE)
        return Tab(self._context.pages[0], self)

    def another_tab(self) -> Tab:
        assert self._context is not None
        return Tab(self._context.new_page(), self)

    def kill(self) -> None:
        """Safe to call from any thread."""
        self._chromium.kill()


def _script(question: str) -> str:
    return f"(given) => {KEPT}.{question}(...given)"

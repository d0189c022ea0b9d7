"""An inspector's tablet in Chromium: pages that keep everything themselves, with or without a network."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.services.choosing import choose
from tests.services.serving import serving
from tests.services.waiting import wait_until
from tests.web.city import PASSWORD
from tests.web.inspector.visiting import Visiting

ENTRIES = """(visit) => new Promise((answer, fail) => {
  const opened = indexedDB.open("inspect_app");
  opened.onerror = () => fail(opened.error);
  opened.onsuccess = () => {
    const all = opened.result.transaction("entries").objectStore("entries").getAll();
    all.onsuccess = () => {
      opened.result.close();
      answer(all.result.filter((each) => each.visit === visit).map(({ thumbnail, ...each }) => each));
    };
  };
})"""

# Nothing can be written until `release` is called.
HOLD = """() => new Promise((held) => {
  const opened = indexedDB.open("inspect_app");
  opened.onsuccess = () => {
    const entries = opened.result.transaction("entries", "readwrite").objectStore("entries");
    let isHeld = true;
    window.release = () => (isHeld = false);
    const goOn = () => {
      if (isHeld) entries.count().onsuccess = goOn;
      else opened.result.close();
      held();
    };
    goOn();
  };
})"""

ARE_KEPT = """async (paths) => {
  const kept = await Promise.all(paths.map((path) => caches.match(path, { ignoreVary: true })));
  return kept.every(Boolean);
}"""


@dataclass
class OnTablet:
    """`page` shows the visit, `item` is what is photographed; `server` is the address of the server."""

    page: Page
    visiting: Visiting
    server: str
    item: str = ""
    before: set[str] = field(default_factory=set)

    def begin(self, item: str) -> None:
        """On the checklist with a network, nothing permitted and nothing asked."""
        self.item = item
        self.with_network()
        self.page.context.clear_permissions()
        self.page.evaluate("localStorage.removeItem('position-asked')")
        self.open()
        self.before = {entry["key"] for entry in self._entries()}

    def open(self, rest: str = "") -> None:
        """A page of the visit, drawn from what the tablet holds."""
        self.page.goto(f"{self.server}{self.visiting.address}{rest}")
        expect(self.page.locator("html.on-tablet")).to_be_attached()
        expect(self.page.locator('[aria-busy="true"]')).to_have_count(0)

    @property
    def card(self) -> Locator:
        return self.page.locator(f'[id="item-{self.item}"]')

    def take(self, *files: FilePayload, source: str = "拍照") -> None:
        choose(self.card.locator(".item-camera .btn").filter(has_text=source), files)

    def entries(self) -> list[dict[str, Any]]:
        """What was made since the beginning and no receipt lists yet."""
        return [entry for entry in self._entries() if entry["key"] not in self.before]

    def _entries(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate(ENTRIES, self.visiting.inspection_id)
        return found

    def without_network(self) -> None:
        """As soon as the pages of the visit are kept."""
        wait_until(self.page, ARE_KEPT, [self.visiting.address, f"{self.visiting.address}/finish"])
        self.page.context.set_offline(True)

    def with_network(self) -> None:
        self.page.context.set_offline(False)

    def hold_store(self) -> None:
        """Let no write of the pages through."""
        self.page.evaluate(HOLD)

    def release_store(self) -> None:
        self.page.evaluate("() => window.release()")

    def is_sent(self) -> None:
        """Wait until the server has taken everything that waited."""
        expect(self.page.locator("#tablet-status")).to_contain_text("没有待发送的内容")

    def where_is(self, latitude: float, longitude: float) -> None:
        """The tablet may know its position, and stands here."""
        self.page.context.grant_permissions(["geolocation"])
        self.page.context.set_geolocation({"latitude": latitude, "longitude": longitude, "accuracy": 12})

    def drag(self, place: Locator, *points: tuple[float, float]) -> None:
        """Draw with the mouse through points, which are parts of a place's width and height."""
        box = place.bounding_box()
        assert box is not None
        at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
        self.page.mouse.move(*at[0])
        self.page.mouse.down()
        for point in at[1:]:
            self.page.mouse.move(*point, steps=8)
        self.page.mouse.up()


@contextmanager
def on_tablet(
    visiting: Visiting, chromium: Browser, room: int | None = None, *, has_touch: bool = False
) -> Iterator[OnTablet]:
    """A tablet with the inspector logged in, on the checklist of a visit; `room` in bytes if it is small."""
    context = chromium.new_context(
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport={"width": 1024, "height": 768},
        has_touch=has_touch,
    )
    page = context.new_page()
    expect.set_options(timeout=30_000)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    with serving(visiting.app) as server:
        if room is not None:
            # The browser has to know before it keeps anything.
            quota = {"origin": server, "quotaSize": room}
            context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)
        page.goto(f"{server}/login?next={visiting.address}")
        page.locator("main [name=email]").fill("inspector")
        page.locator("main [name=password]").fill(PASSWORD)
        page.locator("main [name=password]").press("Enter")
        expect(page.locator("html.on-tablet")).to_be_attached()
        try:
            yield OnTablet(page, visiting, server)
        finally:
            # Before the server, which waits for what is still open.
            context.close()
    assert errors == []

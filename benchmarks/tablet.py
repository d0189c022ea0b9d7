"""The station checklist on a slow tablet with 60 photographs: how soon it is there, how soon it answers.

    python benchmarks/tablet.py [--loads N]

A real Chromium opens the checklist of a station from the service worker, with no network, and 60
photographs waiting on the tablet; its processor is made 4 and 6 times slower (the page's own thread, not
the worker's). Interactive is when the checklist answers to every touch, complete when every card shows what
the tablet holds; a verdict is shown when the frame with it has been drawn. Times are in milliseconds; of
several loads the median and the worst are told, and beside them the aims. Prints a table and the same as one
line of JSON.

Bytes are whole replies on the wire, headers and all, to a browser that has never been here, without
pictures. They are counted twice against the same aim:

- to open a checklist: its page as the server first gives it, the sheet and the scripts that the page loads,
  and the data it is drawn from;
- to keep it for a day without a network: everything the tablet holds then, which is the pages of the visit
  and the list, the files of the release for all of them with the worker itself, and the same data.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from flask import Flask  # noqa: E402
from playwright.sync_api import CDPSession, Locator, Page, Playwright, sync_playwright  # noqa: E402

from inspect_app.app import create_app  # noqa: E402
from inspect_app.records.migrate import upgrade  # noqa: E402
from tests.faults.acts import Photograph  # noqa: E402
from tests.faults.network import Head, Network  # noqa: E402
from tests.faults.pictures import jpeg  # noqa: E402
from tests.faults.server import Server  # noqa: E402
from tests.faults.tablets import Tab, Tablet  # noqa: E402
from tests.faults.visits import new_visit  # noqa: E402
from tests.web import city  # noqa: E402
from tests.web.conftest import settings  # noqa: E402

SLOWER = (1, 4, 6)
PHOTOGRAPHS = 60
TAPS = tuple(f"duties.{number}" for number in range(1, 11))
INSPECTOR = "inspector"
# What is aimed at, and how many times slower the processor is then.
AIMS = {"interactive": (1000, 4), "verdict": (50, 6), "longest_task": (100, 6)}
AIM_KB = 60
PAUSE_MS = 50
# Marks the copy of a page among addresses.
COPY = "copy of "

# The addresses of what a page has loaded.
LOADED = """() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname)"""

# Notes when the page is interactive, its longest task, and how long after each tap its verdict was drawn.
# It says so when there is something to read: a page that is asked again and again is timed with the asking.
WATCH = """
window.watched = { interactive: null, complete: null, longest: 0, verdicts: [] };
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) watched.longest = Math.max(watched.longest, duration);
}).observe({ type: "longtask", buffered: true });
const ready = new MutationObserver(() => {
  if (!document.documentElement?.classList.contains("on-tablet")) return;
  watched.interactive ??= performance.now();
  if (document.querySelector(".board").ariaBusy !== "false") return;
  watched.complete = performance.now();
  ready.disconnect();
  noted("complete");
});
const attributeFilter = ["class", "aria-busy"];
ready.observe(document, { attributes: true, attributeFilter, childList: true, subtree: true });
addEventListener("click", (event) => {
  const card = event.target.closest?.('button[name="grade"]')?.closest("[data-item]");
  if (!card) return;
  const drawn = new MutationObserver(() => {
    drawn.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        watched.verdicts.push(performance.now() - event.timeStamp);
        noted("verdict");
      };
      port2.postMessage(null);
    });
  });
  const standing = card.querySelector("[data-standing]");
  drawn.observe(standing, { childList: true, characterData: true, subtree: true });
}, true);
"""


@dataclass(frozen=True)
class Measured:
    """The median and the worst, in milliseconds."""

    median: float
    worst: float


@dataclass(frozen=True)
class Speed:
    """At a processor so many times `slower`."""

    slower: int
    first_paint: Measured
    interactive: Measured
    complete: Measured
    longest_task: Measured
    verdict: Measured
    longest_task_of_taps: float


def main() -> None:
    parser = argparse.ArgumentParser(description="The checklist on a slow tablet with 60 photographs.")
    parser.add_argument("--loads", type=int, default=5, help="at each speed")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as temporary, checklist(Path(temporary)) as (network, tablet, other):
        fetched = bytes_of_first_visit(network, other)
        tab = with_photographs(network, tablet, Path(temporary))
        tab.page.add_init_script(WATCH)
        notes = Notes(tab.page)
        speeds = [measure(tab, notes, slower, options.loads) for slower in SLOWER]
        memory = memory_of(tab.page)
        tablet.kill()
    print(f"load {load:.1f} before, {os.getloadavg()[0]:.1f} after; {PHOTOGRAPHS} photographs on the tablet")
    print_tables(speeds, fetched, memory)
    found = {"speeds": [asdict(each) for each in speeds], "kilobytes": fetched, "megabytes": memory}
    print(json.dumps(found, ensure_ascii=False))


@contextmanager
def checklist(folder: Path) -> Iterator[tuple[Network, Tablet, Tablet]]:
    """A visit under way, and two tablets of its inspector that are switched off."""
    app = _app(folder)
    visit = new_visit(app, [INSPECTOR], left=TAPS)
    with (
        Server(app.extensions["settings"], folder / "log") as server,
        Network(server.port) as network,
        sync_playwright() as playwright,
    ):
        tablets = [_tablet(playwright, folder / name, network, visit) for name in ("one", "other")]
        yield network, tablets[0], tablets[1]


def _app(folder: Path) -> Flask:
    upgrade(settings(folder).database_url)
    app = create_app(settings(folder))
    city.plant(app)
    return app


def _tablet(playwright: Playwright, profile: Path, network: Network, visit: str) -> Tablet:
    tablet = Tablet(playwright, profile, network.address, INSPECTOR)
    tablet.visit = visit
    return tablet


def bytes_of_first_visit(network: Network, tablet: Tablet) -> dict[str, dict[str, float]]:
    """Kilobytes on the wire of a browser that has never been here before, until the visit is kept."""
    replies: Counter[str] = Counter()
    # What the page loads, the worker asks for once more.
    first: dict[str, int] = {}

    def note(head: Head, size: int) -> None:
        replies[_name_of(head)] += size
        first.setdefault(_name_of(head), size)

    network.on_reply = note
    tab = tablet.switch_on()
    tab.log_in()
    tab.open()
    loaded = set(tab.page.evaluate(LOADED))
    tab.wait_until_kept()
    tablet.kill()
    network.on_reply = lambda head, size: None
    page = f"/inspections/{tablet.visit}"
    data = {name for name in replies if name.startswith("/tablet/")}
    kept = {name for name in replies if name.startswith((COPY, "/static/", "/sw.js", "/offline"))}
    # The log-in's sheet is not kept.
    kept -= {name for name in kept if Path(name).name.startswith("style-")}
    # Where the worker was there first, the page is its copy.
    document = page if page in replies else COPY + page
    return {
        "to open": _kilobytes(first, loaded | data | {document}),
        "to keep": _kilobytes(replies, kept | data),
    }


def _name_of(head: Head) -> str:
    path = head.path.partition("?")[0]
    return COPY + path if b"\r\nx-keep:" in head.raw.lower() else path


def _kilobytes(replies: Mapping[str, int], names: Iterable[str]) -> dict[str, float]:
    """By kind, and of all."""
    kinds: Counter[str] = Counter()
    for name in names:
        kinds[_kind_of(name)] += replies.get(name, 0)
    kinds["all"] = kinds.total()
    return {kind: round(size / 1024, 1) for kind, size in kinds.items()}


def _kind_of(name: str) -> str:
    if name.startswith("/tablet/"):
        return "data"
    return {".js": "script", ".css": "style"}.get(Path(name).suffix, "pages")


def with_photographs(network: Network, tablet: Tablet, folder: Path) -> Tab:
    """The tablet in a place without a network, after so many photographs have been taken."""
    tab = tablet.switch_on()
    tab.log_in()
    tab.open()
    tab.wait_until_kept()
    network.be_down()
    cards = tab.page.locator("[data-item]").evaluate_all("cards => cards.map(card => card.dataset.item)")
    for number in range(PHOTOGRAPHS):
        file = folder / f"{number}.jpg"
        file.write_bytes(jpeg(number))
        tab.do(Photograph(cards[number % len(cards)], file, number // len(cards) + 1))
    return tab


class Notes:
    """What the page says that it has noted."""

    def __init__(self, page: Page) -> None:
        self._page, self._seen = page, Counter[str]()
        page.expose_function("noted", lambda what: self._seen.update([what]))

    def wait_after(self, act: Callable[[], object], what: str) -> None:
        """Do this, and wait until the page has said so once more."""
        before = self._seen[what]
        act()
        while self._seen[what] == before:
            self._page.wait_for_timeout(PAUSE_MS)


def measure(tab: Tab, notes: Notes, slower: int, loads: int) -> Speed:
    page, session = tab.page, tab.page.context.new_cdp_session(tab.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    found = [_load(page, notes) for _ in range(loads)]
    page.evaluate("() => { watched.longest = 0; }")
    _tap_all(page, notes)
    watched = page.evaluate("() => watched")
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    session.detach()
    return Speed(
        slower=slower,
        first_paint=_measured([each["paint"] for each in found]),
        interactive=_measured([each["interactive"] for each in found]),
        complete=_measured([each["complete"] for each in found]),
        longest_task=_measured([each["longest"] for each in found]),
        verdict=_measured(watched["verdicts"]),
        longest_task_of_taps=round(watched["longest"]),
    )


def _load(page: Page, notes: Notes) -> dict[str, float]:
    notes.wait_after(page.reload, "complete")
    page.wait_for_load_state("networkidle")
    found: dict[str, float] = page.evaluate(
        """() => ({
          paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
          interactive: watched.interactive,
          complete: watched.complete,
          longest: watched.longest,
        })"""
    )
    return found


def _tap_all(page: Page, notes: Notes) -> None:
    """Each item gets a grade with another verdict than it has."""
    for item in TAPS:
        best, worst = (
            page.locator(f'[data-item="{item}"] button[name="grade"][value="{grade}"]') for grade in "41"
        )
        button = worst if best.get_attribute("aria-pressed") == "true" else best
        notes.wait_after(partial(_tap, page, button), "verdict")
        page.wait_for_load_state("networkidle")


def _tap(page: Page, button: Locator) -> None:
    """Scroll there, and only then tap: a tap that looks for its aim by scripts would be timed with them."""
    # What comes into sight is laid out only then, and moves what is below it.
    for _ in range(3):
        button.evaluate("button => button.scrollIntoView({ block: 'center' })")
        page.evaluate("() => new Promise((resolve) => requestIdleCallback(resolve))")
    box = button.bounding_box()
    if box is None:
        raise SystemExit("there is nothing to tap")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def memory_of(page: Page) -> dict[str, float]:
    """Megabytes after a collection of garbage: of the scripts, and of the whole process of the page."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    browser = page.context.browser
    if browser is None:
        raise SystemExit("the browser has gone")
    pids = _renderers(browser.new_browser_cdp_session())
    return {
        "scripts": round(metrics["JSHeapUsedSize"] / 1e6, 1),
        "process": round(max(map(_pss_kb, pids)) / 1e3, 1),
    }


def _renderers(session: CDPSession) -> list[int]:
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return [each["id"] for each in processes if each["type"] == "renderer"]


def _pss_kb(pid: int) -> int:
    """What the process holds; of what it shares with others, its part."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise LookupError("Pss")


def _measured(values: list[float]) -> Measured:
    return Measured(round(statistics.median(values)), round(max(values)))


def print_tables(speeds: list[Speed], fetched: dict[str, dict[str, float]], memory: dict[str, float]) -> None:
    print(f"{'milliseconds: median (worst)':<32}" + "".join(f"{f'{each.slower}×':>14}" for each in speeds))
    for name in ("first_paint", "interactive", "complete", "longest_task", "verdict"):
        found = [getattr(each, name) for each in speeds]
        told = "".join(f"{f'{each.median:.0f} ({each.worst:.0f})':>14}" for each in found)
        print(f"{name.replace('_', ' '):<32}{told}{_against_aim(name, speeds)}")
    longest = "".join(f"{each.longest_task_of_taps:>14.0f}" for each in speeds)
    print(f"{'longest task of the taps':<32}{longest}")
    for what, kinds in fetched.items():
        mark = "" if kinds["all"] <= AIM_KB else ": missed"
        told = ", ".join(f"{kind} {size}" for kind, size in kinds.items() if kind != "all")
        print(f"{what}, KB: {kinds['all']:.1f}  aim {AIM_KB}{mark}  ({told})")
    print("memory, MB: " + ", ".join(f"{name} {size}" for name, size in memory.items()))


def _against_aim(name: str, speeds: list[Speed]) -> str:
    if name not in AIMS:
        return ""
    aim, slower = AIMS[name]
    found: Measured = getattr(next(each for each in speeds if each.slower == slower), name)
    return f"  aim {aim} at {slower}×" + ("" if found.median <= aim else ": missed")


if __name__ == "__main__":
    main()

"""Inspections in which something fails on purpose, each by a seed: the visit is alike, what fails differs.

A run makes a visit, lets one or two tablets work on it while something fails, waits until they have nothing
left to send, and compares what was done with what the server holds.
"""

import itertools
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from playwright.sync_api import Error

from tests.faults.acts import Act, Confirm, Finish, Grade, Photograph, Sign, Write
from tests.faults.network import BROKEN, LOSSY, Fate, Moment, Network
from tests.faults.pictures import jpeg
from tests.faults.server import Server
from tests.faults.tablets import Tab, Tablet
from tests.faults.truth import Done, rivals, wrong_with
from tests.faults.visits import JUDGED, LEFT, MEASURED, new_visit, put_away

FIRST, SECOND = "inspector", "inspector1"
HEAD = "何干事"
GRADES = ("3", "4")
PHOTOGRAPHS = 2
PATIENCE_SECONDS = 90
# The requests in the midst of which something is killed.
SENDING = ("/answers/", "/photographs/", "/signatures/", "/end$")


@dataclass(frozen=True)
class Outcome:
    """What became of a run; `wrong` is empty when all is well."""

    seed: int
    kind: str
    done: Mapping[str, int]
    seconds: float
    wrong: Sequence[str]


@dataclass
class Place:
    """What runs share, as it takes long to start: the server, and each inspector's network and tablet."""

    app: Flask
    server: Server
    folder: Path
    pictures: Path
    networks: Mapping[str, Network]
    tablets: Mapping[str, Tablet]
    tabs: dict[str, Tab] = field(default_factory=dict)

    def start_tablet(self, username: str) -> Tab:
        """Its first tab, logged in; switched on only when a run needs it."""
        if username not in self.tabs:
            self.tabs[username] = self.tablets[username].switch_on()
            self.tabs[username].log_in()
        return self.tabs[username]

    def be_good(self) -> None:
        """Network and server are there again."""
        for network in self.networks.values():
            network.be_good()
        if not self.server.is_running:
            self.server.start()

    def take_pictures(self, seed: int) -> None:
        """Of what the tablets show, beside the results."""
        for username, tab in self.tabs.items():
            with suppress(Error):
                tab.page.screenshot(path=self.pictures / f"fault-{seed}-{username}.png", timeout=10_000)

    def close(self) -> None:
        for tablet in self.tablets.values():
            tablet.kill()
        self.tabs.clear()


class Run:
    """One visit of the first inspector, or of both; what happens is drawn by the seed."""

    def __init__(self, place: Place, seed: int, *inspectors: str) -> None:
        self.place, self.seed = place, seed
        self.dice = random.Random(seed)  # noqa: S311 - must repeat
        self.visit = new_visit(place.app, inspectors)
        self.network, self.tablet = place.networks[FIRST], place.tablets[FIRST]
        self.done = [Done() for _ in inspectors]
        for username, done in zip(inspectors, self.done, strict=True):
            place.tablets[username].visit, place.tablets[username].done = self.visit, done
        self._pictures = itertools.count(1)

    def start(self, username: str = FIRST) -> Tab:
        """The checklist on the inspector's tablet, ready for work without a network."""
        tab = self.place.start_tablet(username)
        tab.open()
        tab.wait_until_kept()
        return tab

    def work(self, items: Sequence[str] = LEFT) -> list[Act]:
        """Every item is answered, one twice, one gets a note, and some are photographed, in any order."""
        again = self.dice.choice([item for item in items if item in JUDGED])
        chosen = [("answer", item) for item in (*items, again)]
        chosen += [("note", self.dice.choice(items))]
        chosen += [("photograph", self.dice.choice(items)) for _ in range(PHOTOGRAPHS)]
        self.dice.shuffle(chosen)
        seen: Counter[tuple[str, str]] = Counter()
        acts = []
        for what, item in chosen:
            acts.append(self._act(what, item, seen[what, item]))
            seen[what, item] += 1
        return acts

    def _act(self, what: str, item: str, before: int) -> Act:
        """`before`: how often the same has been done to the item."""
        if what == "note":
            return Write(item, f"现场核对 {self.seed}")
        if what == "photograph":
            return Photograph(item, self._picture(), before + 1)
        return Grade(item, GRADES[before]) if item in JUDGED else Confirm(item)

    def leave(self) -> list[Act]:
        """Both sign, and the visit is ended."""
        return [Sign("inspector", "", self.seed), Sign("station_head", HEAD, self.seed + 1), Finish()]

    def do_all(self, tab: Tab) -> None:
        """The whole visit, to its end."""
        for act in [*self.work(), *self.leave()]:
            tab.do(act)

    def switch_on_again(self) -> Tab:
        """The tablet after it was killed, with whatever network there is; it may have to log in again."""
        self.place.tabs[FIRST] = self.tablet.switch_on()
        return self.place.tabs[FIRST]

    def interleaved(self, acts: list[tuple[Tab, Act]]) -> list[tuple[Tab, Act]]:
        """Of each tab in its order, of the tabs in any."""
        turns = self.dice.sample([tab for tab, _ in acts], len(acts))
        queues = {tab: [act for at, act in acts if at is tab] for tab in turns}
        return [(tab, queues[tab].pop(0)) for tab in turns]

    def _picture(self) -> Path:
        number = next(self._pictures)
        file = self.place.folder / f"{self.seed}-{number}.jpg"
        file.write_bytes(jpeg(f"{self.seed} {number}", 640, 480, detail=8))
        return file


def under(fates: Mapping[Fate, float]) -> Callable[[Run], None]:
    """All of it while each request meets a fate by these weights."""

    def fail(run: Run) -> None:
        tab = run.start()
        run.network.set_plan(run.seed, fates)
        run.do_all(tab)
        tab.wait_until_sent()

    return fail


def network_comes_and_goes(run: Run) -> None:
    tab = run.start()
    for act in [*run.work(), *run.leave()]:
        if run.dice.random() < 0.4:
            run.network.be_down()
        elif run.dice.random() < 0.4:
            run.network.be_good()
            tab.notice_network()
        tab.do(act)
    run.network.be_good()
    tab.notice_network()
    tab.wait_until_sent()


def network_gone_in_a_file(run: Run) -> None:
    """Half of a photograph is on the server when the network goes."""
    tab = run.start()
    run.network.set_trap(Moment.HALFWAY, "PUT", "/photographs/", run.network.be_down)
    run.do_all(tab)
    assert run.network.sprung.wait(PATIENCE_SECONDS)
    run.network.be_good()
    tab.notice_network()
    tab.wait_until_sent()


def browser_killed(run: Run) -> None:
    """In the midst of an act, without a network; it goes on from what was kept."""
    tab = run.start()
    run.network.be_down()
    acts = [*run.work(), *run.leave()]
    fatal = run.dice.sample(range(len(acts)), 2)
    for number, act in enumerate(acts):
        if number in fatal:
            tab.begin(act)
            time.sleep(run.dice.choice((0, 0.02, 0.1)))
            run.tablet.kill()
            tab = run.switch_on_again()
            tab.recover(act)
        else:
            tab.do(act)
    run.network.be_good()
    tab.notice_network()
    tab.wait_until_sent()


def browser_killed_while_sending(run: Run) -> None:
    """When half of a request is on the server, or all of it and the answer is not here."""
    tab = run.start()
    run.network.be_down()
    run.do_all(tab)
    moment = run.dice.choice(list(Moment))
    run.network.set_trap(moment, "PUT", run.dice.choice(SENDING), run.tablet.kill)
    run.network.be_good()
    tab.notice_network()
    assert run.network.sprung.wait(PATIENCE_SECONDS)
    tab = run.switch_on_again()
    tab.open(run.leave()[-1].page)
    tab.wait_until_sent()


def server_killed(run: Run) -> None:
    """In the midst of a request; the tablet goes on without it, and later it is there again."""
    tab = run.start()
    moment, path = run.dice.choice(list(Moment)), run.dice.choice(SENDING)
    run.network.set_trap(moment, "PUT", path, run.place.server.kill)
    run.do_all(tab)
    assert run.network.sprung.wait(PATIENCE_SECONDS)
    run.place.server.start()
    tab.notice_network()
    tab.wait_until_sent()


def two_tabs(run: Run) -> None:
    """The same visit twice on one tablet, both sending."""
    tabs = [run.start(), run.tablet.another_tab()]
    run.network.set_plan(run.seed, LOSSY)
    for act in run.work():
        run.dice.choice(tabs).do(act)
    for act in run.leave():
        tabs[0].do(act)
    tabs[0].wait_until_sent()
    tabs[1].close()


def two_tablets(run: Run) -> None:
    """Two inspectors without a network: each has items of his own, and one they see differently."""
    tabs = {username: run.start(username) for username in (FIRST, SECOND)}
    for network in run.place.networks.values():
        network.be_down()
    contested, *judged = run.dice.sample(JUDGED, len(JUDGED))
    own = {FIRST: [judged[0], MEASURED[0]], SECOND: [judged[1], judged[2], MEASURED[1]]}
    acts = [
        (tabs[name], act)
        for name, grade in zip(own, GRADES, strict=True)
        for act in [*run.work(own[name]), Grade(contested, grade)]
    ]
    for tab, act in run.interleaved(acts):
        tab.do(act)
    for username, tab in tabs.items():
        run.place.networks[username].set_plan(run.seed, LOSSY)
        tab.notice_network()
    for tab in tabs.values():
        tab.wait_until_sent()
    assert rivals(run.place.app, run.visit) == {contested}


# In turn, so that any nine seeds in a row have them all.
KINDS: Mapping[str, tuple[Callable[[Run], None], tuple[str, ...]]] = {
    "replies lost": (under(LOSSY), (FIRST,)),
    "connections broken": (under(BROKEN), (FIRST,)),
    "network comes and goes": (network_comes_and_goes, (FIRST,)),
    "network gone in a file": (network_gone_in_a_file, (FIRST,)),
    "browser killed": (browser_killed, (FIRST,)),
    "browser killed, sending": (browser_killed_while_sending, (FIRST,)),
    "server killed": (server_killed, (FIRST,)),
    "two tabs": (two_tabs, (FIRST,)),
    "two tablets": (two_tablets, (FIRST, SECOND)),
}


def kind_of(seed: int) -> str:
    return list(KINDS)[seed % len(KINDS)]


def run_one(place: Place, seed: int) -> Outcome:
    """Whatever goes wrong is told in the outcome, and the next run starts afresh."""
    kind = kind_of(seed)
    fail, inspectors = KINDS[kind]
    started = time.monotonic()
    run = Run(place, seed, *inspectors)
    try:
        fail(run)
        wrong = [*wrong_with(place.app, run.visit, run.done), *_wrong_on_tablets(place, inspectors)]
    except (AssertionError, Error) as error:
        wrong = [_in_short(error)]
        place.take_pictures(seed)
    if wrong:
        place.close()
    place.be_good()
    put_away(place.app, run.visit)
    counts = sum((done.counts for done in run.done), Counter[str]())
    return Outcome(seed, kind, dict(counts), time.monotonic() - started, wrong)


def _wrong_on_tablets(place: Place, inspectors: Sequence[str]) -> list[str]:
    found = []
    for name in inspectors:
        tab = place.tabs[name]
        found += [f"on the tablet of {name} is a file of nobody: {id}" for id in tab.forgotten_files()]
        found += [f"on the tablet of {name} is still: {entry}" for entry in tab.entries_left()]
    return found


def _in_short(error: Exception) -> str:
    """Playwright tells all that it tried."""
    lines = f"{type(error).__name__}: {error}".splitlines()
    return " | ".join(line.strip() for line in lines[:12])

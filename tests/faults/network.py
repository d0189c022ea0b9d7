"""A bad network between a tablet and the server: it loses replies, breaks off in the middle, goes away.

Every request gets a connection of its own, so that what happens to one happens to that one alone.
"""

import enum
import random
import re
import socket
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from socketserver import BaseRequestHandler, ThreadingTCPServer
from types import TracebackType
from typing import Any, BinaryIO

PATIENCE_SECONDS = 60
DELAY_SECONDS = 0.3
PIECE = 16 * 1024


class Fate(enum.StrEnum):
    """What becomes of a request."""

    PASS = "pass"
    DELAY = "delay"
    LOSE_REPLY = "lose reply"
    CUT_REPLY = "cut reply"
    CUT_REQUEST = "cut request"
    RESET = "reset"


class Moment(enum.StrEnum):
    """Where a trap can lie: half of the body has reached the server, or it has answered and nobody knows."""

    HALFWAY = "halfway"
    ANSWERED = "answered"


LOSSY: Mapping[Fate, float] = {Fate.LOSE_REPLY: 0.4, Fate.PASS: 0.6}
BROKEN: Mapping[Fate, float] = {
    Fate.PASS: 0.5,
    Fate.CUT_REQUEST: 0.15,
    Fate.CUT_REPLY: 0.1,
    Fate.LOSE_REPLY: 0.1,
    Fate.RESET: 0.05,
    Fate.DELAY: 0.1,
}


@dataclass(frozen=True)
class Head:
    """The request line and the headers, with the body's length in bytes."""

    raw: bytes
    method: str
    path: str
    length: int


@dataclass(frozen=True)
class Trap:
    """Something that happens once, at a moment of the first request with this method and path."""

    moment: Moment
    method: str
    path: re.Pattern[str]
    spring: Callable[[], None]

    def catches(self, moment: Moment, head: Head) -> bool:
        return moment == self.moment and head.method == self.method and bool(self.path.search(head.path))


class Network:
    """A way to the server's port with an address of its own, good until told otherwise.

    `set_plan` gives every request a fate by a seed; how often each came is counted in `fates`. In `down` no
    request comes through. `on_reply` is told of every whole reply, with its size in bytes.
    """

    def __init__(self, port: int) -> None:
        self.fates: Counter[Fate] = Counter()
        self.on_reply: Callable[[Head, int], None] = lambda head, size: None
        self.sprung = threading.Event()
        self._server_port = port
        self._lock = threading.Lock()
        self._draw: Callable[[], Fate] = lambda: Fate.PASS
        self._trap: Trap | None = None
        self._listening = _Listening(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._listening.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> "Network":
        self._thread.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._listening.shutdown()
        self._listening.server_close()

    @property
    def address(self) -> str:
        """Passkeys and service workers belong to a name, and an address of digits is none."""
        return f"http://localhost:{self._listening.server_address[1]}"

    def set_plan(self, seed: int, weights: Mapping[Fate, float]) -> None:
        """From now on each request meets a fate by these weights; the same order, the same fates."""
        dice = random.Random(seed)  # noqa: S311 - must repeat
        fates, shares = list(weights), list(weights.values())
        self._draw = lambda: dice.choices(fates, shares)[0]

    def be_good(self) -> None:
        self._draw = lambda: Fate.PASS

    def be_down(self) -> None:
        self._draw = lambda: Fate.RESET

    @contextmanager
    def down(self) -> Iterator[None]:
        """Every connection is broken off at once; good again afterwards."""
        self.be_down()
        yield
        self.be_good()

    def set_trap(self, moment: Moment, method: str, path: str, spring: Callable[[], None]) -> None:
        """`sprung` is set when it has happened. `path` is a regular expression to be found in the path."""
        self.sprung.clear()
        self._trap = Trap(moment, method, re.compile(path), spring)

    def fate(self) -> Fate:
        with self._lock:
            fate = self._draw()
            self.fates[fate] += 1
        return fate

    def reach(self, moment: Moment, head: Head) -> None:
        with self._lock:
            trap = self._trap
            if trap is None or not trap.catches(moment, head):
                return
            self._trap = None
        trap.spring()
        self.sprung.set()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self._server_port), timeout=PATIENCE_SECONDS)


class _Listening(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def shutdown_request(self, request: Any) -> None:
        """No polite end: how a connection ends is the request's fate."""
        request.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A broken connection is what this is for; anything else is told as usual."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _handler(network: Network) -> type[BaseRequestHandler]:
    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(PATIENCE_SECONDS)
            with self.request.makefile("rb") as stream:
                head = _read_head(stream)
                if head is not None:
                    _Request(network, head, self.request, stream).meet(network.fate())

    return Handler


class _Request:
    """One request on its way; `body` is what follows its head."""

    def __init__(self, network: Network, head: Head, tablet: socket.socket, body: BinaryIO) -> None:
        self._network, self._head, self._tablet, self._body = network, head, tablet, body

    def meet(self, fate: Fate) -> None:
        """Raises OSError where either side breaks off."""
        if fate not in {Fate.PASS, Fate.DELAY}:
            _break_at_close(self._tablet)
        if fate == Fate.RESET:
            return
        if fate == Fate.DELAY:
            time.sleep(DELAY_SECONDS)
        reply = self._reply(fate)
        self._tablet.sendall(reply)

    def _reply(self, fate: Fate) -> bytes:
        """What of the reply comes back, of a request that goes as far as its fate lets it."""
        half = self._head.length // 2
        with self._network.connect() as server:
            server.sendall(self._head.raw)
            self._pass(server, half)
            self._network.reach(Moment.HALFWAY, self._head)
            if fate == Fate.CUT_REQUEST:
                _break_at_close(server)
                return b""
            self._pass(server, self._head.length - half)
            reply = _all_of(server)
        self._network.reach(Moment.ANSWERED, self._head)
        self._network.on_reply(self._head, len(reply))
        kept = {Fate.LOSE_REPLY: 0, Fate.CUT_REPLY: len(reply) // 2}.get(fate, len(reply))
        return reply[:kept]

    def _pass(self, server: socket.socket, count: int) -> None:
        while count:
            piece = self._body.read(min(PIECE, count))
            if not piece:
                raise ConnectionError("the tablet broke off")
            server.sendall(piece)
            count -= len(piece)


def _read_head(stream: BinaryIO) -> Head | None:
    """None when the tablet only opened the connection, as browsers do in advance."""
    lines = []
    while (line := stream.readline()) not in {b"", b"\r\n"}:
        lines.append(line)
    if not lines:
        return None
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines[1:])}
    assert b"transfer-encoding" not in headers, "a body of unknown length"
    kept = [line for line in lines if not line.lower().startswith(b"connection:")]
    method, path, _ = lines[0].decode().split(" ", 2)
    length = int(headers.get(b"content-length", b"0"))
    return Head(b"".join(kept) + b"Connection: close\r\n\r\n", method, path, length)


def _all_of(server: socket.socket) -> bytes:
    """The whole reply. Raises ConnectionError when the server ended without one."""
    reply = b"".join(iter(lambda: server.recv(PIECE), b""))
    if not reply:
        raise ConnectionError("the server ended before it answered")
    return reply


def _break_at_close(connection: socket.socket) -> None:
    """Let the other side notice the end: what is on the way is thrown away."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

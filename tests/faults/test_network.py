"""That the network fails as it says: what reached the server, and what came back."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest

from tests.faults.network import Fate, Moment, Network

BODY = b"0123456789" * 10_000


class Counting(ThreadingHTTPServer):
    """Keeps the whole bodies it was sent; `broken` is set by one that broke off."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.whole: list[bytes] = []
        self.broken = Event()

    def handle_error(self, request: object, client_address: object) -> None:
        self.broken.set()


class Answering(BaseHTTPRequestHandler):
    server: Counting

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.whole.append(body)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Nothing needs to be told."""


@pytest.fixture
def server() -> Iterator[Counting]:
    with Counting() as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def network(server: Counting) -> Iterator[Network]:
    with Network(server.server_address[1]) as network:
        yield network


def put(network: Network) -> bytes | None:
    """What comes back, or None when the network breaks off."""
    connection = HTTPConnection(urlsplit(network.address).netloc, timeout=60)
    try:
        connection.request("PUT", "/file", BODY)
        return connection.getresponse().read()
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


@pytest.mark.parametrize("fate", [Fate.PASS, Fate.DELAY])
def test_a_good_network_brings_all_there_and_back(network: Network, server: Counting, fate: Fate) -> None:
    network.set_plan(1, {fate: 1})
    assert put(network) == BODY
    assert server.whole == [BODY]
    assert network.fates == {fate: 1}


@pytest.mark.parametrize("fate", [Fate.LOSE_REPLY, Fate.CUT_REPLY])
def test_a_lost_reply_leaves_a_server_that_has_taken_it(
    network: Network, server: Counting, fate: Fate
) -> None:
    network.set_plan(1, {fate: 1})
    assert put(network) is None
    assert server.whole == [BODY]


def test_a_cut_request_reaches_the_server_in_part(network: Network, server: Counting) -> None:
    network.set_plan(1, {Fate.CUT_REQUEST: 1})
    assert put(network) is None
    assert server.broken.wait(60)
    assert server.whole == []


def test_a_network_that_is_down_lets_nothing_through(network: Network, server: Counting) -> None:
    with network.down():
        assert put(network) is None
    assert put(network) == BODY
    assert server.whole == [BODY]


@pytest.mark.parametrize(("moment", "taken"), [(Moment.HALFWAY, 0), (Moment.ANSWERED, 1)])
def test_a_trap_springs_once_at_its_moment(
    network: Network, server: Counting, moment: Moment, taken: int
) -> None:
    seen: list[int] = []
    network.set_trap(moment, "PUT", r"^/file$", lambda: seen.append(len(server.whole)))
    assert put(network) == BODY
    assert put(network) == BODY
    assert network.sprung.is_set()
    assert seen == [taken]


def test_a_seed_gives_the_same_fates_again(network: Network) -> None:
    weights = {Fate.PASS: 0.5, Fate.RESET: 0.5}
    came = []
    for _ in range(2):
        network.set_plan(7, weights)
        came.append([put(network) is None for _ in range(10)])
    assert came[0] == came[1]
    assert {True, False} == set(came[0])

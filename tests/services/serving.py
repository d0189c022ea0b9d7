"""The application behind a real server, for browsers."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from flask import Flask
from waitress.server import TcpWSGIServer, create_server


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve on a free port of this machine; gives the address, such as http://localhost:40123."""
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    over = Event()
    thread = Thread(target=_answer, args=(server, over))
    thread.start()
    try:
        # Passkeys belong to a name, and an address of digits is none.
        yield f"http://localhost:{server.effective_port}"
    finally:
        over.set()
        server.pull_trigger()
        thread.join()
        # What is being answered is finished; browsers may keep their connections open for ever.
        server.task_dispatcher.shutdown()
        server.asyncore.close_all(server._map)


def _answer(server: TcpWSGIServer, over: Event) -> None:
    while not over.is_set():
        server.asyncore.loop(timeout=30, map=server._map, count=1)

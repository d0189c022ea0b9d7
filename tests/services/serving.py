"""The application behind a real server, for browsers."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from waitress.server import create_server


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve on a free port of this machine; gives the address, such as http://localhost:40123."""
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        # Passkeys belong to a name, and an address of digits is none.
        yield f"http://localhost:{server.effective_port}"
    finally:
        server.close()
        thread.join(timeout=10)

"""A cache in front, as a real server: it writes down what it is told, and fails when it is asked to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answers = Callable[[int], int | None]
"""The status for that request, counted from 1; None breaks the connection."""


class Outside:
    def __init__(self) -> None:
        self.told: list[list[str]] = []
        self.headers: list[dict[str, str]] = []
        self.answers: Answers = lambda _number: 200
        self.delay = 0.0
        self.url = ""

    @property
    def keys(self) -> list[str]:
        return [key for batch in self.told for key in batch]

    def forget(self) -> None:
        self.told.clear()
        self.headers.clear()


@contextmanager
def outside() -> Iterator[Outside]:
    found = Outside()

    class Handler(BaseHTTPRequestHandler):
        def do_PURGE(self) -> None:
            found.told.append(self.headers["Surrogate-Key"].split(" "))
            found.headers.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
            time.sleep(found.delay)
            if status := found.answers(len(found.told)):
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.url = f"http://127.0.0.1:{server.server_port}/all"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

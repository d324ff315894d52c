"""Asks the serving processes: readers who hammer every page, and the look at what a change should have done."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import quote

GRACE = 1.0
"""Seconds after its commit from which no process may serve what was before."""


@dataclass(frozen=True)
class Expectation:
    """What pages show, or show no longer, from one change on; `statuses` are what paths answer."""

    change: str
    shows: list[tuple[str, str]] = field(default_factory=list)
    hides: list[tuple[str, str]] = field(default_factory=list)
    statuses: list[tuple[str, int]] = field(default_factory=list)
    until: float = float("inf")
    """A Unix time from which another answer is right."""

    def wrong(self, answer: Callable[[str], tuple[int, str, float]]) -> list[str]:
        missing = [f"{path} does not show {word}" for path, word in self.shows if word not in answer(path)[1]]
        left = [f"{path} still shows {word}" for path, word in self.hides if word in answer(path)[1]]
        odd = [f"{path} is not {status}" for path, status in self.statuses if answer(path)[0] != status]
        return [f"{self.change}: {one}" for one in (*missing, *left, *odd)]


@dataclass
class Counts:
    checks: int = 0
    unreachable: int = 0
    read: int = 0
    hits: int = 0
    violations: list[str] = field(default_factory=list)


class Reader:
    """One connection to one process, kept while it lasts."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> tuple[int, str, float]:
        """Status, text, and when it was rendered (a Unix time; 0 where it is not said)."""
        try:
            self._connection.request("GET", quote(path, safe="/?=&"))
            response = self._connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            raise
        return response.status, text, float(response.headers.get("X-Made", 0))


class Hammer(threading.Thread):
    def __init__(self, ports: list[int], paths: list[str], counts: Counts, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self._ports, self._paths, self._counts, self._over = ports, paths, counts, over

    def run(self) -> None:
        readers = {port: Reader(port) for port in self._ports}
        while not self._over.is_set():
            began = time.time()
            try:
                _status, _text, made = readers[random.choice(self._ports)].get(random.choice(self._paths))
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
                continue
            self._counts.read += 1
            self._counts.hits += 0 < made < began
            time.sleep(0.002)


def look(ports: list[int], expectation: Expectation, counts: Counts) -> None:
    """Asks each process for each page once; one that does not answer was killed, and holds nothing."""
    for port in ports:
        reader = Reader(port)
        try:
            wrong = expectation.wrong(cache(reader.get))
        except (OSError, http.client.HTTPException):
            counts.unreachable += 1
            continue
        if time.time() > expectation.until:
            return
        counts.checks += 1
        counts.violations += [f"port {port}: {one}" for one in wrong]

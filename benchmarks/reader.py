"""Reads articles at a steady pace and prints how long each took: `reader PORT PER_SECOND SECONDS ARTICLES`.

With 0 seconds it goes on until its standard input closes.
"""

from __future__ import annotations

import http.client
import json
import select
import sys
import time


def read(port: int, per_second: float, seconds: float, articles: int) -> list[float]:
    """Milliseconds each, from when a reading was due: a server that falls behind is not let off."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    taken: list[float] = []
    began = time.perf_counter()
    while not _is_over(began, seconds):
        due = began + len(taken) / per_second
        time.sleep(max(0.0, due - time.perf_counter()))
        connection.request("GET", f"/bench/{len(taken) * 7 % articles}/")
        connection.getresponse().read()
        taken.append((time.perf_counter() - due) * 1000)
    return taken


def _is_over(began: float, seconds: float) -> bool:
    if seconds:
        return time.perf_counter() - began >= seconds
    return bool(select.select([sys.stdin], [], [], 0)[0])


if __name__ == "__main__":
    port, per_second, seconds, articles = sys.argv[1:]
    print(json.dumps(read(int(port), float(per_second), float(seconds), int(articles))))

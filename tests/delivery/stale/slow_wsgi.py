"""The site as `newsportal.wsgi` makes it, but each query of a rendering may be kept waiting for a while.

What is rendered says when that began, so that a reader knows whether it came from the cache.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsportal.settings")
_django = get_wsgi_application()

from django.db import connections  # noqa: E402  (needs Django set up)

from articles.page_cache.front import in_front_of  # noqa: E402

OFTEN, LONGEST = 0.03, 0.4


def _slow(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    made = f"{time.time():.6f}"

    def start(status: str, headers: list[tuple[str, str]]) -> Any:
        return start_response(status, [*headers, ("X-Made", made)])

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(_dawdle))
        return _django(environ, start)


def _dawdle(execute: Callable[..., Any], *given: Any) -> Any:
    if random.random() < OFTEN:
        time.sleep(random.uniform(0, LONGEST))
    return execute(*given)


application = in_front_of(_slow)

if __name__ == "__main__":
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        target="tests.delivery.stale.slow_wsgi:application", address="127.0.0.1", port=int(sys.argv[1]),
        interface=Interfaces.WSGI, workers=1, blocking_threads=4, websockets=False,
    ).serve()  # fmt: skip

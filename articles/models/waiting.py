"""Bounds the waiting for a database that is silent: stopped, or behind a network that swallows packets.

Nothing else does: a server's own time-out stops with it, and TCP is content while its machine takes the bytes.
Asking through psycopg2's wait callback costs 2 to 5 µs for each query.
"""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import psycopg2
from psycopg2.extensions import POLL_OK, POLL_READ, set_wait_callback

PAGE = 4.0
"""Seconds that a public page may wait in all."""
DESK = 30.0
"""For an answer to one query of the desk."""
# Of an answer that has come already, or is about to, use is made.
_LEAST = 0.1
_FOR_EVER = 86_400.0
_otherwise = [_FOR_EVER]
_until: ContextVar[float | None] = ContextVar("waiting_until", default=None)


def bound_waits(seconds: float = _FOR_EVER) -> None:
    """In this process, from now on, whatever is not bounded within `at_most` waits as long for each answer.

    It must not copy in bulk, nor use large objects: psycopg2 can do neither then.
    """
    _otherwise[0] = seconds
    set_wait_callback(_wait)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """For all queries within together; a narrower bound outside stays. They raise `OperationalError` then."""
    until = time.monotonic() + seconds
    token = _until.set(min(until, _until.get() or until))
    try:
        yield
    finally:
        _until.reset(token)


def _wait(connection: Any) -> None:
    until = _until.get()
    left = _otherwise[0] if until is None else max(_LEAST, until - time.monotonic())
    while (state := connection.poll()) != POLL_OK:
        poll = select.poll()
        poll.register(connection.fileno(), select.POLLIN if state == POLL_READ else select.POLLOUT)
        if not poll.poll(left * 1000):
            raise psycopg2.OperationalError(f"the database was silent for {left:.1f} s")

"""Bounds the waiting for a database that is silent: stopped, or behind a network that swallows packets.

Nothing else does: a server's own time-out stops with it, and TCP is content while its machine takes the bytes.
Asking through psycopg2's wait callback costs 2 to 5 µs for each query.
"""

from __future__ import annotations

import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

import psycopg2
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg2.extensions import POLL_OK, POLL_READ, set_wait_callback

PAGE = 4.0
"""Seconds that a public page may wait in all."""
DESK = 30.0
"""For an answer to one query of the desk."""
_FOR_EVER = 86_400.0
# An answer that has come already, or is about to, is taken whatever the time.
_LEAST, _STEP = 0.1, 0.25


class _Bound(NamedTuple):
    until: float
    is_readers: bool


_bound: ContextVar[_Bound | None] = ContextVar("waiting_bound", default=None)
_otherwise = [_FOR_EVER]
_known_away = threading.Event()


def bound_waits(seconds: float = _FOR_EVER) -> None:
    """In this process, from now on, whatever is not bounded within `at_most` waits as long for each answer.

    It must not copy in bulk, nor use large objects: psycopg2 can do neither then.
    """
    _otherwise[0] = seconds
    set_wait_callback(_wait)


@contextmanager
def at_most(seconds: float, is_readers: bool = False) -> Iterator[None]:
    """For all queries within together; a narrower bound outside stays. They raise `OperationalError` then.

    Readers wait no longer once the database is known to be away, so that the threads which serve what is held are free.
    """
    until, outside = time.monotonic() + seconds, _bound.get()
    token = _bound.set(_Bound(min(until, outside.until if outside else until), is_readers))
    try:
        yield
    finally:
        _bound.reset(token)


def give_way(connection: BaseDatabaseWrapper) -> None:
    """For the rest of this transaction: whoever holds a row that it wants is not waited for, but for a moment.

    It gives up before the database would look who stands in whose way, and choose one of them. SQLite has one writer.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = 500")


def know_away(is_away: bool) -> None:
    """From whoever watches over the database for this process."""
    if is_away:
        _known_away.set()
    else:
        _known_away.clear()


def _wait(connection: Any) -> None:
    begun = time.monotonic()
    bound = _bound.get() or _Bound(begun + _otherwise[0], is_readers=False)
    until = max(begun + _LEAST, bound.until)
    while (state := connection.poll()) != POLL_OK:
        poll = select.poll()
        poll.register(connection.fileno(), select.POLLIN if state == POLL_READ else select.POLLOUT)
        while not poll.poll(1000 * max(0.0, min(_STEP, until - time.monotonic()))):
            if time.monotonic() >= until or (bound.is_readers and _known_away.is_set()):
                raise psycopg2.OperationalError(f"the database was silent for {time.monotonic() - begun:.1f} s")

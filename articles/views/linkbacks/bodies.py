"""Reads the small body of a notice, so that nobody who sends it byte by byte holds the readers' threads.

A thread that waits for a body cannot be interrupted: the waiting is done by another one, and only a few requests of
a process wait at a time. Whoever is too slow is answered, which closes the connection and ends the waiting.
"""

from __future__ import annotations

import threading
import time
from queue import Empty, SimpleQueue

from django.http import HttpRequest, UnreadablePostError

SECONDS = 3.0
# A sender does not notice so short a wait; readers, who share the process with a flood of notices, do.
AFTER_READERS = 0.008
# Of a server's four threads (`serve --threads`) two are left for readers, whatever comes in.
_MOST_WAITING = 2
_MOST_STUCK = 32
_may_wait = threading.BoundedSemaphore(_MOST_WAITING)
_may_read = threading.BoundedSemaphore(_MOST_STUCK)


class Unreadable(Exception):
    """The body is not read, or not to its end; `status` is the HTTP status that says so."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


def body_of(request: HttpRequest, limit: int) -> bytes:
    """At most `limit` bytes; what says it is longer, or does not say how long, is not read at all."""
    if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise Unreadable(415, "A compressed request is not taken.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if "Transfer-Encoding" in request.headers and length == "0":
        raise Unreadable(411, "The request must say how long it is.")
    if not (length.isascii() and length.isdecimal()):
        raise Unreadable(400, "The request does not say how long it is.")
    if int(length) > limit:
        raise Unreadable(413, "The request is too large.")
    return _read_in_time(request, int(length)) if int(length) else b""


def _read_in_time(request: HttpRequest, length: int) -> bytes:
    if not _may_wait.acquire(timeout=SECONDS / 10):
        raise Unreadable(503, "Too many requests at once. Try again.")
    try:
        time.sleep(AFTER_READERS)
        found = _read_elsewhere(request, length).get(timeout=SECONDS)
    except Empty:
        raise Unreadable(408, "The request did not come in time.") from None
    finally:
        _may_wait.release()
    if isinstance(found, Exception):
        raise Unreadable(400, "The request broke off.") from found
    return found


def _read_elsewhere(request: HttpRequest, length: int) -> SimpleQueue[bytes | Exception]:
    arrived: SimpleQueue[bytes | Exception] = SimpleQueue()
    if not _may_read.acquire(blocking=False):
        raise Unreadable(503, "Too many requests at once. Try again.")
    threading.Thread(target=_read, args=(request, length, arrived), name="notice-body", daemon=True).start()
    return arrived


def _read(request: HttpRequest, length: int, arrived: SimpleQueue[bytes | Exception]) -> None:
    try:
        arrived.put(request.read(length))
    except (UnreadablePostError, OSError, ValueError) as error:
        arrived.put(error)
    finally:
        _may_read.release()

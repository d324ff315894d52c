"""From a name to its addresses, in bounded time: the system's look-up has no time limit of its own."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue

from articles.fetch.errors import TooSlow, Unreachable
from articles.fetch.networks import IPAddress

# Takes a name in ASCII, gives its addresses as text; raises OSError when there are none.
Resolver = Callable[[str], Sequence[str]]

# A look-up that hangs keeps its thread; silent name servers must not collect threads without end.
MAX_LOOK_UPS = 16
_free = threading.BoundedSemaphore(MAX_LOOK_UPS)


def system_resolver(host: str) -> list[str]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def addresses_of(host: str, resolver: Resolver, seconds: float) -> list[IPAddress]:
    """All addresses, in the resolver's order. An address written as host is its own."""
    try:
        return [ipaddress.ip_address(host)]
    except ValueError:
        found = _looked_up(host, resolver, seconds)
    try:
        addresses = [ipaddress.ip_address(text) for text in found]
    except ValueError:
        raise _unknown(host) from None
    if not addresses:
        raise _unknown(host)
    return addresses


def _looked_up(host: str, resolver: Resolver, seconds: float) -> Sequence[str]:
    answer: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()
    if not _free.acquire(timeout=seconds):
        raise _too_slow(host)
    threading.Thread(target=_look_up, args=(host, resolver, answer), name="look-up", daemon=True).start()
    try:
        found = answer.get(timeout=seconds)
    except Empty:
        raise _too_slow(host) from None
    if isinstance(found, (OSError, UnicodeError)):
        raise _unknown(host) from found
    if isinstance(found, Exception):
        raise found
    return found


def _look_up(host: str, resolver: Resolver, answer: SimpleQueue[Sequence[str] | Exception]) -> None:
    try:
        answer.put(resolver(host))
    except Exception as error:
        answer.put(error)
    finally:
        _free.release()


def _too_slow(host: str) -> TooSlow:
    return TooSlow("dns", f"The address of {host} could not be found in time.")


def _unknown(host: str) -> Unreachable:
    return Unreachable("dns", f"{host} has no address.")

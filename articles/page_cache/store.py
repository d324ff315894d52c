"""The pages or parts that a process keeps: found by address, dropped by what they are made of, bounded in bytes.

Readers look pages up without a lock, which a dict allows; whatever changes the store holds one.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from articles.page_cache.page import restricted

# Renderings that take longer are not kept: nobody remembers what changed since they began.
_REMEMBERED = 10_000


class Held(Protocol):
    """A page, or a part of pages: kept at an address, for a value of the parameters; `counted` is the store's own."""

    address: str
    query: str
    parameters: frozenset[str]
    keys: frozenset[str]
    is_used: bool
    counted: int

    def size(self) -> int: ...


Kept = TypeVar("Kept", bound=Held)


class Address(Generic[Kept]):
    """What is kept at one host and path: a page for each value of the parameters that it declares."""

    __slots__ = ("pages", "parameters")

    def __init__(self, parameters: frozenset[str]) -> None:
        self.parameters = parameters
        self.pages: dict[str, Kept] = {}

    def page(self, query: str) -> Kept | None:
        return self.pages.get(restricted(query, self.parameters) if query else "")


class Store(Generic[Kept]):
    def __init__(self, limit: int) -> None:
        """`limit` in bytes, of bodies, headers and names, roughly."""
        self.limit, self.size = limit, 0
        self.addresses: dict[str, Address[Kept]] = {}
        self._by_key: dict[str, set[Kept]] = {}
        # In the order in which their turn comes to be looked at when room is needed.
        self._all: dict[Kept, None] = {}
        self._lock = threading.Lock()
        self._time = 0
        self.gone = 0
        """Pages that were held once, in all."""
        self._dropped: deque[tuple[int, frozenset[str]]] = deque(maxlen=_REMEMBERED)
        self._all_dropped_at = 0

    def __len__(self) -> int:
        return len(self._all)

    @property
    def time(self) -> int:
        """Counts what was dropped: taken before a page is rendered, given to `put` afterwards."""
        return self._time

    def put(self, page: Kept, since: int) -> bool:
        """Keeps a page; not one of which something has changed since that `time`, nor one that is too large."""
        size = page.size()
        with self._lock:
            if size > self.limit // 8 or self._has_changed(page.keys, since):
                return False
            self._forget(self._standing(page))
            self._keep(page, size)
            self._make_room()
        return True

    def drop(self, keys: Iterable[str]) -> None:
        names = frozenset(keys)
        with self._lock:
            self._time += 1
            self._dropped.append((self._time, names))
            for name in names:
                for page in list(self._by_key.get(name, ())):
                    self._forget(page)

    def drop_all(self) -> None:
        with self._lock:
            self._time += 1
            self._all_dropped_at = self._time
            for page in list(self._all):
                self._forget(page)

    def grown(self, page: Kept, more: int) -> None:
        """A page that is kept has got another encoding, and takes so many bytes more; fewer, where that is negative."""
        with self._lock:
            if page in self._all:
                page.counted += more
                self.size += more
                self._make_room()

    def _has_changed(self, keys: frozenset[str], since: int) -> bool:
        if since < self._all_dropped_at:
            return True
        if self._dropped and self._dropped[0][0] > since + 1:
            return True  # More has been dropped since than is remembered.
        for at, names in reversed(self._dropped):
            if at <= since:
                return False
            if not names.isdisjoint(keys):
                return True
        return False

    def _standing(self, page: Kept) -> Kept | None:
        address = self.addresses.get(page.address)
        return address.pages.get(page.query) if address else None

    def _keep(self, page: Kept, size: int) -> None:
        address = self.addresses.get(page.address)
        if address is None or address.parameters != page.parameters:
            for other in list(address.pages.values()) if address else ():
                self._forget(other)
            address = self.addresses[page.address] = Address(page.parameters)
        address.pages[page.query] = page
        self._all[page] = None
        for key in page.keys:
            self._by_key.setdefault(key, set()).add(page)
        page.counted = size
        self.size += size

    def _forget(self, page: Kept | None) -> None:
        if page is None or page not in self._all:
            return
        del self._all[page]
        self.gone += 1
        self.size -= page.counted
        address = self.addresses[page.address]
        del address.pages[page.query]
        if not address.pages:
            del self.addresses[page.address]
        for key in page.keys:
            pages = self._by_key[key]
            pages.discard(page)
            if not pages:
                del self._by_key[key]

    def _make_room(self) -> None:
        """Second chance: a page that was asked for since it was last looked at goes to the end of the line."""
        while self.size > self.limit and self._all:
            page = next(iter(self._all))
            if page.is_used:
                page.is_used = False
                del self._all[page]
                self._all[page] = None
            else:
                self._forget(page)

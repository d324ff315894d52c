"""Keeps what pages share (`page_parts`), by the rules of pages: dropped by what it is made of, bounded in bytes.

A part that was made of something old, and kept, would make every page old that it stands on. So what a page keeps
counts as read when the making of that page began. And what changes is dropped from the parts before it is dropped from
the pages: a page that took the old part had begun before that, and is refused.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from articles.models.reading import read_alias
from articles.page_cache.follower import Follower
from articles.page_cache.lifetime import monotonic_end
from articles.page_cache.store import Store
from articles.page_cache.wsgi import Application, Environ, StartResponse, is_for_everybody
from articles.page_parts import Part, kept_by

_OVERHEAD, _OF_A_KEY = 700, 150


class KeptPart:
    """As the store keeps it, under its name; it ends at midnight, for days are named by how long ago they were."""

    __slots__ = ("address", "counted", "is_used", "keys", "parameters", "part", "query", "until")

    def __init__(self, name: str, part: Part[Any]) -> None:
        self.address, self.query, self.parameters = name, "", frozenset[str]()
        self.part, self.keys, self.until = part, part.keys, monotonic_end(None)
        self.is_used, self.counted = False, 0

    def size(self) -> int:
        return self.part.size + _OVERHEAD + _OF_A_KEY * len(self.keys)


class PartsOfPage:
    """What one page in the making may take, and give."""

    def __init__(self, store: Store[KeptPart], follower: Follower) -> None:
        self._store, self._follower, self._since = store, follower, store.time

    def held(self, name: str) -> Part[Any] | None:
        address = self._store.addresses.get(name)
        kept = address.pages.get("") if address else None
        if kept is None or not self._is_right(kept):
            return None
        kept.is_used = True
        return kept.part

    def keep(self, name: str, part: Part[Any]) -> None:
        if read_alias() == self._follower.alias:
            self._store.put(KeptPart(name, part), self._since)

    def _is_right(self, kept: KeptPart) -> bool:
        now = time.monotonic()
        return now < kept.until and now < self._follower.fresh_until and read_alias() == self._follower.alias


class WithParts:
    """An application whose pages for everybody are made of what is kept."""

    def __init__(self, application: Application, store: Store[KeptPart], follower: Follower) -> None:
        self._application, self._store, self._follower = application, store, follower
        self._session_cookie = f"{settings.SESSION_COOKIE_NAME}="

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not is_for_everybody(environ, self._session_cookie):
            return self._application(environ, start_response)
        self._follower.start()
        with kept_by(PartsOfPage(self._store, self._follower)):
            return self._application(environ, start_response)

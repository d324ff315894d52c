"""The WSGI application in front of Django: answers from the pages it holds, and has Django make the others.

A hit runs no middleware, opens no session and asks no database. Only GET and HEAD without a cookie of ours are looked
at; what Django answers is kept when its view says so (`articles.views.answers`), and nothing of it has changed while
it was made.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from typing import Any, cast

from django.conf import settings
from django.http import HttpResponse

from articles.models.reading import PRIMARY
from articles.most_read.counting import Counting
from articles.page_cache.counted import Counted
from articles.page_cache.follower import Follower
from articles.page_cache.lifetime import cache_control, monotonic_end
from articles.page_cache.negotiation import matches
from articles.page_cache.page import Headers, Page, restricted
from articles.page_cache.parts import KeptPart, WithParts
from articles.page_cache.store import Store
from articles.page_cache.wsgi import Application, Environ, StartResponse, is_for_everybody
from articles.page_keys import EVERYTHING, PageKeys, collected

FLIGHT_PATIENCE = 10.0
STALE = ("Cache-Status", "newsportal; hit; detail=stale-if-error")
_CONTROL = "Cache-Control"


class Flight:
    """One rendering that others wait for; with `is_keepable` off it is of no use to them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.landed = threading.Event()
        self.is_keepable = True


def in_front_of(application: Application) -> Application:
    """That application behind a page cache of its own, and with the parts that pages share, as the settings have it."""
    parts, pages = Store[KeptPart](settings.PAGE_PARTS_BYTES), Store[Page](settings.PAGE_CACHE_BYTES)
    follower = Follower(parts, pages)
    if parts.limit:
        application = WithParts(application, parts, follower)
    views = Counting() if settings.MOST_READ else None
    if pages.limit:
        return Front(application, pages, follower, views)
    return Counted(application, views) if views else application


class Front:
    def __init__(
        self, application: Application, store: Store[Page], follower: Follower, views: Counting | None = None
    ) -> None:
        self._application, self._store, self._follower = application, store, follower
        self._views = views
        if views:
            self._see = views.see
        self._addresses = store.addresses
        self._session_cookie = f"{settings.SESSION_COOKIE_NAME}="
        self._behind_proxy = settings.BEHIND_PROXY
        self._flights: dict[str, Flight] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not is_for_everybody(environ, self._session_cookie):
            return self._application(environ, start_response)
        page = self._held(environ)
        if page is None or not self._is_fresh(page):
            return self._missed(environ, start_response, page)
        return self._answer(page, environ, start_response)

    def _held(self, environ: Environ) -> Page | None:
        found = self._addresses.get(self._address(environ))
        return found.page(environ.get("QUERY_STRING", "")) if found else None

    def _is_fresh(self, page: Page) -> bool:
        now = time.monotonic()
        return now < page.until and now < self._follower.fresh_until

    def _address(self, environ: Environ) -> str:
        """The host is as it was sent: only those that Django serves ever lead to a page."""
        address = cast("str", environ.get("HTTP_HOST", "") + environ["PATH_INFO"])
        return f"{environ.get('HTTP_X_FORWARDED_PROTO', '')}:{address}" if self._behind_proxy else address

    def _answer(
        self, page: Page, environ: Environ, start_response: StartResponse, more: Headers | None = None
    ) -> Iterable[bytes]:
        accepts = environ.get("HTTP_ACCEPT_ENCODING", "")
        variant = page.variants.get(accepts) or self._encoded(page, accepts)
        page.is_used = True
        is_get = environ["REQUEST_METHOD"] == "GET"
        if is_get and page.article_id:
            self._see(page.article_id, environ)
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and matches(asked, variant.etag):
            start_response("304 Not Modified", [*_briefly(variant.unchanged), *more] if more else variant.unchanged)
            return variant.head
        start_response("200 OK", [*_briefly(variant.headers), *more] if more else variant.headers)
        return variant.body if is_get else variant.head

    def _encoded(self, page: Page, accepts: str) -> Any:
        before = page.size()
        variant = page.variant(accepts)
        if more := page.size() - before:
            self._store.grown(page, more)
        return variant

    def _missed(self, environ: Environ, start_response: StartResponse, stale: Page | None) -> Iterable[bytes]:
        self._follower.start()
        if self._views:
            self._views.start()
        if stale and self._follower.is_away:
            return self._answer(stale, environ, start_response, [STALE])
        flight, is_ours = self._flight(environ)
        while not is_ours:
            flight.landed.wait(FLIGHT_PATIENCE)
            page = self._held(environ)
            if page and self._is_fresh(page):
                return self._answer(page, environ, start_response)
            if not flight.is_keepable:
                return self._made(environ, start_response, stale, flight)
            flight, is_ours = self._flight(environ)
        try:
            return self._made(environ, start_response, stale, flight)
        finally:
            self._land(flight)

    def _made(
        self, environ: Environ, start_response: StartResponse, stale: Page | None, flight: Flight
    ) -> Iterable[bytes]:
        answer: list[Any] = []
        since = self._store.time
        with collected() as keys:
            response = self._application(environ, lambda *given: answer.extend(given[:2]))
        status, headers = cast("tuple[str, Headers]", answer)
        if stale and status.startswith("5"):
            _close(response)
            return self._answer(stale, environ, start_response, [STALE])
        page = self._page(environ, response, headers, keys)
        if page is None:
            flight.is_keepable = False
            if self._views:
                self._views.see_answer(response, environ)
            start_response(status, headers)
            return response
        _close(response)
        if not self._store.put(page, since):
            page.headers = _briefly(page.headers)
        return self._answer(page, environ, start_response)

    def _page(self, environ: Environ, response: Iterable[bytes], headers: Headers, keys: PageKeys) -> Page | None:
        """Of an answer that its view lets be kept."""
        parameters = getattr(response, "kept_by", None)
        if parameters is None or not isinstance(response, HttpResponse):
            return None
        if getattr(response, "read_from", PRIMARY) != self._follower.alias:
            return None
        query = restricted(environ.get("QUERY_STRING", ""), frozenset(parameters))
        own = [pair for pair in headers if pair[0] not in {"Content-Length", _CONTROL}]
        own.append((_CONTROL, cache_control(is_told=True)))
        names = sorted({*keys.keys, EVERYTHING})
        own += [("Cache-Tag", ",".join(names)), ("Surrogate-Key", " ".join(names))]
        until = monotonic_end(keys.until)
        article_id = getattr(response, "article_id", 0) if self._views else 0
        return Page(self._address(environ), query, parameters, keys.keys, until, own, response.content, article_id)

    def _flight(self, environ: Environ) -> tuple[Flight, bool]:
        name = f"{self._address(environ)}?{environ.get('QUERY_STRING', '')}"
        with self._lock:
            flight = self._flights.get(name)
            if flight:
                return flight, False
            flight = self._flights[name] = Flight(name)
            return flight, True

    def _land(self, flight: Flight) -> None:
        with self._lock:
            del self._flights[flight.name]
        flight.landed.set()


def _briefly(headers: Headers) -> Headers:
    """Of a page that may be older than what a cache in front has been told."""
    return [(name, cache_control() if name == _CONTROL else value) for name, value in headers]


def _close(response: Iterable[bytes]) -> None:
    """As a server does when it has sent all: Django lets go of its connections then."""
    if isinstance(response, HttpResponse):
        response.close()

"""A page cache in front of the real Django, asked as a server asks it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

from articles.most_read.counting import Counting
from articles.page_cache.follower import Follower
from articles.page_cache.front import Front
from articles.page_cache.page import Page
from articles.page_cache.parts import KeptPart, WithParts
from articles.page_cache.store import Store
from articles.page_cache.wsgi import Application, Environ

HOST = "news.example"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes


class Counted:
    """Django, and how often it was asked for what."""

    def __init__(self, application: Application | None = None) -> None:
        self.asked: list[str] = []
        self._application = application or WSGIHandler()

    def __call__(self, environ: Environ, start_response: Callable[..., object]) -> object:
        self.asked.append(environ["PATH_INFO"])
        return self._application(environ, start_response)


@dataclass
class Cached:
    front: Front
    store: Store[Page]
    parts: Store[KeptPart]
    follower: Follower
    django: Counted

    def get(self, path: str, query: str = "", method: str = "GET", **headers: str) -> Answer:
        return asked(self.front, path, query, method, **headers)

    def get_together(self, path: str, readers: int) -> list[Answer]:
        """All at once, each in a thread that leaves no connection behind."""

        def read() -> Answer:
            try:
                return self.get(path)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(readers) as pool:
            return [reading.result() for reading in [pool.submit(read) for _ in range(readers)]]

    def made_anew(self, path: str) -> Answer:
        """Of what is kept of it: the page itself is not."""
        self.store.drop_all()
        return self.get(path)

    def settle(self) -> None:
        """Return when all that has been committed so far is known here."""
        now = time.time()
        wait_for(lambda: self.follower.read_at > now)

    def renderings(self, path: str) -> int:
        return self.django.asked.count(path)


@contextmanager
def cached(
    application: Application | None = None, limit: int = 10_000_000, views: Counting | None = None
) -> Iterator[Cached]:
    """Followed from the beginning, as after a process's first answer."""
    parts, store = Store[KeptPart](limit), Store[Page](limit)
    follower = Follower(parts, store)
    django = Counted(application)
    front = Front(WithParts(django, parts, follower), store, follower, views)
    made = Cached(front, store, parts, follower, django)
    try:
        made.get("/healthz")
        wait_for(lambda: follower.fresh_until > time.monotonic())
        yield made
    finally:
        follower.close()
        if views:
            views.close()


def asked(application: Application, path: str, query: str = "", method: str = "GET", **headers: str) -> Answer:
    """Headers by their WSGI names without `HTTP_`."""
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": HOST, "SERVER_NAME": HOST,
        "SERVER_PORT": "80", "REMOTE_ADDR": "192.0.2.1", "wsgi.url_scheme": "https", "wsgi.input": BytesIO(b""),
        **{f"HTTP_{name}": value for name, value in headers.items()},
    }  # fmt: skip
    said: list[tuple[str, list[tuple[str, str]]]] = []
    response = application(environ, lambda status, headers: said.append((status, headers)))
    content = b"".join(response)
    if close := getattr(response, "close", None):
        close()
    status, fields = said[0]
    return Answer(int(status[:3]), {name.lower(): value for name, value in fields}, content)


def wait_for(is_so: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.005)

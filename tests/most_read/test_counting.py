"""Views are counted in memory, in bounds, and reach the database in one statement; or wait for it."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError

from articles.most_read import counting
from articles.most_read.counting import Counting
from articles.most_read.keeping import Counts
from tests.most_read.counted import BROWSER
from tests.page_cache.newsroom import wait_for

HOUR, NOON = 500_000, 500_000 * 3600.0
ASKED = {"HTTP_USER_AGENT": BROWSER}


class Kept:
    """Stands where the database does, and can be away."""

    def __init__(self) -> None:
        self.written: list[Counts] = []
        self.is_away = False

    def __call__(self, counts: Counts) -> None:
        if self.is_away:
            raise OperationalError("nobody there")
        self.written.append(dict(counts))


def seen(views: Counting, article_id: int, times: int = 1, **environ: Any) -> None:
    for _ in range(times):
        views.see(article_id, ASKED | environ)


def written(views: Counting, kept: Kept, now: float = NOON) -> list[Counts]:
    views.gather(now)
    views.write()
    return kept.written


def test_views_are_added_up_and_written_at_once() -> None:
    views = Counting(kept := Kept())
    seen(views, 7, 3), seen(views, 8)
    assert written(views, kept) == [{(HOUR, 7): 3, (HOUR, 8): 1}]
    assert written(views, kept) == [{(HOUR, 7): 3, (HOUR, 8): 1}]


@pytest.mark.parametrize(
    "other",
    [{"HTTP_SEC_PURPOSE": "prefetch"}, {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
     {"HTTP_USER_AGENT": "Googlebot/2.1"}, {"HTTP_USER_AGENT": ""}],
)  # fmt: skip
def test_what_nobody_looks_at_is_no_view(other: dict[str, str]) -> None:
    views = Counting(kept := Kept())
    seen(views, 7, 2, **other), seen(views, 8)
    assert written(views, kept) == [{(HOUR, 8): 1}]


def test_readers_in_many_threads_are_all_counted() -> None:
    views = Counting(kept := Kept())
    with ThreadPoolExecutor(8) as pool:
        for _ in range(8):
            pool.submit(seen, views, 7, 2_000)
        for _ in range(20):
            views.gather(NOON)
    assert written(views, kept) == [{(HOUR, 7): 16_000}]


def test_while_the_database_is_away_views_wait_under_their_hour(caplog: pytest.LogCaptureFixture) -> None:
    views = Counting(kept := Kept())
    kept.is_away = True
    with caplog.at_level(logging.WARNING):
        for at in (NOON, NOON, NOON + 3600):
            seen(views, 7)
            assert written(views, kept, at) == []
    assert len(caplog.records) == 1
    kept.is_away = False
    assert written(views, kept) == [{(HOUR, 7): 2, (HOUR + 1, 7): 1}]


def test_flood_of_views_and_of_articles_takes_bounded_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_COUNTED", 100)
    views = Counting(kept := Kept())
    for number in range(1, 301):
        seen(views, number, 2)
        views.gather(NOON)
    seen(views, 7, 60_000)
    assert len(written(views, kept)[0]) == 100
    assert kept.written[0][HOUR, 7] == 2 + counting.MOST_IN_LINE


def test_thread_writes_by_itself_and_once_more_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "WRITE_EVERY", 0.0)
    monkeypatch.setattr(counting, "GATHER_EVERY", 0.01)
    views = Counting(kept := Kept())
    views.start(), views.start()
    seen(views, 7)
    wait_for(lambda: bool(kept.written))
    monkeypatch.setattr(counting, "WRITE_EVERY", 60.0)
    wait_for(lambda: not views._counts)
    seen(views, 8)
    views.close()
    assert [set(one.values()) for one in kept.written] == [{1}, {1}]

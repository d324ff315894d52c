"""What a cache in front is told, when it answers and when it does not."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from articles.models import Article, Change, Purge
from articles.page_cache import tidying
from articles.page_cache.purging.claiming import LEASE, LeaseLost, claim, hold
from articles.page_cache.purging.due import LONGEST
from articles.page_cache.purging.work import do_one
from tests.factories import make_article, make_section
from tests.page_cache.purging.outside import Outside, outside

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(transactional_db: None) -> Article:
    return make_article("Ferries cross", section=make_section("World"))


@pytest.fixture
def cache(settings: Settings, article: Article) -> Iterator[Outside]:
    """Told already of all there is."""
    with outside() as made:
        settings.PURGE_URL = made.url
        assert tell()
        made.forget()
        yield made


def tell(now: datetime | None = None) -> bool:
    return do_one(now, settle=0)


def later(**delta: float) -> datetime:
    return timezone.now() + timedelta(**delta)


def rename(article: Article, headline: str = "Ferries stay") -> None:
    Article.objects.filter(pk=article.pk).update(headline=headline)


def test_new_cache_is_told_to_drop_everything(settings: Settings, article: Article) -> None:
    with outside() as cache:
        settings.PURGE_URL = cache.url
        assert [tell(), tell()] == [True, False]
        assert cache.told == [["everything"]]


def test_change_is_told_once(cache: Outside, article: Article, settings: Settings) -> None:
    settings.PURGE_TOKEN = "a-token"
    rename(article)
    assert [tell(), tell()] == [True, False]
    assert cache.told == [[f"article:{article.pk}"]]
    said = {name: cache.headers[0].get(name) for name in ("path", "cache-tag", "authorization")}
    assert said == {"path": "/all", "cache-tag": f"article:{article.pk}", "authorization": "Bearer a-token"}


def test_nothing_is_asked_or_written_without_an_address(article: Article, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert not tell()


def test_nothing_new_writes_nothing(cache: Outside) -> None:
    before = Purge.objects.values().get()
    assert not tell()
    assert (Purge.objects.values().get(), cache.told) == (before, [])


def test_position_is_moved_on_before_the_table_is_trimmed(cache: Outside) -> None:
    before = Purge.objects.get().told_until
    assert not tell(later(minutes=11))
    assert Purge.objects.get().told_until > before + timedelta(minutes=10)
    assert cache.told == []


@pytest.mark.parametrize("status", [500, 404, None])
def test_refusal_is_tried_again_with_the_same_names(cache: Outside, article: Article, status: int | None) -> None:
    cache.answers = lambda _number: status
    rename(article)
    assert [tell(), tell()] == [False, False]
    cache.answers = lambda _number: 200
    assert [tell(later(seconds=3)), tell(later(seconds=4))] == [True, False]
    assert cache.told == [[f"article:{article.pk}"]] * 2


def test_cache_that_is_gone_is_told_when_it_is_back(cache: Outside, article: Article, settings: Settings) -> None:
    rename(article)
    Purge.objects.update(url="http://127.0.0.1:1/")
    settings.PURGE_URL = "http://127.0.0.1:1/"
    assert not tell()
    Purge.objects.update(url=cache.url)
    settings.PURGE_URL = cache.url
    assert tell(later(seconds=3))
    assert cache.told == [[f"article:{article.pk}"]]


def test_pauses_grow(cache: Outside, article: Article) -> None:
    cache.answers = lambda _number: 500
    rename(article)
    pauses = []
    for _ in range(7):
        tell(later(hours=1))
        pauses.append(round((Purge.objects.get().lease_until - timezone.now()).total_seconds()))
        Purge.objects.update(lease_until=None)
    assert pauses == [2, 4, 8, 16, 32, 60, 60]


def test_cache_that_dies_in_the_middle_is_told_all_again(cache: Outside, article: Article) -> None:
    names = {f"made-up:{number:04}" for number in range(1_000)}
    Change.objects.bulk_create([Change(key=name, transaction_id=_transaction()) for name in names])
    cache.answers = lambda number: 200 if number < 3 else None
    assert not tell()
    assert len(cache.told) == 3
    cache.forget()
    cache.answers = lambda _number: 200
    assert tell(later(seconds=3))
    assert (set(cache.keys), len(cache.keys), len(cache.told)) == (names, 1_000, 4)


def test_two_workers_tell_a_change_once(cache: Outside, article: Article) -> None:
    def work(_number: int) -> bool:
        try:
            return tell()
        finally:
            connection.close()

    cache.delay = 0.3
    rename(article)
    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(work, range(6))) == [False] * 5 + [True]
    assert cache.told == [[f"article:{article.pk}"]]


def test_change_while_another_is_told_is_told_next(cache: Outside, article: Article) -> None:
    rename(article)
    cache.answers = lambda number: 200 if rename(article, f"Ferries {number}") is None else 500
    assert [tell(), tell()] == [True, True]
    assert cache.told == [[f"article:{article.pk}"]] * 2


def test_what_a_dead_worker_had_claimed_is_told_when_its_lease_is_over(cache: Outside, article: Article) -> None:
    rename(article)
    dead = Purge.objects.get()
    assert claim(dead, timezone.now())
    assert not tell()
    assert tell(timezone.now() + LEASE + timedelta(seconds=1))
    assert cache.told == [[f"article:{article.pk}"]]
    with pytest.raises(LeaseLost):
        hold(dead, timezone.now() + LEASE)


def test_told_nothing_for_long_it_drops_everything(cache: Outside, article: Article) -> None:
    """What was trimmed meanwhile is among it."""
    rename(article)
    now = timezone.now()
    Purge.objects.update(told_until=now - LONGEST)
    tidying.tidy(now + tidying.KEPT + timedelta(minutes=1))
    assert [tell(now), tell(now)] == [True, False]
    assert (cache.told, LONGEST < tidying.KEPT) == ([["everything"]], True)


def test_article_that_appears_is_told_without_a_change(cache: Outside, article: Article) -> None:
    at = later(minutes=1)
    coming = make_article("Comes later", section=article.section, published_at=at)
    assert tell()
    cache.forget()
    assert not tell(at - timedelta(seconds=1))
    assert tell(at)
    assert {f"article:{coming.pk}", "front", f"section-list:{article.section_id}"} <= set(cache.keys)


def test_midnight_ends_every_page(cache: Outside) -> None:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    Purge.objects.update(told_until=midnight - timedelta(minutes=1))
    assert tell(midnight + timedelta(seconds=1))
    assert cache.told == [["everything"]]


def test_other_database_is_read_from_its_end_and_drops_everything(cache: Outside) -> None:
    Purge.objects.update(read_from="replica")
    assert [tell(), tell()] == [True, False]
    assert (cache.told, Purge.objects.get().read_from) == ([["everything"]], "default")


def _transaction() -> int:
    """The number that the database gives to rows of now."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])

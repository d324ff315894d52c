"""The page cache in front of the real Django, on the real database."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import brotli
import pytest
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from pytest_django import Settings

from articles.models import Article, Linkback
from articles.models.reading import REPLICA
from articles.page_cache import triggers
from articles.page_cache.follower import Follower
from articles.page_cache.store import Store
from tests.factories import make_article, make_linkback, make_section
from tests.page_cache.newsroom import Cached, cached, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def news() -> Iterator[Cached]:
    with cached() as made:
        yield made


@pytest.fixture
def article(transactional_db: None) -> Article:
    return make_article("Ferries cross", section=make_section("World"))


def shows(news: Cached, path: str, words: str) -> bool:
    return words in news.get(path).content.decode()


def test_page_is_made_once(article: Article, news: Cached) -> None:
    first, second = news.get(article.path), news.get(article.path)
    assert (first.status, first.content) == (200, second.content)
    assert news.renderings(article.path) == 1


@pytest.mark.parametrize("path", ["/", "/world/", "/archive/"])
def test_list_is_made_once(article: Article, news: Cached, path: str) -> None:
    assert [news.get(path).status for _ in range(3)] == [200, 200, 200]
    assert news.renderings(path) == 1


def test_change_drops_the_page_and_its_lists_only(article: Article, news: Cached) -> None:
    other = make_article("Bridges hold", section=make_section("Sport"))
    news.settle()
    paths = ["/", "/world/", article.path, other.path]
    for path in paths:
        news.get(path)
    before = news.renderings(other.path)
    Article.objects.filter(pk=article.pk).update(headline="Ferries stay")
    for path in paths[:3]:
        wait_for(lambda path=path: shows(news, path, "Ferries stay"))
    news.get(other.path)
    assert news.renderings(other.path) == before


def test_killed_article_is_gone_at_once(article: Article, news: Cached) -> None:
    assert news.get(article.path).status == 200
    Article.objects.filter(pk=article.pk).update(status="killed")
    wait_for(lambda: news.get(article.path).status == 410)


def test_approved_linkback_shows(article: Article, news: Cached) -> None:
    linkback = make_linkback(article, status="pending", title="A page of theirs")
    assert not shows(news, article.path, "A page of theirs")
    Linkback.objects.filter(pk=linkback.pk).update(status="approved")
    wait_for(lambda: shows(news, article.path, "A page of theirs"))


def test_scheduled_article_appears_everywhere_without_a_worker(article: Article, news: Cached) -> None:
    at = timezone.now() + timedelta(seconds=1.5)
    coming = make_article("Comes later", section=article.section, published_at=at)
    pages = ["/", "/world/", article.path]
    while timezone.now() < at - timedelta(seconds=0.3):
        assert not any(shows(news, path, "Comes later") for path in pages)
        assert news.get(coming.path).status == 404
    while timezone.now() < at + timedelta(seconds=1):
        time.sleep(0.01)
    assert all(shows(news, path, "Comes later") for path in [*pages, coming.path])


def test_scheduled_translation_is_named_by_its_original(article: Article, news: Cached) -> None:
    at = timezone.now() + timedelta(seconds=1.5)
    make_article("पुल", language="hi", translation_of=article, published_at=at)
    news.settle()
    assert b"hreflang" not in news.get(article.path).content
    wait_for(lambda: timezone.now() > at + timedelta(seconds=1))
    assert b'hreflang="hi"' in news.get(article.path).content


def test_embargo_ends_on_the_second(article: Article, news: Cached) -> None:
    until = timezone.now() + timedelta(seconds=1)
    Article.objects.filter(pk=article.pk).update(embargo_until=until)
    wait_for(lambda: news.get(article.path).status == 404)
    wait_for(lambda: timezone.now() >= until)
    wait_for(lambda: shows(news, "/world/", "Ferries cross"))


def test_page_made_across_a_change_is_not_kept(article: Article) -> None:
    reading, changing = threading.Event(), threading.Event()
    django = WSGIHandler()

    def slow(environ: dict[str, object], start_response: Callable[..., object]) -> object:
        response = django(environ, start_response)
        if environ["PATH_INFO"] == article.path and not reading.is_set():
            reading.set()
            changing.wait(10)
        return response

    with cached(slow) as news, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(news.get_together, article.path, 1)
        reading.wait(10)
        Article.objects.filter(pk=article.pk).update(headline="Ferries stay")
        news.settle()
        changing.set()
        assert b"Ferries cross" in answer.result()[0].content
        assert shows(news, article.path, "Ferries stay")


def test_hundred_readers_of_a_missing_page_cause_one_rendering(article: Article, news: Cached) -> None:
    assert [answer.status for answer in news.get_together(article.path, 100)] == [200] * 100
    assert news.renderings(article.path) == 1


def test_readers_of_what_is_not_kept_do_not_wait_for_each_other(article: Article, news: Cached) -> None:
    assert [answer.status for answer in news.get_together("/nothing/", 16)] == [404] * 16
    assert len(news.store) == 0


@pytest.mark.parametrize(
    ("accepts", "coding", "decoded"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes),
     ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress), ("identity, br;q=0.5", None, bytes)],
)  # fmt: skip
def test_page_comes_in_the_encoding_that_is_preferred(
    article: Article, news: Cached, accepts: str, coding: str | None, decoded: Callable[[bytes], bytes]
) -> None:
    plain, answer = news.get(article.path), news.get(article.path, ACCEPT_ENCODING=accepts)
    assert (answer.headers.get("content-encoding"), answer.headers["vary"]) == (coding, "Accept-Encoding")
    assert decoded(answer.content) == plain.content
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert news.renderings(article.path) == 1


def test_known_page_is_answered_with_304(article: Article, news: Cached) -> None:
    first = news.get(article.path, ACCEPT_ENCODING="br")
    for known in (first.headers["etag"], f"W/{first.headers['etag']}", f'"other", {first.headers["etag"]}', "*"):
        again = news.get(article.path, ACCEPT_ENCODING="br", IF_NONE_MATCH=known)
        assert (again.status, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert {"vary", "cache-control"} <= set(again.headers)
    assert news.get(article.path, IF_NONE_MATCH=first.headers["etag"]).status == 200


def test_HEAD_says_what_GET_says(article: Article, news: Cached) -> None:
    head, get = news.get(article.path, method="HEAD"), news.get(article.path)
    assert (head.status, head.content, head.headers) == (200, b"", get.headers)
    assert news.renderings(article.path) == 1


def test_headers_of_the_view_are_kept(article: Article, news: Cached) -> None:
    made, kept = news.get(article.path), news.get(article.path)
    assert made.headers == kept.headers
    assert kept.headers["x-pingback"] == "https://news.example/linkbacks/pingback/"
    assert "default-src 'none'" in kept.headers["content-security-policy"]
    assert kept.headers["x-content-type-options"] == "nosniff"
    assert kept.headers["cache-control"].startswith("public, max-age=0, s-maxage=1, stale-while-revalidate=1")


def test_keys_are_told_to_a_cache_in_front(article: Article, news: Cached) -> None:
    headers = news.get(article.path).headers
    own = {f"article:{article.pk}", f"section-list:{article.section_id}", "menu"}
    assert set(headers["cache-tag"].split(",")) == set(headers["surrogate-key"].split(" ")) >= own | {"everything"}


def test_cache_in_front_keeps_for_long_only_what_it_is_told_of(
    article: Article, news: Cached, settings: Settings
) -> None:
    settings.SHARED_CACHE_SECONDS = 3600
    kept = [news.get(article.path).headers["cache-control"] for _ in range(2)]
    others = [news.get(path).headers["cache-control"] for path in ("/nothing/", "/search/")]
    assert all("s-maxage=3600," in control for control in kept)
    assert all("s-maxage=1," in control for control in others)


def test_page_made_across_a_change_is_not_kept_in_front(article: Article, settings: Settings) -> None:
    """Nor by a cache in front: it may have been told of the change before it got the page."""
    settings.SHARED_CACHE_SECONDS = 3600
    django = WSGIHandler()
    stores: list[Store] = []

    def changed_meanwhile(environ: dict[str, object], start_response: Callable[..., object]) -> object:
        response = django(environ, start_response)
        if stores:
            stores.pop().drop([f"article:{article.pk}"])
        return response

    with cached(changed_meanwhile) as news:
        stores.append(news.store)
        first, second = news.get(article.path).headers, news.get(article.path).headers
    assert "s-maxage=1," in first["cache-control"]
    assert "s-maxage=3600," in second["cache-control"]


def test_editor_goes_round(article: Article, news: Cached) -> None:
    cookie = f"a=b; {django_settings.SESSION_COOKIE_NAME}=abc"
    for _ in range(2):
        assert news.get(article.path, COOKIE=cookie).status == 200
    assert (news.renderings(article.path), len(news.store)) == (2, 0)


def test_cookie_of_somebody_else_changes_nothing(article: Article, news: Cached) -> None:
    for number in range(3):
        assert "set-cookie" not in news.get(article.path, COOKIE=f"_ga={number}").headers
    assert news.renderings(article.path) == 1


def test_POST_goes_through(article: Article, news: Cached) -> None:
    assert news.get(article.path).status == 200
    assert news.get(article.path, method="POST").status == 405


def test_only_declared_parameters_make_another_page(article: Article, news: Cached) -> None:
    first = news.get("/world/")
    for number in range(50):
        assert news.get("/world/", f"utm_source=a{number}&fbclid={number}").content == first.content
        assert news.get(article.path, f"page={number}").status == 200
    assert news.renderings("/world/") == 1
    assert len(news.store) == 2


@pytest.mark.parametrize("query", ["page=forged", "page=" + "x" * 5000, "page=", "page=a&page=b", "page=%FF%00"])
def test_cursor_that_is_not_ours_is_not_kept(article: Article, news: Cached, query: str) -> None:
    news.get("/world/")
    assert news.get("/world/", query).status == 404
    assert len(news.store) == 1


def test_old_query_of_the_front_leads_on(article: Article, news: Cached) -> None:
    assert news.get("/").status == 200
    assert news.get("/", "s=ferries").status == 301
    assert news.get("/", "s=").status == 200
    assert len(news.store) == 1


def test_later_pages_are_kept_by_their_cursor(article: Article, news: Cached) -> None:
    for number in range(21):
        make_article(f"Story {number}", section=article.section)
    wait_for(lambda: 'rel="next"' in news.get("/world/").content.decode())
    following = news.get("/world/").content.decode().partition('rel="next" href="/world/?')[2].partition('"')[0]
    answers = [news.get("/world/", following) for _ in range(2)]
    assert (answers[0].status, answers[0].content) == (200, answers[1].content)
    assert answers[0].content != news.get("/world/").content


def test_host_that_is_not_ours_is_not_kept(article: Article, news: Cached) -> None:
    for number in range(5):
        assert news.get(article.path, HOST=f"evil{number}.example").status == 400
    assert len(news.store) == 0


@pytest.mark.parametrize("path", ["/search/", "/admin/login/", "/static/nothing.css", "/healthz"])
def test_what_is_no_page_is_not_kept(article: Article, news: Cached, path: str) -> None:
    news.get(path, "q=ferries")
    assert len(news.store) == 0


def test_page_ends_at_midnight(article: Article, news: Cached) -> None:
    news.get(article.path)
    page = next(iter(news.store.addresses.values())).page("")
    assert page is not None
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    assert page.until - time.monotonic() == pytest.approx((midnight - timezone.now()).total_seconds(), abs=5)


def test_nothing_is_served_that_nobody_follows(article: Article, news: Cached) -> None:
    news.get(article.path)
    news.follower.close()
    wait_for(lambda: time.monotonic() > news.follower.fresh_until)
    Article.objects.filter(pk=article.pk).update(headline="Ferries stay")
    assert shows(news, article.path, "Ferries stay")


def test_database_that_answers_is_not_away_though_it_cannot_be_followed(transactional_db: None) -> None:
    follower = Follower(Store(1_000_000))
    follower.is_away = True  # As behind an outage.
    triggers.drop("default")
    try:
        follower.start()
        wait_for(lambda: not follower.is_away)
        assert follower.fresh_until == 0
    finally:
        follower.close()
        triggers.create("default")


def test_page_of_another_database_than_the_followed_one_is_not_kept(article: Article) -> None:
    django = WSGIHandler()

    def elsewhere(environ: dict[str, object], start_response: Callable[..., object]) -> object:
        response = django(environ, start_response)
        response.read_from = REPLICA  # type: ignore[attr-defined]
        return response

    with cached(elsewhere) as news:
        assert [news.get(article.path).status for _ in range(2)] == [200, 200]
        assert (news.renderings(article.path), len(news.store)) == (2, 0)

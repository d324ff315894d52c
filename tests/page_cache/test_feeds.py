"""Feeds and sitemaps are kept like pages, and right to the second like pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles import publishing
from articles.feeds import months
from articles.models import Article, Author, Correction, Crawler, Section, Tag
from tests.factories import make_article, make_author, make_byline, make_section, make_tag, minutes_ago
from tests.page_cache.newsroom import Cached, cached, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
FEEDS = [
    f"{path}{form}"
    for path in ("/", "/world/", "/tag/rivers/", "/author/jo/")
    for form in ("feed/", "feed/atom/", "feed/json/")
]
SITEMAPS = ["/sitemap.xml", "/news-sitemap.xml", "/robots.txt"]
OF_CORRECTIONS = "/archive/corrections/feed/"


@pytest.fixture
def target(transactional_db: None) -> Article:
    return make_article("Bridge opens", path="/bridge/", section=make_section("Elsewhere"))


@pytest.fixture
def article(target: Article) -> Article:
    text = f'<p>Text.</p>\n<aside data-also-read="{target.pk}"></aside>'
    made = make_article(
        "Ferries cross",
        section=make_section("World"),
        tags=(make_tag("Rivers"),),
        body=text,
        published_at=minutes_ago(5),
    )
    make_byline(made, make_author("Jo Doe", slug="jo"))
    return made


@pytest.fixture
def news(article: Article) -> Iterator[Cached]:
    with cached() as made:
        yield made


def texts(news: Cached, paths: list[str]) -> list[str]:
    return [news.get(path).content.decode() for path in paths]


@pytest.mark.parametrize("path", [*FEEDS, *SITEMAPS, OF_CORRECTIONS])
def test_it_is_made_once_and_told_to_be_the_same(news: Cached, path: str) -> None:
    first = news.get(path)
    again = news.get(path, "utm_source=x", IF_NONE_MATCH=first.headers["etag"])
    assert (first.status, again.status, news.renderings(path)) == (200, 304, 1)


CHANGES: dict[str, tuple[Callable[[Article], Any], str]] = {
    "headline": (lambda one: Article.objects.filter(pk=one.pk).update(headline="Other words"), "Other words"),
    "text": (lambda one: Article.objects.filter(pk=one.pk).update(body="<p>Other words.</p>"), "Other words"),
    "target": (lambda one: Article.objects.exclude(pk=one.pk).update(headline="Other words"), "Other words"),
    "tag": (lambda one: Tag.objects.update(name="Other words"), "Other words"),
    "author": (lambda one: Author.objects.update(name="Other words"), "Other words"),
    "section": (lambda one: Section.objects.filter(slug="world").update(name="Other words"), "Other words"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_change_shows_in_every_feed(news: Cached, article: Article, kind: str) -> None:
    change, words = CHANGES[kind]
    # A JSON Feed names no sections.
    paths = [path for path in FEEDS if kind != "section" or "json" not in path]
    assert [words in text for text in texts(news, paths)] == [False] * len(paths)
    change(article)
    news.settle()
    assert [words in text for text in texts(news, paths)] == [True] * len(paths)


def test_killed_article_leaves_feeds_and_sitemaps(news: Cached, article: Article) -> None:
    paths = ["/feed/", "/feed/json/", "/news-sitemap.xml"]
    assert [article.headline in text for text in texts(news, paths)] == [True] * 3
    Article.objects.filter(pk=article.pk).update(status="killed")
    news.settle()
    assert [article.headline in text for text in texts(news, paths)] == [False] * 3


def test_target_that_is_killed_leaves_the_text(news: Cached, target: Article) -> None:
    assert "Bridge opens" in news.get("/world/feed/").content.decode()
    Article.objects.filter(pk=target.pk).update(status="killed")
    news.settle()
    assert "Bridge opens" not in news.get("/world/feed/").content.decode()


def test_crawler_that_is_refused_is_told_at_once(news: Cached) -> None:
    crawler = Crawler.objects.create(name="Gatherer")
    news.settle()
    assert "Gatherer" not in news.get("/robots.txt").content.decode()
    Crawler.objects.filter(pk=crawler.pk).update(may_read=False)
    news.settle()
    assert "User-agent: Gatherer\nDisallow: /\n" in news.get("/robots.txt").content.decode()


def test_month_that_was_looked_at_is_told_in_the_index(news: Cached, article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(published_at=minutes_ago(60 * 24 * 400))
    news.settle()
    assert news.get("/sitemap.xml").content.count(b"<lastmod>") == 1
    months.keep_up()
    news.settle()
    assert news.get("/sitemap.xml").content.count(b"<lastmod>") == 2


def test_correction_shows_in_its_feed(news: Cached, article: Article) -> None:
    assert "Four arches" not in news.get(OF_CORRECTIONS).content.decode()
    publishing.correct(article, Correction(text="Four arches, not five."))
    news.settle()
    assert "Four arches" in news.get(OF_CORRECTIONS).content.decode()


def test_scheduled_article_appears_on_the_second_without_a_worker(news: Cached, article: Article) -> None:
    at = timezone.now() + timedelta(seconds=1.5)
    later = make_article("Later today", section=article.section, tags=("Rivers",), published_at=at)
    make_byline(later, Author.objects.get())
    news.settle()
    paths = [*FEEDS, "/news-sitemap.xml"]
    assert [later.headline in text for text in texts(news, paths)] == [False] * len(paths)
    wait_for(lambda: timezone.now() > at + timedelta(seconds=1))
    assert [later.headline in text for text in texts(news, paths)] == [True] * len(paths)


def test_article_leaves_the_news_by_itself(news: Cached, article: Article) -> None:
    at = timezone.now() - timedelta(days=2) + timedelta(seconds=2)
    Article.objects.filter(pk=article.pk).update(published_at=at)
    news.settle()
    assert article.headline in news.get("/news-sitemap.xml").content.decode()
    wait_for(lambda: timezone.now() > at + timedelta(days=2, seconds=1))
    assert article.headline not in news.get("/news-sitemap.xml").content.decode()


@pytest.mark.parametrize("query", ["page=forged", "x=" + "y" * 5000, "%00=%FF", "&&&="])
def test_queries_fill_nothing(news: Cached, query: str) -> None:
    news.get("/feed/")
    before = len(news.store)
    assert news.get("/feed/", query).status == 200
    assert (len(news.store), news.renderings("/feed/")) == (before, 1)

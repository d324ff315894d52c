"""Views of held pages are counted, and held pages end when the list that they show changes; no others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from pytest_django import Settings

from articles.models import Article, MostRead
from articles.most_read import ranking
from articles.most_read.counting import Counting
from articles.page_cache.counted import Counted
from articles.page_cache.front import Front, in_front_of
from tests.factories import make_article, make_section
from tests.most_read.counted import BROWSER, ranked, read, views
from tests.page_cache.newsroom import Cached, asked, cached, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
# The last one has nothing else to do with the articles on the list.
PAGES = ("/", "/world/", "/story-1/", "/story-7/", "/chess/")
OTHERS = ("/archive/", "/feed/", "/tag/rivers/", "/pul/", "/sitemap.xml")


@pytest.fixture
def articles(transactional_db: None) -> list[Article]:
    world = make_section("World")
    make_article("पुल", language="hi", section=world, path="/pul/")
    make_article("Chess", section=make_section("Sport"), path="/chess/")
    stories = range(1, 8)
    return [make_article(f"Story {n}", section=world, path=f"/story-{n}/", tags=("Rivers",)) for n in stories]


@pytest.fixture
def counting() -> Counting:
    return Counting()


@pytest.fixture
def news(articles: list[Article], counting: Counting) -> Iterator[Cached]:
    with cached(views=counting) as made:
        yield made


def counted(counting: Counting) -> dict[int, int]:
    counting.gather()
    counting.write()
    return views()


def test_made_held_and_known_pages_are_views(articles: list[Article], news: Cached, counting: Counting) -> None:
    first = news.get("/story-1/", USER_AGENT=BROWSER)
    for _ in range(3):
        news.get("/story-1/", USER_AGENT=BROWSER)
    known = news.get("/story-1/", USER_AGENT=BROWSER, IF_NONE_MATCH=first.headers["etag"])
    news.get("/story-1/", "utm_source=x", USER_AGENT=BROWSER), news.get("/lite/story-1/", USER_AGENT=BROWSER)
    news.get("/story-2/", USER_AGENT=BROWSER)
    assert (known.status, news.renderings("/story-1/")) == (304, 1)
    assert counted(counting) == {articles[0].pk: 7, articles[1].pk: 1}


def test_what_is_no_view_is_not_counted(articles: list[Article], news: Cached, counting: Counting) -> None:
    cookie = f"{django_settings.SESSION_COOKIE_NAME}=x"
    for _ in range(2):
        news.get("/story-1/", USER_AGENT=BROWSER, method="HEAD")
        news.get("/story-1/", USER_AGENT=BROWSER, SEC_PURPOSE="prefetch")
        news.get("/story-1/", USER_AGENT="Googlebot/2.1")
        news.get("/story-1/", USER_AGENT=BROWSER, COOKIE=cookie)
        news.get("/story-1/", USER_AGENT=BROWSER, method="POST")
        for path in ("/", "/world/", "/archive/", "/nothing/", "/story-1", "/feed/", "/healthz"):
            news.get(path, USER_AGENT=BROWSER)
    news.get("/story-2/", USER_AGENT=BROWSER)
    assert counted(counting) == {articles[1].pk: 1}


def test_withdrawn_and_embargoed_are_not_counted(articles: list[Article], news: Cached, counting: Counting) -> None:
    Article.objects.filter(pk=articles[0].pk).update(status="killed")
    Article.objects.filter(pk=articles[1].pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    news.settle()
    assert [news.get(f"/story-{n}/", USER_AGENT=BROWSER).status for n in (1, 2, 3)] == [410, 404, 200]
    assert counted(counting) == {articles[2].pk: 1}


def test_views_are_counted_where_no_pages_are_kept(articles: list[Article], counting: Counting) -> None:
    portal = Counted(WSGIHandler(), counting)
    cookie = f"{django_settings.SESSION_COOKIE_NAME}=x"
    for headers in ({}, {"COOKIE": cookie}, {"SEC_PURPOSE": "prefetch"}):
        assert asked(portal, "/story-1/", USER_AGENT=BROWSER, **headers).status == 200
    assert asked(portal, "/story-1/", method="HEAD", USER_AGENT=BROWSER).status == 200
    counting.close()
    assert views() == {articles[0].pk: 1}


def test_newsroom_that_shows_none_counts_none(settings: Settings) -> None:
    django = WSGIHandler()
    front = in_front_of(django)
    settings.MOST_READ = False
    without = in_front_of(django)
    settings.PAGE_CACHE_BYTES = settings.PAGE_PARTS_BYTES = 0
    assert [type(front), type(without), in_front_of(django)] == [Front, Front, django]
    assert [front._views is not None, without._views] == [True, None]  # type: ignore[attr-defined]


def test_list_ends_the_pages_that_show_it_and_no_others(articles: list[Article], news: Cached) -> None:
    news.settle()
    before = {path: news.get(path).content for path in (*PAGES, *OTHERS)}
    ranked(*articles)
    news.settle()
    assert all(b">Most read<" in news.get(path).content for path in PAGES)
    assert {path: news.get(path).content for path in OTHERS} == {path: before[path] for path in OTHERS}
    assert [news.renderings(path) for path in OTHERS] == [1] * len(OTHERS)


def test_pages_stay_while_the_list_stays(articles: list[Article], news: Cached) -> None:
    ranked(*articles)
    news.settle()
    made = {path: news.get(path) and news.renderings(path) for path in PAGES}
    read(articles[0], 50), read(articles[6], 1)
    ranking.keep_up()
    news.settle()
    assert {path: news.get(path) and news.renderings(path) for path in PAGES} == made
    read(articles[4], 1000)
    ranking.keep_up()
    news.settle()
    assert b'<span>1</span> <a href="/story-5/">' in news.get("/story-7/").content


@pytest.mark.parametrize("change", ["killed", "embargoed", "renamed", "moved", "deleted"])
def test_held_pages_show_what_became_of_an_article_on_the_list(
    articles: list[Article], news: Cached, change: str
) -> None:
    ranked(*articles)
    news.settle()
    assert all(b'<span>2</span> <a href="/story-2/">Story 2<' in news.get(path).content for path in PAGES)
    article = Article.objects.filter(pk=articles[1].pk)
    match change:
        case "killed":
            article.update(status="killed")
        case "embargoed":
            article.update(embargo_until=timezone.now() + timedelta(hours=1))
        case "renamed":
            article.update(headline="Another")
        case "moved":
            article.update(path="/moved/")
        case "deleted":
            article.delete()
    news.settle()
    wanted = {"renamed": b'"/story-2/">Another<', "moved": b'"/moved/">Story 2<'}.get(change, b'"/story-3/">Story 3<')
    assert all(b"<span>2</span> <a href=" + wanted in news.get(path).content for path in PAGES)


def test_article_that_comes_back_stands_where_it_stood(articles: list[Article], news: Cached) -> None:
    ranked(*articles)
    until = timezone.now() + timedelta(seconds=1.5)
    Article.objects.filter(pk=articles[1].pk).update(embargo_until=until)
    Article.objects.filter(pk=articles[2].pk).update(status="killed")
    news.settle()
    assert all(b'<span>2</span> <a href="/story-4/">' in news.get(path).content for path in PAGES)
    Article.objects.filter(pk=articles[2].pk).update(status="published")
    news.settle()
    assert all(b'<span>2</span> <a href="/story-3/">' in news.get(path).content for path in PAGES)
    wait_for(lambda: timezone.now() > until + timedelta(seconds=0.8))
    assert all(b'<span>2</span> <a href="/story-2/">' in news.get(path).content for path in PAGES)


def test_list_is_kept_for_all_pages(articles: list[Article], news: Cached, django_assert_num_queries: object) -> None:
    ranked(*articles)
    news.settle()
    for path in PAGES:
        news.get(path)
    for path in PAGES:
        with django_assert_num_queries(2):  # type: ignore[operator]
            assert b">Most read<" in news.made_anew(path).content
    assert MostRead.objects.count() == 7

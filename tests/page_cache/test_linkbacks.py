"""What linkbacks do to cached pages: headers stay, and only what shows drops one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from articles.models import Article, Linkback
from tests.factories import make_article, make_linkback, minutes_ago
from tests.page_cache.newsroom import Cached, cached

pytestmark = pytest.mark.django_db(transaction=True)
ENDPOINT = "https://news.example/linkbacks/pingback/"


@pytest.fixture
def article(transactional_db: None) -> Article:
    return make_article("Ferries cross")


@pytest.fixture
def news(article: Article) -> Iterator[Cached]:
    with cached() as made:
        made.get(article.path)
        yield made


def renderings(news: Cached, article: Article) -> int:
    news.settle()
    news.get(article.path)
    return news.renderings(article.path)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_A9_cached_page_advertises(news: Cached, article: Article, method: str) -> None:
    headers = news.get(article.path, method=method).headers
    assert headers["x-pingback"] == ENDPOINT
    assert 'rel="webmention"' in headers["link"]
    assert news.renderings(article.path) == 1


def test_H97_notices_and_checks_drop_no_page(news: Cached, article: Article) -> None:
    for number in range(20):
        make_linkback(article, status="received", source_url=f"https://blog.example/{number}")
    Linkback.objects.update(status="pending", checks=1, due_at=minutes_ago(1))
    assert renderings(news, article) == 1


def test_H97_approval_drops_the_page_once(news: Cached, article: Article) -> None:
    for number in range(5):
        make_linkback(article, status="pending", source_url=f"https://blog.example/{number}")
    Linkback.objects.update(status="approved")
    assert renderings(news, article) == 2
    Linkback.objects.update(checks=2, due_at=minutes_ago(1))
    assert renderings(news, article) == 2

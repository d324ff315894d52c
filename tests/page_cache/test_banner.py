"""Held pages lose the banner at its end, and get it when it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article, Banner
from tests.factories import make_article, make_section
from tests.page_cache.newsroom import Cached, cached, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def news() -> Iterator[Cached]:
    with cached() as made:
        yield made


@pytest.fixture
def article(transactional_db: None) -> Article:
    return make_article("Ferries cross", section=make_section("World"), path="/ferries/")


def begin(seconds: float, **fields: object) -> Banner:
    return Banner.objects.create(text="Bridge open", ends_at=timezone.now() + timedelta(seconds=seconds), **fields)


@pytest.mark.parametrize("path", ["/", "/ferries/", "/world/"])
def test_held_pages_get_it_and_lose_it_when_it_is_ended(news: Cached, article: Article, path: str) -> None:
    assert b"Bridge open" not in news.get(path).content
    begin(600)
    news.settle()
    assert b"Bridge open" in news.get(path).content
    Banner.objects.update(ends_at=timezone.now())
    news.settle()
    assert b"Bridge open" not in news.get(path).content


def test_held_page_loses_it_at_its_end_though_nobody_writes(news: Cached, article: Article) -> None:
    begin(1.5)
    news.settle()
    assert b"Bridge open" in news.get("/ferries/").content
    wait_for(lambda: b"Bridge open" not in news.get("/ferries/").content, 5)
    assert news.renderings("/ferries/") == 2


def test_link_goes_with_its_story(news: Cached, article: Article) -> None:
    begin(600, article=article)
    news.settle()
    assert b'<a href="/ferries/">Bridge open</a>' in news.get("/world/").content
    publishing.kill(article)
    news.settle()
    assert b"<span>Bridge open</span>" in news.get("/world/").content

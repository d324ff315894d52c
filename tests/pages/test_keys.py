"""What stands in lists of sections, of a tag, of an author is what a queryset finds, from every place on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.models import Article
from articles.models.querysets import ArticleQuerySet
from articles.pages import keys as lists
from articles.pages.cursor import Cursor
from articles.pages.keys import ENOUGH, Key, Keys, KeysOfQueryset
from tests.factories import make_article, make_author, make_byline, make_section, make_tag, minutes_ago

pytestmark = pytest.mark.django_db
ASKED: list[Callable[[Keys, Article], list[Key]]] = [
    lambda keys, article: keys.newest(),
    lambda keys, article: keys.older(Cursor.beside(article, "before")),
    lambda keys, article: keys.newer(Cursor.beside(article, "after")),
]


@pytest.fixture
def articles() -> list[Article]:
    """More than a page, in two sections and a third, some at the same moment, some that nobody may see."""
    sections = [make_section(name) for name in ("World", "Rivers", "Sport")]
    moments = [minutes_ago(number // 3) for number in range(90)]
    made = [make_article(section=sections[n % 3], published_at=moment) for n, moment in enumerate(moments)]
    make_article(section=sections[0], status="draft"), make_article(section=sections[0], status="killed")
    make_article(section=sections[0], published_at=minutes_ago(-5))
    make_article(section=sections[0], embargo_until=timezone.now() + timedelta(hours=1))
    return made


@pytest.mark.parametrize("wanted", [slice(0, 1), slice(0, 2), slice(0, 0)], ids=["one", "two", "none"])
@pytest.mark.parametrize("ask", ASKED, ids=["newest", "older", "newer"])
def test_sections_hold_what_their_queryset_finds(articles: list[Article], ask: Any, wanted: slice) -> None:
    ids = [articles[number].section_id for number in range(3)][wanted]
    of_queryset: ArticleQuerySet = Article.objects.published().filter(section__in=ids)
    for place in (articles[0], articles[31], articles[89]):
        found = ask(lists.in_sections(ids), place)
        assert found == ask(KeysOfQueryset(of_queryset), place)
        assert len(found) <= ENOUGH


@pytest.mark.parametrize("ask", ASKED, ids=["newest", "older", "newer"])
def test_tag_holds_what_its_queryset_finds(articles: list[Article], ask: Any) -> None:
    tag = make_tag("Rivers")
    for article in Article.objects.exclude(pk__in=[one.pk for one in articles[::7]]):
        article.tags.add(tag)
    of_queryset = Article.objects.published().tagged(tag)
    for place in (articles[0], articles[31], articles[89]):
        found = ask(lists.tagged(tag), place)
        assert found == ask(KeysOfQueryset(of_queryset), place)
        assert len(found) <= ENOUGH


@pytest.mark.parametrize("ask", ASKED, ids=["newest", "older", "newer"])
def test_author_holds_what_the_queryset_finds_once(articles: list[Article], ask: Any) -> None:
    author = make_author()
    for article in Article.objects.exclude(pk__in=[one.pk for one in articles[::7]]):
        make_byline(article, author), make_byline(article, author, "photography")
    of_queryset = Article.objects.published().by_author(author)
    for place in (articles[0], articles[31], articles[89]):
        found = ask(lists.by_author(author), place)
        assert found == ask(KeysOfQueryset(of_queryset), place)
        assert len(found) <= ENOUGH


@pytest.mark.parametrize("ask", ASKED, ids=["newest", "older", "newer"])
def test_span_holds_what_its_queryset_finds(articles: list[Article], ask: Any) -> None:
    start, end = minutes_ago(28), minutes_ago(2)
    of_queryset = Article.objects.published().between(start, end)
    for place in (articles[0], articles[31], articles[89]):
        found = ask(lists.between(start, end), place)
        assert found == ask(KeysOfQueryset(of_queryset), place)
        assert len(found) <= ENOUGH

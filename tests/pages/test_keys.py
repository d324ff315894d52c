"""What stands in a list of sections is what their queryset finds, in every direction from every place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.models import Article
from articles.models.querysets import ArticleQuerySet
from articles.pages.cursor import Cursor
from articles.pages.keys import ENOUGH, Key, Keys, KeysInSections, KeysOfQueryset
from tests.factories import make_article, make_section, minutes_ago

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
        found = ask(KeysInSections(ids), place)
        assert found == ask(KeysOfQueryset(of_queryset), place)
        assert len(found) <= ENOUGH

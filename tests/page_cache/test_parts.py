"""What pages share is kept by itself: a page that is made anew asks for little, and shows nothing old."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings

from articles.models import Article, Author, FrontEdition, FrontSlot, Image, Section
from articles.models.reading import REPLICA, reading_from
from articles.page_cache.follower import Follower
from articles.page_cache.parts import KeptPart, PartsOfPage
from articles.page_cache.store import Store
from articles.page_parts import Part
from tests.factories import make_article, make_author, make_byline, make_image, make_section, make_tag
from tests.page_cache.newsroom import Cached, cached

pytestmark = pytest.mark.django_db(transaction=True)
Counter = Callable[..., Any]
# Where things are and in which order is asked each time.
COSTS = {"/": 2, "/world/": 2, "/tag/rivers/": 2, "/author/jo/": 2, "/ferries/": 2, "/feed/": 1, "/world/feed/": 1}
COSTS |= {"/sitemap.xml": 0}
CHANGES: dict[str, Callable[[], object]] = {
    "headline": lambda: Article.objects.filter(path="/ferries/").update(headline="Ferries return"),
    "name": lambda: Author.objects.filter(slug="jo").update(name="Jo Returns"),
    "section": lambda: Section.objects.filter(path="/world/").update(name="All that Returns"),
    "picture": lambda: Image.objects.filter(alt_text="Old").update(alt_text="It Returns"),
}


@pytest.fixture
def news() -> Iterator[Cached]:
    with cached() as made:
        yield made


@pytest.fixture
def article(transactional_db: None) -> Article:
    section = make_section("World")
    image = make_image(alt_text="Old")
    made = make_article(
        "Ferries cross", section=section, path="/ferries/", tags=(make_tag("Rivers"),), lead_image=image
    )
    make_byline(made, make_author("Jo Doe", slug="jo"))
    make_article("Bridges hold", section=section, path="/bridges/")
    return made


@pytest.mark.parametrize(("path", "queries"), COSTS.items())
def test_page_made_anew_asks_for_the_order_only(
    article: Article, news: Cached, django_assert_num_queries: Counter, path: str, queries: int
) -> None:
    first = news.get(path)
    with django_assert_num_queries(queries):
        again = news.made_anew(path)
    assert (first.status, again.content) == (200, first.content)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("path", ["/", "/world/", "/ferries/", "/bridges/", "/feed/"])
def test_change_shows_on_pages_made_of_kept_parts(article: Article, news: Cached, path: str, change: str) -> None:
    before = news.get(path).content.decode()
    CHANGES[change]()
    news.settle()
    after = news.get(path).content.decode()
    assert "eturn" not in before
    assert ("eturn" in after) == (after != before)
    assert after == _without_parts(news, path)


def test_section_s_page_that_editors_made_asks_for_no_more(
    article: Article, news: Cached, django_assert_num_queries: Counter
) -> None:
    edition = FrontEdition.objects.create(state="live", section=article.section)
    FrontSlot.objects.create(edition=edition, article=article, place="lead", headline="Here", image=make_image())
    first = news.get("/world/")
    with django_assert_num_queries(2):
        again = news.made_anew("/world/")
    assert (b"Here" in first.content, again.content) == (True, first.content)


def test_story_that_changed_is_asked_for_alone(
    article: Article, news: Cached, django_assert_num_queries: Counter
) -> None:
    news.get("/world/")
    CHANGES["headline"]()
    news.settle()
    with django_assert_num_queries(4):  # path, order, that story, and the newest of all, where it stands too
        assert "Ferries return" in news.get("/world/").content.decode()


def test_section_made_where_there_was_none_shows(transactional_db: None, news: Cached) -> None:
    news.get("/")
    make_section("Chess")
    news.settle()
    assert news.get("/chess/").status == 200


def test_editor_with_a_session_is_shown_nothing_kept(article: Article, news: Cached) -> None:
    news.get("/ferries/")
    for kept in news.parts.addresses.values():
        object.__setattr__(kept.pages[""].part, "value", None)
    answer = news.get("/ferries/", COOKIE=f"{settings.SESSION_COOKIE_NAME}=x")
    assert (answer.status, b"Bridges hold" in answer.content) == (200, True)


@pytest.fixture
def followed(news: Cached) -> tuple[Store[KeptPart], Follower]:
    return news.parts, news.follower


def part(*keys: str) -> Part[str]:
    return Part("a part", frozenset(keys), 100)


def test_part_read_before_a_change_is_not_kept(followed: tuple[Store[KeptPart], Follower]) -> None:
    page = PartsOfPage(*followed)
    followed[0].drop({"article:1"})
    page.keep("old", part("article:1"))
    page.keep("other", part("article:2"))
    assert [page.held(name) is not None for name in ("old", "other")] == [False, True]


def test_part_is_not_shown_when_nobody_follows_what_changes(followed: tuple[Store[KeptPart], Follower]) -> None:
    page = PartsOfPage(*followed)
    page.keep("menu", part("menu"))
    assert page.held("menu") is not None
    followed[1].close()
    followed[1].fresh_until = 0.0
    assert page.held("menu") is None


def test_part_of_another_database_is_neither_kept_nor_shown(followed: tuple[Store[KeptPart], Follower]) -> None:
    page = PartsOfPage(*followed)
    page.keep("menu", part("menu"))
    with reading_from(REPLICA):
        page.keep("other", part("menu"))
        assert page.held("menu") is None
    assert [page.held(name) is not None for name in ("menu", "other")] == [True, False]


def test_parts_stay_within_their_bytes(followed: tuple[Store[KeptPart], Follower]) -> None:
    small = Store[KeptPart](10_000)
    page = PartsOfPage(small, followed[1])
    for number in range(50):
        page.keep(f"entry:{number}", part(f"article:{number}"))
    assert 0 < small.size <= 10_000
    assert page.held("entry:49") is not None


def _without_parts(news: Cached, path: str) -> str:
    news.parts.drop_all()
    return news.made_anew(path).content.decode()

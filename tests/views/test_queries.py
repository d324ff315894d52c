"""What each page costs in queries: a number that does not grow with what the page shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, FrontEdition, FrontSlot, Section
from tests.factories import (
    make_article,
    make_author,
    make_byline,
    make_comment,
    make_image,
    make_linkback,
    make_section,
    make_tag,
)

Counter = Callable[..., Any]
TODAY = f"/archive/{timezone.localtime():%Y/%m/%d}/"
COSTS = {
    "/": 5,
    "/world/": 5,
    "/tag/rivers/": 5,
    "/author/asha/": 5,
    "/search/?q=story": 7,
    "/archive/": 4,
    TODAY[:14]: 4,
    TODAY[:17]: 5,
    "/nothing/": 6,
}


def fill(count: int) -> None:
    tag, author = make_tag("Rivers"), make_author(slug="asha", portrait=make_image())
    world = make_section("World")
    for number in range(count):
        section = make_section(f"Part {number}", parent=world)
        article = make_article(f"Story {number}", section=section, lead_image=make_image(), tags=(tag,))
        make_byline(article, author)
        make_byline(article, "A guest")
    Article.objects.update(published_at=timezone.now())


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), COSTS.items())
def test_list_costs_the_same_for_one_and_three(
    client: Client, django_assert_num_queries: Counter, path: str, queries: int, count: int
) -> None:
    fill(count)
    with django_assert_num_queries(queries):
        client.get(path)


@pytest.mark.parametrize("count", [1, 3])
def test_article_costs_four_whatever_it_holds(client: Client, django_assert_num_queries: Counter, count: int) -> None:
    targets = [make_article(lead_image=make_image()) for _ in range(count)]
    places = [f'<p>Text.</p><figure data-image="{make_image().pk}"></figure>' for _ in range(count)]
    links = [f'<p>Text.</p><aside data-also-read="{target.pk}"></aside>' for target in targets]
    tags = tuple(make_tag() for _ in range(count))
    article = make_article(body="".join([*places, *links]), lead_image=make_image(), tags=tags)
    for target in targets:
        make_byline(article, make_author())
        make_linkback(article, source_article=target)
        make_comment(article)
    with django_assert_num_queries(4):
        client.get(article.path)


def test_deep_page_costs_one_more_than_the_first(client: Client, django_assert_num_queries: Counter) -> None:
    world = make_section("World")
    for _ in range(41):
        make_article(section=world)
    following = re.findall(r'<a rel="next" href="([^"]+)"', client.get("/world/").content.decode())[0]
    with django_assert_num_queries(6):
        client.get(following)


@pytest.mark.parametrize("count", [1, 3])
def test_section_s_page_costs_the_same_with_what_editors_put_there(
    client: Client, django_assert_num_queries: Counter, count: int
) -> None:
    fill(count)
    edition = FrontEdition.objects.create(state="live", section=Section.objects.get(slug="world"))
    for article in Article.objects.all():
        FrontSlot.objects.create(edition=edition, article=article, image=make_image())
    with django_assert_num_queries(COSTS["/world/"]):
        client.get("/world/")


@pytest.mark.parametrize(("path", "queries"), [("/healthz", 0), ("/robots.txt", 1), ("/favicon.svg", 0)])
def test_page_for_machines_costs_next_to_nothing(
    client: Client, django_assert_num_queries: Counter, path: str, queries: int
) -> None:
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its statistics by itself")
@pytest.mark.parametrize("path", ["/", "/world/", "/tag/rivers/", "/author/asha/", "/archive/", TODAY[:17]])
def test_lists_walk_an_index_of_what_is_published_without_statistics(client: Client, path: str) -> None:
    """Nobody runs ANALYZE on the embedded database: the only index that fits must be the right one."""
    fill(3)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    plans = [step for query in queries.captured_queries for step in _plan(query["sql"]) if "articles_article" in step]
    assert [step for step in plans if step.startswith("SCAN articles_article") and "INDEX" not in step] == []
    assert [step for step in plans if "(status=?)" in step] == []
    assert plans != []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the statistics are SQLite's")
def test_translations_are_found_by_key_where_statistics_say_that_nearly_none_are_any(client: Client) -> None:
    fill(1)
    published = {"section": make_section(), "status": "published", "published_at": timezone.now()}
    Article.objects.bulk_create(Article(headline="Story", path=f"/story-{n}/", **published) for n in range(500))
    path = str(Article.objects.published().latest("pk").path)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    plans = [step for query in queries.captured_queries for step in _plan(query["sql"])]
    assert "SCAN articles_article" not in plans
    assert any("article_translations (translation_of_id=?)" in step for step in plans)


def _plan(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")  # the sql is our own
        return [row[3] for row in cursor.fetchall()]

"""What was read most stands on the front page, on sections and below articles: five at most, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml.html import HtmlElement
from pytest_django import Settings

from articles.models import Article
from tests.factories import make_article, make_section
from tests.most_read.counted import ranked
from tests.views.reading import page, text

pytestmark = pytest.mark.django_db
Counter = Callable[..., Any]
PLACES = ("/", "/world/", "/story/")
ELSEWHERE = ("/tag/rivers/", "/archive/", "/search/?q=story", "/nothing/", "/lite/story/")


@pytest.fixture
def articles(db: None) -> list[Article]:
    """Read in this order, the first most."""
    world = make_section("World")
    made = [make_article(f"Story {number}", section=world) for number in range(1, 8)]
    made.append(make_article("The story", section=world, path="/story/", tags=("Rivers",)))
    ranked(*made)
    return made


def shown(client: Client, path: str) -> list[str]:
    """Number and headline of each line."""
    return [text(line) for line in lines(page(client, path, 404 if path == "/nothing/" else 200))]


def lines(tree: HtmlElement) -> list[HtmlElement]:
    return tree.xpath("//*[@aria-labelledby='most-read']//li")


FIVE = [f"{number} Story {number}" for number in range(1, 6)]


@pytest.mark.parametrize("path", PLACES)
def test_five_are_shown_with_their_numbers(client: Client, articles: list[Article], path: str) -> None:
    assert shown(client, path) == FIVE
    assert [line.xpath("a/@href")[0] for line in lines(page(client, path))] == [
        article.path for article in articles[:5]
    ]


@pytest.mark.parametrize("path", ELSEWHERE)
def test_other_pages_have_none(client: Client, articles: list[Article], path: str) -> None:
    assert (shown(client, "/"), shown(client, path)) == (FIVE, [])


@pytest.mark.parametrize("path", PLACES)
def test_newsroom_can_do_without(client: Client, articles: list[Article], path: str, settings: Settings) -> None:
    settings.MOST_READ = False
    assert shown(client, path) == []
    assert b"Story" in client.get(path).content


@pytest.mark.parametrize(
    "change", [{"status": "killed"}, {"embargo_until": timezone.now() + timedelta(hours=1)}, {"status": "draft"}]
)
@pytest.mark.parametrize("path", PLACES)
def test_withdrawn_leaves_no_gap(client: Client, articles: list[Article], path: str, change: dict[str, Any]) -> None:
    Article.objects.filter(pk=articles[1].pk).update(**change)
    assert shown(client, path) == ["1 Story 1", "2 Story 3", "3 Story 4", "4 Story 5", "5 Story 6"]


@pytest.mark.parametrize("path", PLACES)
def test_two_are_no_list(client: Client, articles: list[Article], path: str) -> None:
    kept = [articles[0].pk, articles[7].pk]
    Article.objects.exclude(pk__in=[articles[6].pk, *kept]).update(status="killed")
    assert shown(client, path) == ["1 Story 1", "2 Story 7", "3 The story"]
    Article.objects.exclude(pk__in=kept).update(status="killed")
    assert shown(client, path) == []
    assert b"most-read" not in client.get(path).content


def test_beside_an_article_are_those_of_its_language(client: Client, articles: list[Article]) -> None:
    world = articles[0].section
    hindi = [make_article(f"पुल {number}", language="hi", section=world, path=f"/पुल-{number}/") for number in range(3)]
    ranked(*hindi)
    tree = page(client, hindi[2].path or "")
    assert tree.xpath("//*[@id='most-read']/text()") == ["सबसे ज़्यादा पढ़ी गईं"]
    assert shown(client, hindi[2].path or "") == ["1 पुल 0", "2 पुल 1", "3 पुल 2"]
    assert shown(client, "/") == FIVE


def test_headline_cannot_break_out(client: Client, articles: list[Article]) -> None:
    Article.objects.filter(pk=articles[0].pk).update(headline='<script>alert("1")</script>')
    assert shown(client, "/story/")[0] == '1 <script>alert("1")</script>'


@pytest.mark.parametrize(("path", "queries"), [("/", 5), ("/world/", 5), ("/story/", 4)])
def test_list_costs_no_query(
    client: Client, articles: list[Article], django_assert_num_queries: Counter, path: str, queries: int
) -> None:
    with django_assert_num_queries(queries):
        assert b'id="most-read"' in client.get(path).content

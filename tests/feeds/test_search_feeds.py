"""Feeds of what a search finds: the newest of it, in each form, with words of any kind."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import feedparser
import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories import make_article, make_section
from tests.feeds.reading import titles
from tests.views.reading import page, select

pytestmark = pytest.mark.django_db
FORMS = ["", "atom/", "json/"]
HOSTILE = ["a" * 10_000, '" OR -', "'; DROP TABLE articles_article; --", "\0<b>&", "NEAR(", "\u202eabc", "🚢", "*"]


def found(client: Client, address: str) -> list[str]:
    if "/json/" in address:
        return [one["title"] for one in client.get(address).json()["items"]]
    return titles(client, address)


@pytest.mark.parametrize("form", FORMS)
def test_search_has_a_feed_of_what_is_found(client: Client, form: str) -> None:
    make_article("Bridge opens", path="/0/", section=make_section("World"))
    make_article("Ferry stops", path="/1/")
    make_article("Bridge of drafts", status="draft")
    assert found(client, f"/search/feed/{form}?q=bridge") == ["Bridge opens"]
    assert found(client, f"/search/feed/{form}?q=bridge&section=/world/") == ["Bridge opens"]
    assert found(client, f"/search/feed/{form}?q=bridge&tag=nothing") == []


def test_feed_names_its_search_and_no_hub(client: Client, settings: Settings) -> None:
    settings.WEBSUB_HUB = "https://hub.example/"
    said = client.get("/search/feed/json/?q=पुल&from=2026-01-01&sort=newest").json()
    asked = f"q={quote('पुल')}&from=2026-01-01&sort=newest"
    assert said["home_page_url"] == f"https://news.example/search/?{asked}"
    assert said["feed_url"] == f"https://news.example/search/feed/json/?{asked}"
    assert "hubs" not in said


def test_search_page_offers_its_feeds(client: Client) -> None:
    links = select(page(client, "/search/?q=two+words&tag=x"), "link[rel=alternate]")
    asked = "?q=two+words&tag=x"
    assert [link.get("href") for link in links] == [
        f"https://news.example/search/feed/{asked}", f"https://news.example/search/feed/json/{asked}"
    ]  # fmt: skip
    assert select(page(client, "/search/"), "link[rel=alternate]")[0].get("href") == "https://news.example/feed/"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_leave_the_feed_whole(client: Client, form: str, words: str) -> None:
    response = client.get(f"/search/feed/{form}?q={quote(words)}")
    assert response.status_code == 200
    assert response.json()["items"] == [] if form == "json/" else not feedparser.parse(response.content).bozo


@pytest.mark.parametrize("form", FORMS)
def test_no_words_are_no_feed(client: Client, form: str) -> None:
    make_article()
    assert client.get(f"/search/feed/{form}?q=").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_feed_of_a_search_costs_the_same_for_one_and_three(
    client: Client, django_assert_max_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        make_article("Bridge opens")
    with django_assert_max_num_queries(6):
        assert len(titles(client, "/search/feed/?q=bridge")) == count

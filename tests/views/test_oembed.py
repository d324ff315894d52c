"""Other sites ask what to show for a link to us, and learn nothing of what readers cannot see."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from tests.factories import make_article, make_author, make_byline, make_image
from tests.views.reading import one, page

SITE = "https://news.example"


def asked(client: Client, url: str, **more: Any) -> dict[str, Any]:
    response = client.get("/oembed/", {"url": url, **more})
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, "*")
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_link_is_described(client: Client) -> None:
    article = make_article("Bridge & ferry", path="/world/नदी/")
    make_byline(article, make_author("Asha Raman", slug="asha"))
    assert asked(client, f"{SITE}/world/%E0%A4%A8%E0%A4%A6%E0%A5%80/?utm_source=x#top") == {
        "version": "1.0",
        "type": "link",
        "title": "Bridge & ferry",
        "author_name": "Asha Raman",
        "author_url": f"{SITE}/author/asha/",
        "provider_name": "The Meridian",
        "provider_url": f"{SITE}/",
        "cache_age": 3600,
    }


def test_picture_is_no_larger_than_asked_for(client: Client) -> None:
    image = make_image()
    article = make_article(lead_image=image)
    assert asked(client, SITE + (article.path or ""))["thumbnail_url"] == f"{SITE}{image.url}"
    assert "thumbnail_url" not in asked(client, SITE + (article.path or ""), maxwidth="800")
    assert "thumbnail_url" in asked(client, SITE + (article.path or ""), maxwidth="all", maxheight="-1")


def test_page_offers_it(client: Client) -> None:
    article = make_article(canonical_url="https://agency.example/story")
    offered = one(page(client, article.path or ""), "link[type=application/json+oembed]").get("href")
    response = client.get(offered.removeprefix(SITE))
    assert json.loads(response.content)["title"] == article.headline


def test_answer_comes_as_xml(client: Client) -> None:
    article = make_article("Bridge & <ferry>")
    response = client.get("/oembed/", {"url": SITE + (article.path or ""), "format": "xml"})
    tree = etree.fromstring(response.content)
    assert (tree.tag, tree.findtext("title")) == ("oembed", "Bridge & <ferry>")
    assert response["Content-Type"] == "text/xml; charset=utf-8"


NOT_THERE = [
    "https://other.example/story/", "/story/", "", "news.example/story/", "https://news.example/draft/",
    "https://news.example/killed/", "https://news.example/%00", "https://news.example/" + "x" * 3000, "javascript:1",
    "https://news.example:99999/story/", "https://news.example/",
]  # fmt: skip


@pytest.mark.parametrize("url", NOT_THERE, ids=range(len(NOT_THERE)))
def test_what_readers_cannot_see_is_not_there(client: Client, url: str) -> None:
    make_article(path="/story/")
    make_article(path="/draft/", status="draft")
    make_article(path="/killed/", status="killed")
    assert client.get("/oembed/", {"url": url}).status_code == 404
    assert client.get("/oembed/", {"url": f"{SITE}/story/"}).status_code == 200


def test_form_that_is_not_spoken_is_said(client: Client) -> None:
    make_article(path="/story/")
    assert client.get("/oembed/", {"url": f"{SITE}/story/", "format": "yaml"}).status_code == 501


@pytest.mark.parametrize("count", [1, 3])
def test_answer_costs_three_queries(client: Client, django_assert_num_queries: Any, count: int) -> None:
    article = make_article()
    for _ in range(count):
        make_byline(article, make_author())
    with django_assert_num_queries(3):
        asked(client, SITE + (article.path or ""))

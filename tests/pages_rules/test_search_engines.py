"""Search engines and sharing (pages.md, 42 to 52)."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml.html import HtmlElement

from articles import publishing
from articles.models import Article
from tests.factories import make_article
from tests.views.reading import one, page, select, structured, text

SITE = "https://news.example"


def test_rule_42_address_is_one_for_life(client: Client, story: Article) -> None:
    before = story.path or ""
    assert one(page(client, before), "link[rel=canonical]").get("href") == f"{SITE}{before}"
    story.path = "/world/asia/bridge-opens/"
    publishing.save(story)
    moved = client.get(before)
    assert (moved.status_code, moved["Location"]) == (301, story.path)
    publishing.kill(story)
    assert client.get(story.path).status_code == 410


def test_rule_43_picture_has_three_shapes_and_all_is_said(tree: HtmlElement) -> None:
    told = structured(tree)
    shapes = [(one["width"], one["height"]) for one in told["image"]]
    assert shapes == [(1200, 675), (1200, 900), (1200, 1200)]
    assert (told["@type"], told["headline"]) == ("NewsArticle", text(one(tree, "h1")))
    assert told["author"] == [{"@type": "Person", "name": "Asha Raman", "url": f"{SITE}/author/asha/"}]
    assert (told["publisher"]["@type"], told["isPartOf"]["@type"]) == ("NewsMediaOrganization", "WebSite")
    assert told["correction"][0]["text"] in text(tree)


def test_rule_44_shared_picture_is_large_and_described(tree: HtmlElement) -> None:
    told = {tag.get("property"): tag.get("content") for tag in select(tree, "meta[property]")}
    assert one(tree, "meta[name=robots]").get("content") == "max-image-preview:large, max-snippet:-1"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "675")
    assert told["og:image:alt"]
    assert told["og:image"].endswith(".jpg")


def test_rule_47_pages_of_a_list_are_real_links(client: Client, story: Article) -> None:
    for _ in range(45):
        make_article(section=story.section)
    first = page(client, "/world/")
    following = one(first, "a[rel=next]").get("href")
    second = page(client, following)
    assert one(second, "link[rel=canonical]").get("href") == f"{SITE}{following}"
    assert [client.get(f"/world/?page={token}").status_code for token in ("", "forged")] == [404, 404]


@pytest.mark.parametrize("path", ["/tag/rivers/", "/search/?q=bridge", "/search/"])
def test_rule_51_thin_pages_are_not_indexed(client: Client, story: Article, path: str) -> None:
    assert one(page(client, path), "meta[name=robots]").get("content") == "noindex"


def test_rule_51_draft_is_not_there(client: Client, db: None) -> None:
    make_article(status="draft", path="/draft/")
    assert client.get("/draft/").status_code == 404


def test_rule_52_breadcrumbs_lead_down_to_the_section(tree: HtmlElement) -> None:
    items = structured(tree)["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    assert [(item["position"], item["name"]) for item in items] == [(1, "The Meridian"), (2, "World"), (3, "Asia")]

"""Feeds and notices (pages.md, 53 to 58); each form is read by a strict parser in `tests/feeds`."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from lxml import etree
from lxml.html import HtmlElement

from articles.models import Article
from tests.feeds.reading import read
from tests.views.reading import page, select

LISTS = ["/", "/world/", "/world/asia/", "/tag/rivers/", "/author/asha/", "/archive/corrections/"]
FORMS = ["feed/", "feed/atom/", "feed/json/"]


def rss(client: Client, path: str) -> etree._Element:
    return etree.fromstring(client.get(path).content)


@pytest.mark.parametrize("path", LISTS)
def test_rule_53_description_comes_before_the_whole_text(client: Client, story: Article, path: str) -> None:
    tree = rss(client, f"{path}feed/")
    names = [etree.QName(child).localname for child in next(tree.iter("item"))]
    assert names.index("description") < names.index("encoded")
    assert names.count("enclosure") == 0
    assert {guid.get("isPermaLink") for guid in tree.iter("guid")} == {"false"}


@pytest.mark.parametrize("path", LISTS)
def test_rule_54_entry_of_atom_has_a_tag_uri(client: Client, story: Article, path: str) -> None:
    entries = read(client, f"{path}feed/atom/").entries
    assert entries
    assert {entry.id.split(",")[0] for entry in entries} == {"tag:news.example"}


@pytest.mark.parametrize("path", LISTS)
def test_rule_55_json_feed_says_its_version(client: Client, story: Article, path: str) -> None:
    found = json.loads(client.get(f"{path}feed/json/").content)
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert all({"id", "url", "content_html", "date_published"} <= set(item) for item in found["items"])
    assert found["items"]


@pytest.mark.parametrize("path", LISTS)
def test_rule_56_list_offers_its_feeds_and_a_browser_can_read_them(client: Client, story: Article, path: str) -> None:
    offered = select(page(client, path), "link[rel=alternate][title]")
    addresses = [link.get("href").removeprefix("https://news.example") for link in offered]
    assert addresses == [f"{path}feed/", f"{path}feed/json/"]
    assert b'<?xml-stylesheet type="text/css" href="/feed/style.css"?>' in client.get(f"{path}feed/").content


def test_rule_56_article_offers_the_feeds_of_its_section(tree: HtmlElement) -> None:
    offered = [link.get("href") for link in select(tree, "link[rel=alternate][title]")]
    assert offered[0] == "https://news.example/world/asia/feed/"

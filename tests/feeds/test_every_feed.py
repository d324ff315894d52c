"""Every kind of feed in each form before a strict reader: site, section, tag, author, corrections, search."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from articles import publishing
from articles.models import Correction
from tests.factories import make_article, make_author, make_byline, make_image, make_section, make_tag
from tests.feeds.json_feed import VERSION, faults
from tests.feeds.reading import read

KINDS = ["/{}", "/world/{}", "/world/asia/{}", "/tag/rivers/{}", "/author/asha/{}", "/archive/corrections/{}"]
KINDS += ["/search/{}?q=bridge", "/search/{}?q=bridge&section=/world/&from=2026-01-01&sort=newest"]
HOSTILE = "Bridge ]]> <b>&amp;</b> \x0b\ufffe 👩‍👩‍👧 \u202eopens\u202c"


@pytest.fixture
def paper(db: None, settings: Settings) -> None:
    """One story with all that an item can hold, one with nothing but a headline, one in Hindi."""
    settings.WEBSUB_HUB = "https://hub.example/"
    asia = make_section("Asia", parent=make_section("World"))
    asha, rivers = make_author("Asha ]]> Raman", slug="asha"), make_tag("Rivers")
    fields: dict[str, Any] = {"section": asia, "tags": (rivers,)}
    image = make_image(caption=HOSTILE, credit=HOSTILE)
    whole = make_article(HOSTILE, standfirst=HOSTILE, body=f"<p>{HOSTILE}</p>", lead_image=image, **fields)
    bare = make_article("Bridge", standfirst="", body="", **fields)
    hindi = make_article("Bridge पुल", language="hi", **fields)
    for article in (whole, bare, hindi):
        make_byline(article, asha)
        publishing.correct(article, Correction(text=HOSTILE))
    make_byline(whole, "]]> Agency")


@pytest.mark.parametrize("kind", KINDS)
def test_rule_53_rss_and_atom_are_whole_to_a_strict_parser(client: Client, paper: None, kind: str) -> None:
    counts = [len(read(client, kind.format(form)).entries) for form in ("feed/", "feed/atom/")]
    assert counts == [3, 3]


@pytest.mark.parametrize("kind", KINDS)
def test_rule_55_json_feed_is_what_its_version_asks_for(client: Client, paper: None, kind: str) -> None:
    response = client.get(kind.format("feed/json/"))
    feed = response.json()
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert faults(feed) == []
    assert len(feed["items"]) == 3


ITEM = {"id": "1", "content_html": "", "title": "A", "date_published": "2026-01-20T07:23:00+05:30"}
FEED = {"version": VERSION, "title": "A", "items": [ITEM]}
WRONG: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"version": "https://jsonfeed.org/version/1"}, {}, "version is"),
    ({"title": " "}, {}, "title is"),
    ({"feed_url": "/feed/json/"}, {}, "feed_url is"),
    ({"hubs": [{"url": "https://hub.example/"}]}, {}, "hubs is"),
    ({"author": {"name": "A"}}, {}, "author is not in the specification"),
    ({"items": [ITEM, ITEM]}, {}, "two items have one id"),
    ({}, {"id": 1}, "id is 1"),
    ({}, {"date_published": "2026-02-30T07:23:00Z"}, "date_published is"),
    ({}, {"date_modified": "2026-02-03 07:23:00Z"}, "date_modified is"),
    ({}, {"authors": [{}]}, "authors is"),
    ({}, {"tags": ["", "a"]}, "tags is"),
    ({}, {"image": "https://a.example/a b.jpg"}, "image is"),
    ({}, {"language": "en_IN"}, "language is"),
]


@pytest.mark.parametrize(("of_feed", "of_item", "fault"), WRONG)
def test_strict_reader_finds_each_fault(of_feed: dict[str, Any], of_item: dict[str, Any], fault: str) -> None:
    assert faults(FEED) == []
    [found] = faults(FEED | {"items": [ITEM | of_item]} | of_feed)
    assert fault in found


def test_strict_reader_finds_what_is_missing() -> None:
    assert faults({"items": [{}]}) == [
        "feed: version is missing", "feed: title is missing", "item 0: id is missing", "item 0: has no content",
    ]  # fmt: skip

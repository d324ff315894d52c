"""The site an export comes from, wherever in the file it is described."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest

from articles.wordpress.reading import Author, Channel, Export, Meta, Term
from tests import seed
from tests.wordpress.exports import channel_category, export, item


def channel(inner: str = "", *items: str) -> Channel:
    return Export(export(*items, channel=inner)).channel


def test_seed_site_is_read() -> None:
    found = Export(seed.WXR).channel
    assert (found.title, found.home_url, found.language, found.wxr_version) == (
        "NWI", "http://nwi.example", "en-US", "1.2",
    )  # fmt: skip
    assert (found.generator, found.exported_at) == (
        "https://wordpress.org/?v=4.6.1", datetime(2016, 10, 22, 6, tzinfo=UTC),
    )  # fmt: skip
    assert found.display_name("newsdesk") == "News Desk"
    assert [term.slug for term in found.categories + found.tags] == ["world", "mosul", "islamic-state"]


def test_network_is_not_the_site() -> None:
    found = channel("<wp:base_site_url>http://wordpress.com/</wp:base_site_url>")
    assert (found.base_site_url, found.home_url) == ("http://wordpress.com/", "http://old.example")


def test_exporters_comment_says_when() -> None:
    found = channel('<!-- generator="WordPress/3.0" created="2011-02-03 04:05" -->')
    assert (found.generator, found.exported_at) == ("WordPress/3.0", datetime(2011, 2, 3, 4, 5, tzinfo=UTC))


@pytest.mark.parametrize("date", ["", "yesterday", "Thu, 99 Oct 2016 00:00:00 +0000"])
def test_date_that_is_none_is_none(date: str) -> None:
    assert channel(f"<pubDate>{date}</pubDate>").exported_at is None


def test_E102_authors_over_several_lines_are_trimmed() -> None:
    found = channel(
        "<wp:author>\n<wp:author_id>2\n</wp:author_id><wp:author_login>ann\n</wp:author_login>"
        "<wp:author_email>a@b.example</wp:author_email><wp:author_display_name>Ann B</wp:author_display_name>"
        "<wp:author_first_name>Ann</wp:author_first_name><wp:author_last_name>B</wp:author_last_name></wp:author>"
    )
    assert found.authors == (Author("ann", "Ann B", "a@b.example", "Ann", "B", 2),)


def test_category_is_read_whole() -> None:
    found = channel(
        "<wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>asia</wp:category_nicename>"
        "<wp:category_parent>world</wp:category_parent><wp:cat_name>Asia</wp:cat_name>"
        "<wp:category_description>East.</wp:category_description>"
        "<wp:termmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:termmeta></wp:category>"
    )
    assert found.categories == (Term("asia", "Asia", "world", "category", "East.", 4, (Meta("k", "v"),)),)


def term(taxonomy: str, slug: str, parent: str = "") -> str:
    return (
        f"<wp:term><wp:term_id>5</wp:term_id><wp:term_taxonomy>{taxonomy}</wp:term_taxonomy>"
        f"<wp:term_slug>{slug}</wp:term_slug><wp:term_parent>{parent}</wp:term_parent>"
        f"<wp:term_name>{slug.title()}</wp:term_name></wp:term>"
    )


def test_E83_term_written_twice_is_one() -> None:
    found = channel(channel_category("world") + term("category", "world") + term("post_tag", "iraq"))
    assert [row.slug for row in found.categories] == ["world"]
    assert [row.slug for row in found.tags] == ["iraq"]


def test_E127_terms_of_other_taxonomies_are_kept() -> None:
    found = channel(term("nav_menu", "main") + term("mood", "sad", "feelings"))
    assert [(row.domain, row.slug, row.parent) for row in found.terms] == [
        ("nav_menu", "main", ""),
        ("mood", "sad", "feelings"),
    ]


def test_terms_behind_items_are_counted_in() -> None:
    opened = Export(export(item(1), term("mood", "sad"), item(2)))
    counts = opened.count()
    assert (opened.channel.terms, [row.slug for row in counts.channel.terms], counts.total) == ((), ["sad"], 2)


def test_E101_fake_author_is_ignored() -> None:
    author = "<wp:author_login>x</wp:author_login></wp:author>"
    fake = f'<wp:author xmlns:wp="http://example.com/fake/">{author}'
    found = channel(f"{fake}<wp:author>{author.replace('x', 'real')}")
    assert [row.login for row in found.authors] == ["real"]
    assert found.unknown == ("{http://example.com/fake/}author",)


BROKEN_HEADS = [
    ("E81", '<atom:link href="x"/>'),
    ("E71", "<description>A & B</description>"),
    ("E93", "<!-- a -- b -->"),
    ("E66", "<description>\x0b</description>"),
    ("E77", "<description>\udce9</description>"),
    ("end of the channel in a text", "<description><![CDATA[</channel></rss>]]></description>"),
    ("item in a text", "<wp:x><![CDATA[<item>]]></wp:x>"),
    ("never closed", "<wp:x>"),
]


@pytest.mark.parametrize("inner", [row[1] for row in BROKEN_HEADS], ids=[row[0] for row in BROKEN_HEADS])
def test_broken_head_keeps_its_terms_and_items(inner: str) -> None:
    marked = export(item(1), channel=f"|{channel_category('world')}").getvalue()
    opened = Export(BytesIO(marked.replace(b"|", inner.encode("utf-8", "surrogateescape"))))
    assert [row.slug for row in opened.channel.categories] == ["world"]
    assert opened.channel.title == "Old site"
    assert opened.count().items == {"post": 1}

"""Whole posts: markers, what is taken out, and addresses that stay as they were."""

from __future__ import annotations

import re

import pytest

from articles.body import clean
from articles.wordpress.content import convert
from articles.wordpress.reading import Export, Item
from tests.body.desk import Desk
from tests.seed import WXR
from tests.wordpress.content.posts import picture, stored

LEADS = {
    "E143": ("Lead\n<!--more-->\nRest", "<p>Lead</p>"),
    "E143-words": ("One.\n\nTwo. <!--more Read on-->Rest", "<p>One.</p>\n<p>Two.</p>"),
    "E143-in-a-paragraph": ("<p>One <!--more-->two</p>", "<p>One</p>"),
    "E143-block": ("<!-- wp:more -->\n<!--more-->\n<!-- /wp:more --><p>Rest</p>", ""),
    "E143-block-void": ("<!-- wp:html --><p>Lead</p><!-- /wp:html --><!-- wp:more /-->", "<p>Lead</p>"),
    "E143-first-counts": ("a<!--more-->b<!--more-->c", "<p>a</p>"),
    "E143-none": ("a", ""),
    "E144-in-code": ("<pre>a<!--more-->b</pre>", ""),
}


@pytest.mark.parametrize(("raw", "expected"), LEADS.values(), ids=LEADS.keys())
def test_lead_ends_at_the_marker(raw: str, expected: str) -> None:
    assert clean(convert(raw).lead).html == expected


def test_pages_are_joined_and_counted() -> None:
    """E143"""
    converted = convert("a\n<!--nextpage-->\nb<!-- wp:nextpage -->\n<!--nextpage-->\n<!-- /wp:nextpage -->c")
    assert (clean(converted.html).html, converted.notes.pages) == ("<p>a</p>\n<p>b</p>\n<p>c</p>", 3)


REMOVED = {
    "E144-script": ("a<script>x</script>b<SCRIPT src='y'></SCRIPT>", {"script": 2}, "<p>ab</p>"),
    "E144-open-script": ("a<script>b", {"script": 1}, "<p>ab</p>"),
    "E144-iframe": (
        '<iframe onload="x" src="https://video.example/1"></iframe>',
        {"iframe": 1, "event attribute": 1},
        '<p><a href="https://video.example/1">https://video.example/1</a></p>',
    ),
    "E144-object": (
        '<object data="https://video.example/1">\n<param name="a" value="b">\n</object>',
        {"object": 1},
        '<p><a href="https://video.example/1">https://video.example/1</a></p>',
    ),
    "E144-onclick": ('<p onclick="x" onfocus=y>a</p>', {"event attribute": 2}, "<p>a</p>"),
    "E144-no-event": ('<a href="/?x=1 on=2" title="a on b = c">a</a>', {}, None),
    "E48": ("a<!-- one --><!-- [two] -->b", {"comment": 2}, "<p>ab</p>"),
    "E43": ("<style>p{}</style>a", {"style": 1}, "<p>a</p>"),
}


@pytest.mark.parametrize(("raw", "counts", "expected"), REMOVED.values(), ids=REMOVED.keys())
def test_what_may_not_stay_is_taken_out_and_counted(raw: str, counts: dict[str, int], expected: str | None) -> None:
    converted = convert(raw)
    assert (converted.notes.removed, clean(converted.html).html) == (counts, expected or clean(raw).html)


def test_line_ends_of_any_system_are_the_same() -> None:
    """E146"""
    assert stored("a\r\nb\r\r\nc\rd") == stored("a\nb\n\nc\nd") == "<p>a<br>b</p>\n<p>c<br>d</p>"


def test_post_without_content_has_an_empty_body() -> None:
    """E147"""
    assert stored("") == ""


def test_picture_is_found_by_any_of_its_sizes() -> None:
    """E122: the newsroom is asked with the address as it was written."""
    desk = Desk(sources={"https://pics.example/a-300x200.jpg": 8})
    assert stored('<img src="https://pics.example/a-300x200.jpg">', desk=desk) == picture(8)


def test_links_within_the_old_site_stay_as_they_were() -> None:
    """U11"""
    raw = 'See <a href="http://old.example/2016/10/a-story/?p=1&amp;copy=2">it</a>.'
    assert stored(raw) == f"<p>{raw}</p>"


def test_seed_post_becomes_its_figure_paragraphs_and_related_links() -> None:
    with WXR.open("rb") as file:
        post = next(item for item in Export(file).items() if isinstance(item, Item) and item.post_id == 213727)
    links = re.findall(r'href="([^"]+)"', post.content)
    desk = Desk(attachments={213728: 7}, urls={links[0]: 1, links[1]: 2})
    blocks = stored(post.content, desk=desk).split("\n")
    assert [line[:12] for line in blocks if not line.startswith("<p>")] == [
        "<figure data",
        "<aside data-",
        "<aside data-",
    ]
    assert len(blocks) == 1 + 2 + sum(not line.startswith(("[", "<")) for line in post.content.split("\n\n"))

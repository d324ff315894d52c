"""A page below another address: its links stay there, and it speaks for nothing else."""

from __future__ import annotations

import pytest
from django.conf import settings
from markupsafe import Markup

from articles.pages.kept_inside import kept_inside, moved_inside

BELOW = "/preview/at/2026-11-28T18:00"


def is_inside(path: str) -> bool:
    return not path.startswith(("/admin/", "/media/"))


def inside(html: str) -> str:
    return kept_inside(html, BELOW, is_inside, "", "")


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("/", "/"),
        ("/world/?page=a&x=1#top", "/world/?page=a&x=1#top"),
        ("/%E0%A4%A8/", "/%E0%A4%A8/"),
        (settings.SITE_URL, "/"),
        (f"{settings.SITE_URL}/world/", "/world/"),
    ],
)
def test_link_of_ours_stays_inside(address: str, there: str) -> None:
    assert moved_inside(address, BELOW, is_inside) == BELOW + there


@pytest.mark.parametrize(
    "address",
    ["", "#main", "?page=2", "world/", "//evil.example/", "https://evil.example/world/",
     f"{settings.SITE_URL}.evil.example/", f"{settings.SITE_URL}@evil.example/", "mailto:a@example.org",
     "javascript:alert(1)", "/admin/", "/%61dmin/x", "/media/x.jpg"],
)  # fmt: skip
def test_other_link_stays_what_it_is(address: str) -> None:
    assert moved_inside(address, BELOW, is_inside) == address


@pytest.mark.parametrize(
    ("html", "changed"),
    [
        ('<a class="x" href="/w/?a=1&amp;b=2">t</a>', f'<a class="x" href="{BELOW}/w/?a=1&amp;b=2">t</a>'),
        ('<form class="f" action="/search/">', f'<form class="f" action="{BELOW}/search/">'),
        ('<a title="1 > 0" href="/w/">', f'<a title="1 > 0" href="{BELOW}/w/">'),
        ('<a data-href="/w/" href="/w/">', f'<a data-href="/w/" href="{BELOW}/w/">'),
        ('<img src="/media/a.jpg"><abbr title="/w/">', '<img src="/media/a.jpg"><abbr title="/w/">'),
        ("&lt;a href=&quot;/w/&quot;&gt;", "&lt;a href=&quot;/w/&quot;&gt;"),
        ('<a href="/&quot;&gt;&lt;b&gt;/">', f'<a href="{BELOW}/&quot;&gt;&lt;b&gt;/">'),
    ],
)
def test_only_addresses_of_links_and_forms_are_changed(html: str, changed: str) -> None:
    assert inside(html) == changed


def test_page_speaks_for_no_other() -> None:
    said = (
        '<meta charset="utf-8"><meta name="robots" content="max-snippet:-1"><meta property="og:url" content="/w/">'
        '<link rel="canonical" href="/w/"><link rel="alternate" href="/feed/"><link rel="pingback" href="/p/">'
        '<link rel="icon" href="/i.svg"><script type="x">{"a>":"</b>"}</script><script src="/o.js"></script>'
    )
    assert inside(said) == (
        '<meta charset="utf-8"><meta name="robots" content="noindex, nofollow"><link rel="icon" href="/i.svg">'
    )


@pytest.mark.parametrize("first", ["", '\n<a class="skip" href="#main">Skip</a>'])
def test_head_and_top_are_put_in_their_places(first: str) -> None:
    html = f'<head><title>T</title></head>\n<body class="a">{first}<p>x</p>'
    page = kept_inside(html, BELOW, is_inside, Markup("<style></style>"), Markup("<p>bar</p>"))
    assert page == f'<head><title>T</title><style></style></head>\n<body class="a">{first}<p>bar</p><p>x</p>'


@pytest.mark.parametrize("start", ["<a ", '<a href="', "<a '", "<a <a ", "<b <script"])
def test_unclosed_tags_take_no_time(start: str) -> None:
    html = start * 20_000
    assert inside(html) == html.partition("<script")[0]

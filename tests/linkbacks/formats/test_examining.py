"""Whether a source page links to us; ids are the specification's numbers (V, H57 to H77)."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import tostring

from articles.linkbacks.formats.examining import Examined, examine
from articles.linkbacks.formats.fetched_page import FetchedPage
from tests.linkbacks.formats.pages import make_page

TARGET = "https://n.example/world/ferries/"
LINK = f'<a href="{TARGET}">the ferries</a>'
LINKING = [
    ("V6-a", LINK),
    ("V6-area", f'<map><area href="{TARGET}"></map>'),
    ("V7-entities", LINK.replace("/world", "&#47;world")),
    ("V7-upper-case-markup", f"<A HREF='{TARGET}'>x</A>"),
    ("V7-surrounding-space", LINK.replace('"', '" ', 1)),
    ("V7-inner-line-break", LINK.replace("world", "wor\nld")),
    ("V7-host-case-and-port", LINK.replace("n.example", "N.EXAMPLE:443")),
    ("V7-base", '<base href="https://n.example/world/"><a href="ferries/">x</a>'),
    ("H75-base-at-us", '<base href="https://n.example/"><a href="/world/ferries/">x</a>'),
    ("V7-no-scheme", LINK.replace("https:", "")),
    ("V8-noscript", f"<noscript>{LINK}</noscript>"),
    ("V8-linked-image", f'<a href="{TARGET}"><img src="x"></a>'),
    ("V8-no-text", f'<a href="{TARGET}"></a>'),
    ("H65-first-href-counts", f'<a href="{TARGET}" href="/other">x</a>'),
    ("H62-unclosed-quote-later", f'{LINK}<p title="'),
    ("H62-unclosed-comment-later", f"{LINK}<!-- <![ "),
    ("H59-many-brackets", "<" * 300_000 + f" >{LINK}"),
    ("H60-many-ampersands", "&" * 300_000 + LINK),
    ("H70-link-farm", '<a href="/x">x</a>' * 2_000 + LINK),
]
NOT_LINKING = [
    ("V7-H66-longer", LINK.replace("ferries/", "ferries/more/")),
    ("V7-H66-suffix", LINK.replace('ferries/"', 'ferries/2"')),
    ("V7-H66-query", LINK.replace('ferries/"', 'ferries/?utm=1"')),
    ("V7-H66-inside-another", LINK.replace("https", "https://evil.example/?u=https")),
    ("V7-no-slash", LINK.replace('ferries/"', 'ferries"')),
    ("V7-http", LINK.replace("https", "http")),
    ("V7-fragment", LINK.replace('ferries/"', 'ferries/#a"')),
    ("V8-comment", f"<!-- {LINK} -->"),
    ("V8-plain-text", f"<p>{TARGET}"),
    ("V8-data-attribute", f'<p data-href="{TARGET}">x'),
    ("V8-srcdoc", f"<iframe srcdoc='{LINK}'></iframe>"),
    ("V8-escaped", LINK.replace("<", "&lt;")),
    *((f"V8-H64-{tag}", f"<{tag}>{LINK}</{tag}>") for tag in "script style textarea title template iframe".split()),
    *((f"H64-{tag}", f"<{tag}>{LINK}</{tag}>") for tag in "xmp noembed noframes plaintext".split()),
    ("V6-image-needs-embeds", f'<img src="{TARGET}">'),
    ("V6-link-element", f'<link rel="canonical" href="{TARGET}">'),
    ("H76-refresh", f'<meta http-equiv="refresh" content="0;url={TARGET}">'),
    ("H65-second-href-does-not", f'<a href="/other" href="{TARGET}">x</a>'),
    ("H67-too-deep", "<div>" * 300 + LINK),
    ("H57-many-divs", "<div>" * 30_000 + LINK),
    ("H62-in-unclosed-comment", f"<!-- {LINK}"),
    ("H62-in-unclosed-script", f"<script>{LINK}"),
    ("H62-in-unclosed-textarea", f"<textarea>{LINK}"),
    ("H62-empty", ""),
    ("H62-comment-only", "<!-- -->"),
    ("H62-marked-section", "<!["),
]


def cases(table: list) -> list:
    return [pytest.param(*row[1:], id=row[0]) for row in table]


def examined(page: FetchedPage, target: str = TARGET, with_embeds: bool = False) -> Examined:
    return examine(page, [target], with_embeds)[target]


@pytest.mark.parametrize("html", cases(LINKING))
def test_link_is_seen(html: str) -> None:
    assert examined(make_page(html)).target == TARGET


@pytest.mark.parametrize("html", cases(NOT_LINKING))
def test_no_link_is_seen(html: str) -> None:
    found = examined(make_page(html))
    assert (found.target, found.excerpt, found.link_text, found.is_readable) == (None, "", "", True)


@pytest.mark.parametrize("tag", ["img", "video", "audio", "source"])
def test_V6_embed_counts_for_webmentions(tag: str) -> None:
    assert examined(make_page(f'<{tag} src="{TARGET}">'), with_embeds=True).target == TARGET


OTHER_TYPES = [
    ("V6-json", "application/json", json.dumps({"a": [1, {"url": TARGET}]}), TARGET),
    ("V6-json-feed", "application/feed+json", json.dumps([TARGET]), TARGET),
    ("V6-json-inside-a-text", "application/json", json.dumps({"a": f"See {TARGET}"}), None),
    ("V6-json-key", "application/json", json.dumps({TARGET: 1}), None),
    ("V6-json-broken", "application/json", f'["{TARGET}"', None),
    ("H74-json-deep", "application/json", "[" * 100_000, None),
    ("V6-text", "text/plain; charset=utf-8", f"Read <{TARGET}> today", TARGET),
    ("V6-text-sentence", "text/plain", f"Read {TARGET}. Again.", TARGET),
    ("V6-text-longer", "text/plain", f"Read {TARGET}2", None),
    ("V6-text-inside-another", "text/plain", f"https://evil.example/?u={TARGET}", None),
    ("H74-html-as-text", "text/plain", LINK, TARGET),
]


@pytest.mark.parametrize(("kind", "text", "target"), cases(OTHER_TYPES))
def test_other_types_are_searched_their_own_way(kind: str, text: str, target: str | None) -> None:
    found = examined(make_page(text, kind=kind))
    assert (found.target, found.is_readable) == (target, True)


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "text/css"])
def test_H74_V6_other_types_are_refused(kind: str) -> None:
    assert examined(make_page(LINK, kind=kind)) == Examined("t.example", is_readable=False)


def test_V9_only_the_address_that_is_linked_counts() -> None:
    old = "https://n.example/old/"
    found = examine(make_page(LINK), [old, TARGET, "nonsense"])
    assert {target: one.target for target, one in found.items()} == {old: None, TARGET: TARGET, "nonsense": None}


def test_R3_one_page_is_examined_for_several_targets() -> None:
    other = "https://n.example/world/bridges/"
    html = f'<title>T</title><p>One {LINK}</p><p hidden>Two <a href="{other}" rel=nofollow>the bridges</a></p>'
    found = examine(make_page(html), [TARGET, other])
    assert [(one.title, one.excerpt, one.is_hidden, one.is_nofollow) for one in found.values()] == [
        ("T", "[…] One the ferries […]", False, False),
        ("T", "[…] Two the bridges […]", True, True),
    ]


def test_R3_two_spellings_of_a_target_are_both_answered() -> None:
    spellings = [TARGET, TARGET.replace("n.example", "N.example:443")]
    assert [one.target for one in examine(make_page(LINK), spellings).values()] == spellings


HIDING = ["hidden", 'style="display: none"', 'style="color:red;visibility:hidden"', 'style="width:0px"']


@pytest.mark.parametrize("attribute", HIDING)
def test_H68_hidden_link_is_flagged(attribute: str) -> None:
    assert examined(make_page(f"<div {attribute}><p>{LINK}</p></div>")).is_hidden


@pytest.mark.parametrize("html", [f'<p style="opacity:0.5">{LINK}', f"<p hidden>{LINK}</p><p>{LINK}</p>"])
def test_H68_visible_link_is_not_flagged(html: str) -> None:
    assert not examined(make_page(html)).is_hidden


def test_H68_nofollow_is_flagged() -> None:
    pages = [make_page(LINK.replace("<a", f"<a rel='{rel}'")) for rel in ("ugc NoFollow", "noopener")]
    assert [examined(page).is_nofollow for page in pages] == [True, False]


def test_H70_links_are_counted() -> None:
    assert examined(make_page("<a href=x>x</a>" * 300 + LINK)).link_count == 301


STATUS = '<meta http-equiv="Status" content="410 Gone">'


@pytest.mark.parametrize(
    ("html", "is_gone"),
    [
        pytest.param(f"<head>{STATUS}</head>", True, id="V5-head"),
        pytest.param(f"<head></head><body><p>{STATUS}", False, id="H77-planted"),
        pytest.param("<head></head>", False, id="V5-none"),
        pytest.param(STATUS.replace("410", "200"), False, id="V5-other-status"),
    ],
)
def test_page_says_that_it_is_gone(html: str, is_gone: bool) -> None:
    assert examined(make_page(html)).is_gone == is_gone


def test_V11_examining_leaves_the_page_as_it_was() -> None:
    page = make_page(f"<title>T</title><p>Read {LINK}<br>today")
    before = tostring(page.tree)
    assert examine(page, [TARGET]) == examine(page, [TARGET])
    assert tostring(page.tree) == before


PIECES = [LINK, "<base href='http://['>", "<a href='http://['>", "<!--", "-->", "<![", "<title>", "</p>", "<svg>", '"']
PIECES += [
    "<script>",
    "<table>",
    "\0",
    "\ue000",
    "&#xD800;",
    "&#0;",
    "<p hidden>",
    "<p class=h-entry>",
    "<i class=p-author>",
    "<link rel=canonical href='//['>",
    "<meta property=og:title content=&#x202e;>",
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=14).map(lambda parts: "".join(parts).encode())
KINDS = ["text/html", "", "text/plain", "application/json", "text/html; charset=utf-16", "text/html; charset=utf-7"]


@given(st.binary(max_size=200) | MARKUP, st.sampled_from(KINDS), st.just(TARGET) | st.text(max_size=30))
def test_hostile_page_is_examined_without_an_error(body: bytes, kind: str, target: str) -> None:
    found = examined(make_page(body, kind=kind), target, with_embeds=True)
    assert found.title
    assert found.target in (None, target)
    assert found.link_text in found.excerpt
    assert (len(found.excerpt) <= 400, len(found.author) <= 250) == (True, True)

"""What a page that we link to advertises; ids are the specification's numbers (1.10 and rules WS, PS, TS)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.linkbacks.formats.discovery import (
    Endpoints,
    discover,
    pingback_endpoint,
    trackback_endpoint,
    webmention_endpoint,
)
from articles.linkbacks.formats.fetched_page import FetchedPage
from tests.linkbacks.formats.pages import PAGE_URL, make_page

E = "https://t.example/e"
REAL = '<p><a rel="webmention" href="/e">tell us</a>'

WEBMENTION_HEADERS = [
    ("1", [("Link", "</e>; rel=webmention")], E),
    ("2", [("Link", "<https://t.example/e>; rel=webmention")], E),
    ("7", [("LinK", "</e>; rel=webmention")], E),
    ("8", [("Link", '</e>; rel="webmention"')], E),
    ("10", [("Link", '</e>; rel="webmention friend"')], E),
    ("18", [("Link", "</style.css>; rel=preload"), ("Link", "</e>; rel=webmention")], E),
    ("19", [("Link", "</style.css>; rel=preload, </e>; rel=webmention")], E),
    ("x2", [("Link", "</e>; rel=WebMention")], E),
    ("x3", [("Link", "</a,b>; rel=webmention")], "https://t.example/a,b"),
    ("x4", [("Link", '</e>; title="a, b; rel=x"; rel=webmention')], E),
    ("x4-escaped-quote", [("Link", '</e>; title="a \\", b"; rel=webmention')], E),
    ("x5", [("Link", "</e>; rel=webmention, </later>; rel=webmention")], E),
    ("WS2-semicolon-in-address", [("Link", "</e;a=b>; rel=webmention")], "https://t.example/e;a=b"),
    ("WS2-spaces", [("Link", '  < /e > ;  REL = "webmention"  ')], E),
    ("WS2-about-another-page", [("Link", '</e>; rel=webmention; anchor="/other"')], None),
    ("WS2-second-rel-is-ignored", [("Link", "</e>; rel=next; rel=webmention")], None),
    ("WS2-no-brackets", [("Link", "/e; rel=webmention")], None),
    ("WS2-never-closed", [("Link", '</e>; title="a; rel=webmention')], None),
    ("WS2-not-for-the-web", [("Link", "<javascript:e>; rel=webmention")], None),
]
WEBMENTION_PAGES = [
    ("3", '<link rel="webmention" href="/e">', E),
    ("4", '<link href="https://t.example/e" rel="webmention">', E),
    ("5", '<a rel="webmention" href="/e">here</a>', E),
    ("6", '<a href="https://t.example/e" rel="webmention">here</a>', E),
    ("9", '<link rel="webmention friend" href="/e">', E),
    ("12", f'<a rel="not-webmention" href="/wrong">no</a>{REAL}', E),
    ("13", f'<!-- <a rel="webmention" href="/wrong">no</a> -->{REAL}', E),
    ("14", f'<code>&lt;a rel="webmention" href="/wrong"&gt;</code>{REAL}', E),
    ("15", '<link rel="webmention" href="">', PAGE_URL),
    ("16", '<body><a rel="webmention" href="/e">a</a><link rel="webmention" href="/wrong">', E),
    ("17", '<body><link rel="webmention" href="/e"><a rel="webmention" href="/wrong">a</a>', E),
    ("20", f'<link rel="webmention">{REAL}', E),
    ("21", '<link rel="webmention" href="?query=yes">', f"{PAGE_URL}?query=yes"),
    ("22", '<link rel="webmention" href="22/e">', "https://t.example/posts/22/e"),
    ("x1", '<LINK REL="WebMention" HREF="/e">', E),
    ("x6-script", f"<script>'<a rel=webmention href=/wrong>'</script>{REAL}", E),
    ("x6-textarea", f"<textarea><a rel=webmention href=/wrong></textarea>{REAL}", E),
    ("x6-template", f"<template><a rel=webmention href=/wrong>a</a></template>{REAL}", E),
    ("x7", '<base href="/elsewhere/"><link rel="webmention" href="e">', "https://t.example/elsewhere/e"),
    ("x9", f'<b rel="webmention" href="/wrong">b</b>{REAL}', E),
    ("WS3-fragment-is-not-sent", '<link rel="webmention" href="/e#top">', E),
    ("WS3-line-break-in-href", '<link rel="webmention" href=" /\ne ">', E),
]
PING = "https://t.example/x"
LINK = f'<link rel="pingback" href="{PING}">'
PINGBACK = [
    ("P1", "", [("X-Pingback", PING)], PING),
    ("P2", "", [("x-PINGBACK", PING)], PING),
    ("P3", '<link rel="pingback" href="https://t.example/other">', [("X-Pingback", PING)], PING),
    ("P4", LINK, [], PING),
    ("P4-closed", f'<link rel="pingback" href="{PING}" />', [], PING),
    ("P5", '<link rel="pingback" href="https://t.example/x?a=1&amp;b=2">', [], f"{PING}?a=1&b=2"),
    ("P5-once", '<link rel="pingback" href="https://t.example/x?a=1&amp;amp;b">', [], f"{PING}?a=1&amp;b"),
    ("P6-href-first", f'<link href="{PING}" rel="pingback">', [], PING),
    ("P6-single-quotes", f"<link rel='pingback' href='{PING}'>", [], PING),
    ("P6-extra-attribute", f'<link rel="pingback" title="Ping" href="{PING}">', [], PING),
    ("PS2-literal-wins", f'<link href="https://t.example/lenient" rel="pingback">{LINK}', [], PING),
    (
        "PS2-literal-in-comment-loses",
        f'<!-- {LINK.replace("/x", "/no")} --><link href="{PING}" rel=pingback>',
        [],
        PING,
    ),
    ("P7-comment", f"<!-- {LINK} -->", [], None),
    ("P7-script", f"<script>{LINK}</script>", [], None),
    ("P7-textarea", f"<textarea>{LINK}</textarea>", [], None),
    ("P7-escaped", LINK.replace("<", "&lt;"), [], None),
    ("P8", f'<a rel="pingback" href="{PING}">a</a>', [], None),
    ("P9", "", [("Link", f"<{PING}>; rel=pingback")], None),
    ("P12-no-scheme", "", [("X-Pingback", "//t.example/x")], None),
    ("P12-javascript", "", [("X-Pingback", "javascript:x")], None),
    ("P12-javascript-link", '<link rel="pingback" href="javascript:x">', [], None),
    ("PS1-first-of-two", "", [("X-Pingback", PING), ("X-Pingback", "https://t.example/2")], PING),
    ("PS1-wrong-header-wins", LINK, [("X-Pingback", "/x")], None),
    ("PS1-empty-header", LINK, [("X-Pingback", "")], PING),
    ("PS3-relative", '<link rel="pingback" href="/x">', [], None),
    ("PS3-password", "", [("X-Pingback", "https://me:pw@t.example/x")], None),
    ("PS4-in-body", f"<body><p>Text</p>{LINK}", [], PING),
]


def rdf(identifier: str = PAGE_URL, ping: str = "https://t.example/tb") -> str:
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:trackback="http://madskills.com/public/xml/rss/module/trackback/">'
        f'<rdf:Description rdf:about="{identifier}" dc:identifier="{identifier}" trackback:ping="{ping}"/>'
        "</rdf:RDF>"
    )


TB = "https://t.example/tb"
OTHER = "https://t.example/posts/2"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
TRACKBACK = [
    ("T1", rdf(), TB),
    ("T2", f"<!-- {rdf()} -->", TB),
    ("T3", rdf(OTHER, "https://t.example/wrong") + rdf(), TB),
    ("T4", rdf(OTHER), None),
    ("T5", rdf().replace(f' trackback:ping="{TB}"', "").replace(f' dc:identifier="{PAGE_URL}"', ""), None),
    ("T6-single-quotes", rdf().replace('"', "'"), TB),
    ("T6-line-breaks", rdf().replace(" ", "\n"), TB),
    ("T6-entities", rdf(ping="https://t.example/tb?a=1&amp;b=2"), "https://t.example/tb?a=1&b=2"),
    ("T7-broken", rdf().replace("/>", ">"), None),
    ("T7-never-closed", rdf().replace("</rdf:RDF>", ""), None),
    ("T7-too-long", rdf().replace("/></rdf", "/>" + " " * 1_000_000 + "</rdf"), None),
    ("T7-doctype", rdf().replace("<rdf:Desc", f"{BOMB}<rdf:Desc"), None),
    ("TS1-after-a-broken-one", "<rdf:RDF" + " " * 20_000 + rdf(), TB),
    ("TS1-other-spelling", rdf("https://T.example:443/posts/1"), TB),
    ("TS2-not-for-the-web", rdf(ping="javascript:x"), None),
    ("H84-many", rdf(OTHER) * 1_000, None),
    ("H84-entity-bomb", BOMB + rdf(ping="&a;"), None),
]


def cases(table: list) -> list:
    return [pytest.param(*row[1:], id=row[0]) for row in table]


@pytest.mark.parametrize(("headers", "endpoint"), cases(WEBMENTION_HEADERS))
def test_webmention_endpoint_in_header(headers: list, endpoint: str | None) -> None:
    assert webmention_endpoint(make_page("", *headers)) == endpoint


@pytest.mark.parametrize(("html", "endpoint"), cases(WEBMENTION_PAGES))
def test_webmention_endpoint_in_page(html: str, endpoint: str) -> None:
    assert webmention_endpoint(make_page(html)) == endpoint


def test_11_webmention_header_wins_over_elements() -> None:
    html = '<link rel="webmention" href="/link"><a rel="webmention" href="/a">a</a>'
    assert webmention_endpoint(make_page(html, ("Link", "</e>; rel=webmention"))) == E


def test_23_webmention_endpoint_is_relative_to_where_the_target_redirected() -> None:
    page = make_page('<link rel="webmention" href="e">', url="https://t.example/moved/here")
    assert webmention_endpoint(page) == "https://t.example/moved/e"


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "application/pdf"])
def test_x8_other_types_than_html_are_not_searched(kind: str) -> None:
    assert webmention_endpoint(make_page(REAL, kind=kind)) is None


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "Application/XHTML+XML", ""])
def test_WS1_html_is_searched(kind: str) -> None:
    assert webmention_endpoint(make_page(REAL, kind=kind)) == E


@pytest.mark.parametrize(("html", "headers", "endpoint"), cases(PINGBACK))
def test_pingback_endpoint(html: str, headers: list, endpoint: str | None) -> None:
    assert pingback_endpoint(make_page(html, *headers)) == endpoint


@pytest.mark.parametrize("kind", ["application/pdf", "image/png"])
def test_P10_other_types_have_only_the_header(kind: str) -> None:
    found = [pingback_endpoint(make_page(LINK, *headers, kind=kind)) for headers in ([("X-Pingback", PING)], [])]
    assert found == [PING, None]


def test_P11_header_of_the_get_counts_when_the_head_had_none() -> None:
    head, get = make_page(), make_page("", ("X-Pingback", PING))
    assert [pingback_endpoint(page) for page in (head, get)] == [None, PING]


def test_P12_loopback_is_found_and_left_to_the_gate() -> None:
    page = make_page("", ("X-Pingback", "http://127.0.0.1/x"))
    assert pingback_endpoint(page) == "http://127.0.0.1/x"


@pytest.mark.parametrize(("html", "endpoint"), cases(TRACKBACK))
def test_trackback_endpoint(html: str, endpoint: str | None) -> None:
    assert trackback_endpoint(make_page(html), PAGE_URL) == endpoint


def test_T8_page_without_block_inherits_nothing() -> None:
    found = [trackback_endpoint(make_page(html), PAGE_URL) for html in (rdf(), "<p>None here")]
    assert found == [TB, None]


def test_TS1_block_may_name_where_the_target_redirected() -> None:
    page = make_page(rdf("https://t.example/moved"), url="https://t.example/moved")
    assert trackback_endpoint(page, PAGE_URL) == TB


@pytest.mark.parametrize(("kind", "endpoint"), [("text/plain", None), ("application/xhtml+xml", TB)])
def test_TS1_block_counts_in_html_only(kind: str, endpoint: str | None) -> None:
    assert trackback_endpoint(make_page(rdf(), kind=kind), PAGE_URL) == endpoint


def test_discover_finds_all_three() -> None:
    page = make_page(REAL + LINK + rdf())
    assert discover(page, PAGE_URL) == Endpoints(E, PING, TB)


MARKUP = st.sampled_from(
    [REAL, LINK, rdf(), "<!--", "-->", "<![", "<script>", "<base href='//['>", '"', "<", "\0", "<rdf:RDF", "&#xD800;"]
)
HOSTILE = st.one_of(st.binary(max_size=200), st.lists(MARKUP, max_size=12).map(lambda parts: "".join(parts).encode()))
TYPES = st.sampled_from(
    ["text/html", "text/html; charset=utf-16", "text/html; charset=utf-7", "text/html; charset=\0", ""]
)


@given(HOSTILE, TYPES, st.text(max_size=40), st.text(max_size=40))
def test_hostile_page_only_ever_gives_web_addresses(body: bytes, kind: str, header: str, url: str) -> None:
    link = f"<{header}>; rel=webmention"
    page = FetchedPage(PAGE_URL, [("Content-Type", kind), ("Link", link), ("Link", header)], body)
    found = discover(page, url)
    urls = [found.webmention, found.pingback, found.trackback]
    assert all(address is None or address.startswith(("http://", "https://")) for address in urls)

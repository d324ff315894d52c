"""An article's outgoing links and how they changed; X3, WS4, WS6, H101 and U1 of the specification."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.linkbacks.formats.links import LinkChanges, changes, outgoing_links


def is_own(url: str) -> bool:
    return urlsplit(url).hostname in {"n.example", "www.n.example", "n.example.", "www.n.example."}


def body(*hrefs: str) -> str:
    return "".join(f'<p>Text <a href="{href}">link</a>.</p>' for href in hrefs)


OUTGOING = [
    ("WS4-as-in-the-article", body("https://t.example/?a=1&amp;b=2#c"), ["https://t.example/?a=1&b=2#c"]),
    ("WS4-once-each", body("https://t.example/b", "https://t.example/a", "https://T.example/b"), ["b", "a"]),
    ("X3-own-hosts", body("https://n.example/a", "https://WWW.n.example./b", "/c", "https://t.example/a"), ["a"]),
    ("X3-exact-host", body("https://n.example.t.example/", "https://notn.example/"), None),
    ("X3-boxes", f'<aside class="also-read">{body("https://t.example/b")}</aside>{body("https://t.example/a")}', ["a"]),
    ("H1-no-web-address", body("mailto:a@t.example", "javascript:x", "//t.example/", "", "https://t.example/a"), ["a"]),
    ("V8-comment", f"<!-- {body('https://t.example/b')} -->{body('https://t.example/a')}", ["a"]),
    ("empty", "", []),
    ("no-href", '<p><a id="a">a</a></p>', []),
]


@pytest.mark.parametrize(("html", "urls"), [pytest.param(*row[1:], id=row[0]) for row in OUTGOING])
def test_outgoing_links_are_found(html: str, urls: list[str] | None) -> None:
    wanted = ["https://n.example.t.example/", "https://notn.example/"] if urls is None else urls
    full = [url if "://" in url else f"https://t.example/{url}" for url in wanted]
    assert outgoing_links(html, is_own) == full


def test_H101_targets_are_limited() -> None:
    many = [f"https://t.example/{number}" for number in range(2_000)]
    assert outgoing_links(body(*many), is_own) == many[:50]


def test_U1_WS6_changes_tell_added_kept_and_removed() -> None:
    changed = changes(
        ["https://t.example/old", "https://t.example/kept"], ["https://T.example/kept", "https://t.example/new"]
    )
    assert changed == LinkChanges(("https://t.example/new",), ("https://T.example/kept",), ("https://t.example/old",))
    assert changed.to_notify == ("https://t.example/new", "https://T.example/kept", "https://t.example/old")


def test_X6_same_links_add_and_remove_nothing() -> None:
    changed = changes(["https://t.example/a"], ["https://t.example/a"])
    assert (changed.added, changed.removed) == ((), ())


@given(st.text(max_size=80))
def test_hostile_body_gives_only_web_addresses(text: str) -> None:
    found = outgoing_links(body(text, "https://t.example/last") + text, is_own)
    assert all(url.startswith(("http://", "https://")) for url in found)

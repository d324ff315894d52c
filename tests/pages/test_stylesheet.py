"""The inlined CSS: small, and the same rules as its components."""

from __future__ import annotations

import re

import pytest

from articles.pages import stylesheet
from articles.pages.stylesheet import COMPONENTS

ARTICLE_LIMIT = 6144


@pytest.mark.parametrize("kind", ["article", "opinion"])
def test_article_s_css_is_six_kibibytes_at_most(kind: str) -> None:
    assert len(stylesheet.stylesheet(kind).encode()) <= ARTICLE_LIMIT


@pytest.mark.parametrize("kind", COMPONENTS)
def test_every_property_used_is_defined(kind: str) -> None:
    css = stylesheet.stylesheet(kind)
    defined = set(re.findall(r"[;{](--\w+):", css))
    used = set(re.findall(r"var\((--\w+)\)", css))
    assert defined
    assert used <= defined


@pytest.mark.parametrize("kind", COMPONENTS)
def test_braces_are_balanced(kind: str) -> None:
    css = stylesheet.stylesheet(kind)
    assert css.count("{") == css.count("}")
    assert "/*" not in css
    assert "\n" not in css


@pytest.mark.parametrize("scheme", stylesheet.SCHEMES)
@pytest.mark.parametrize("kind", COMPONENTS)
def test_scheme_answers_for_the_browser(kind: str, scheme: str) -> None:
    whole, shown = stylesheet.stylesheet(kind), stylesheet.stylesheet(kind, scheme=scheme)
    assert "(prefers-color-scheme:dark)" in whole
    assert "prefers-color-scheme" not in shown
    assert f"color-scheme:{scheme};" in shown
    asked = "@media screen{" if scheme == "dark" else "@media not all{"
    back = shown.replace(f"color-scheme:{scheme};", "color-scheme:light dark;", 1)
    assert back.replace(asked, "@media screen and (prefers-color-scheme:dark){", 1) == whole


MINIFIED = [
    ("a { color : red; }", "a{color :red}"),
    ("/* why */ a > b { margin: 0 1px }", "a>b{margin:0 1px}"),
    ("@media (width >= 64rem) { a { b: c; } }", "@media(width>=64rem){a{b:c}}"),
    ("a { width: calc(1px + 2px); }", "a{width:calc(1px + 2px)}"),
    ("a :is(b, c) { d: e }", "a :is(b,c){d:e}"),
]


@pytest.mark.parametrize(("css", "expected"), MINIFIED)
def test_minified_keeps_what_counts(css: str, expected: str) -> None:
    assert stylesheet.minified(css) == expected


WRITTEN_OUT = [
    (":root{--s:1rem}a{margin:var(--s)}", ":root{}a{margin:1rem}"),
    (":root{--unused:1rem;--b:red}a{c:var(--b)}", ":root{}a{c:red}"),
    (":root{--b:red}:lang(hi){--b:blue}a{c:var(--b)}", ":root{--b:red}:lang(hi){--b:blue}a{c:var(--b)}"),
]


@pytest.mark.parametrize(("css", "expected"), WRITTEN_OUT)
def test_values_are_written_out_where_there_is_one(css: str, expected: str) -> None:
    assert stylesheet.with_values_written_out(css) == expected


def test_short_names_stay_apart() -> None:
    css = ":root{--ink:1;--ink-soft:2}a{b:var(--ink-soft);c:var(--ink)}"
    assert stylesheet.with_short_names(css) == ":root{--a:1;--b:2}a{b:var(--b);c:var(--a)}"

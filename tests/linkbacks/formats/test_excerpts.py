"""The words of a link and those round it; ids are the specification's numbers (E, H72)."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.linkbacks.formats.examining import Examined, examine
from articles.linkbacks.formats.plain_text import is_one_line
from tests.linkbacks.formats.pages import make_page

TARGET = "https://n.example/world/ferries/"


def excerpt(html: str) -> str:
    return examined(html).excerpt


def examined(html: str) -> Examined:
    return examine(make_page(html.replace("<a>", f'<a href="{TARGET}">')), [TARGET])[TARGET]


WORDS = "seven7 " * 40
EXCERPTS = [
    ("E1-short", "<p>We read <a>a report</a> today.", "[…] We read a report today. […]"),
    ("E1-own-paragraph", "<p>One</p><p>Two <a>x</a></p><p>Three", "[…] Two x […]"),
    ("E1-div", "<div>four</div><div>five <a>x</a></div>", "[…] five x […]"),
    ("E1-white-space", "<p>\n One \t<a> x\n</a>  two</p>", "[…] One x two […]"),
    ("E1-no-space-where-none-was", "<p>(<a>x</a>), “<a>y</a>”", "[…] (x), “y” […]"),
    ("E1-line-break", "<p>One<br>two <a>x</a>", "[…] One two x […]"),
    ("E1-inner-blocks", "<div>One<ul><li>two</ul><b><a>x</a></b></div>", "[…] One two x […]"),
    ("E1-scripts-are-no-text", "<p>One <script>two()</script><style>b{}</style><a>x</a>", "[…] One x […]"),
    ("E1-no-block", "<a>x</a> after", "[…] x after […]"),
    ("E2-long", f"<p>{WORDS}<a>x</a> {WORDS}", f"[…] {'seven7 ' * 14}x {'seven7 ' * 14}[…]"),
    ("E2-chinese", f"<p>{'桥' * 300}<a>渡船</a>{'桥' * 300}", f"[…] {'桥' * 100}渡船{'桥' * 100} […]"),
    ("E2-cyrillic", f"<p>{'мосты ' * 60}<a>x</a>", f"[…] {'мосты ' * 16}x […]"),
    ("E2-cluster", f"<p><a>x</a>{'हि' * 49}क्षि" + "हि" * 50, f"[…] x{'हि' * 49} […]"),
    ("E2-cluster-before", f"<p>{'हि' * 60}ह{'हि' * 49}<a>x</a>", f"[…] ह{'हि' * 49}x […]"),
    ("E3-marks-stand-on-both-sides-always", "<p><a>x</a></p>", "[…] x […]"),
    ("E4-long-link", f"<p><a>{'x' * 300}</a>", f"[…] {'x' * 99}… […]"),
    ("E4-image", '<p>One <a><img src="x" alt="A ferry"></a> two', "[…] One A ferry two […]"),
    ("E4-image-title", '<p>One <a><img src="x" alt="" title="A boat"></a> two', "[…] One A boat two […]"),
    ("E4-nothing", "<p>One <a></a> two", "[…] One two […]"),
    ("E7-direction", "<p>One \u202e<a>x\u202e</a>\u200b two", "[…] One x two […]"),
    ("E7-NFC", "<p>cafe\u0301 <a>x</a>", "[…] café x […]"),
    ("E8-inner-markup", "<p>One <a>two <b>x</b></a> three", "[…] One two x three […]"),
    ("E8-entities", "<p>One <a>R&amp;D</a> &eacute;", "[…] One R&D é […]"),
    ("H72-escaped-markup-is-text", "<p>&lt;img onerror&gt; <a>{{7*7}}</a>", "[…] <img onerror> {{7*7}} […]"),
    ("E7-control-characters", "<p>One\x1f <a>x\x1b</a> two\x7f", "[…] One x two […]"),
]


@pytest.mark.parametrize(("html", "words"), [pytest.param(*row[1:], id=row[0]) for row in EXCERPTS])
def test_excerpt_is_the_words_round_the_link(html: str, words: str) -> None:
    assert excerpt(html) == words


@pytest.mark.parametrize("letter", ["x", "हि", "e\u0301\u0302\u0303", "\u0958", "👩\u200d"])
def test_E5_excerpt_is_never_longer_than_400(letter: str) -> None:
    long = letter * 5_000
    words = excerpt(f"<p>{long}<a>{long}</a>{long}")
    assert 250 < len(words) <= 400


LINK_TEXTS = [
    ("E4-words", "<p>One <a> two\n <b>three</b></a> four", "two three"),
    ("E4-image", '<p>One <a><img src="x" alt=" A \n ferry"></a> two', "A ferry"),
    ("E4-cut", f"<p>One <a>{'x' * 300}</a>", "x" * 99 + "…"),
    ("E4-nothing", "<p>One <a></a> two", ""),
    ("E7-NFC", "<p>\u0301<a>cafe\u0301\u200b</a>\u0301", "café"),
    ("E4-words-of-this-link", "<p>more <a>more</a> more", "more"),
]


@pytest.mark.parametrize(("html", "words"), [pytest.param(*row[1:], id=row[0]) for row in LINK_TEXTS])
def test_link_text_stands_in_the_excerpt(html: str, words: str) -> None:
    found = examined(html)
    assert (found.link_text, words in found.excerpt) == (words, True)


@given(st.text(max_size=150), st.text(max_size=150), st.text(max_size=20))
def test_E4_link_text_always_stands_in_the_excerpt(inside: str, after: str, before: str) -> None:
    found = examined(f"<p>{escape(before)}<a>{escape(inside)}</a>{escape(after)}")
    assert found.link_text in found.excerpt
    assert is_one_line(found.excerpt)

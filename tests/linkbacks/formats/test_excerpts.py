"""Title and excerpt of a source page; ids are the specification's numbers (E, H71, H72)."""

from __future__ import annotations

import pytest

from articles.linkbacks.formats.examining import examine
from tests.linkbacks.formats.pages import make_page

TARGET = "https://n.example/world/ferries/"


def excerpt(html: str) -> str:
    return examine(make_page(html.replace("<a>", f'<a href="{TARGET}">')), [TARGET]).excerpt


def title(html: str) -> str:
    return examine(make_page(html), [TARGET]).title


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
    ("E4-long-link", f"<p><a>{'x' * 300}</a>", f"[…] {'x' * 99}… […]"),
    ("E4-image", '<p>One <a><img src="x" alt="A ferry"></a> two', "[…] One A ferry two […]"),
    ("E4-image-title", '<p>One <a><img src="x" alt="" title="A boat"></a> two', "[…] One A boat two […]"),
    ("E4-nothing", "<p>One <a></a> two", "[…] One two […]"),
    ("E7-direction", "<p>One \u202e<a>x\u202e</a>\u200b two", "[…] One x two […]"),
    ("E7-NFC", "<p>cafe\u0301 <a>x</a>", "[…] café x […]"),
    ("E8-inner-markup", "<p>One <a>two <b>x</b></a> three", "[…] One two x three […]"),
    ("E8-entities", "<p>One <a>R&amp;D</a> &eacute;", "[…] One R&D é […]"),
    ("H72-escaped-markup-is-text", "<p>&lt;img onerror&gt; <a>{{7*7}}</a>", "[…] <img onerror> {{7*7}} […]"),
    ("E8-mark-in-the-page", "<p>\ue000One <a>x</a> two", "[…] One x two […]"),
]


@pytest.mark.parametrize(("html", "words"), [pytest.param(*row[1:], id=row[0]) for row in EXCERPTS])
def test_excerpt_is_the_words_round_the_link(html: str, words: str) -> None:
    assert excerpt(html) == words


@pytest.mark.parametrize("letter", ["x", "हि", "e\u0301\u0302\u0303", "\u0958", "👩\u200d"])
def test_E5_excerpt_is_never_longer_than_400(letter: str) -> None:
    long = letter * 5_000
    words = excerpt(f"<p>{long}<a>{long}</a>{long}")
    assert 250 < len(words) <= 400


ENTRY = '<div class="h-entry"><h1 class="p-name">Entry</h1></div>'
TITLES = [
    ("E6-open-graph", f'<meta property="og:title" content="Graph"><title>Title</title>{ENTRY}', "Graph"),
    ("E6-title", f"<title lang=en>Title</title>{ENTRY}", "Title"),
    ("E6-empty-ones", f'<meta property="og:title" content=" "><title>\u200b</title>{ENTRY}', "Entry"),
    ("E6-host", '<h1 class="p-name">Not in an entry</h1>', "t.example"),
    ("E6-empty-page", "", "t.example"),
    ("E6-drawing", "<svg><title>Drawing</title></svg>", "t.example"),
    ("E6-in-comment", "<!-- <title>No</title> --><title>Yes</title>", "Yes"),
    ("E6-long", f"<title>{'x' * 1_000_000}</title>", "x" * 249 + "…"),
    ("E7-one-line", "<title>One\r\nBcc: two\u202e \u0007three</title>", "One Bcc: two three"),
    ("H71-emoji", "<title>👩\u200d🚀 up</title>", "👩\u200d🚀 up"),
    ("H72-markup", "<title><script>x</script>&lt;b&gt;</title>", "<script>x</script><b>"),
    ("H72-template", "<title>{{7*7}}</title>", "{{7*7}}"),
]


@pytest.mark.parametrize(("html", "words"), [pytest.param(*row[1:], id=row[0]) for row in TITLES])
def test_title_is_plain_text(html: str, words: str) -> None:
    assert title(html) == words

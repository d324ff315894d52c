"""Whatever is pasted: no exception, nothing that runs, no word lost, and a second cleaning changes nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from articles.body import clean, plain_text, render
from articles.body.sanitize import sanitize
from tests.body.desk import Desk

DESK = Desk(
    attachments={5: 50, 6: 60},
    sources={"https://ours.example/a.jpg": 70},
    urls={"/known/": 1, "https://ours.example/known/": 1},
    headlines={"Bridge opens": 1, "Bridge opens early today": 2, "Own story": 9},
    images={80},
    own_article_id=9,
)

TAGS = """
<p> </p> <div> </div> <b> </b> <i> </i> <em> <strong> </strong> <span>
</span> <h1> </h1> <h3> </h3> <ul> </ul> <ol> <li> </li>
<blockquote> </blockquote> <table> </table> <tr> <td> </td> <th> </tr> <thead> <caption> </caption> <pre> </pre>
<code> </code> <br> <hr> <a> </a> <figure> </figure> <figcaption> </figcaption> <aside> </aside> <svg> </svg>
<o:p> </o:p> <textarea> <dl> <dt> <picture> <noscript> <template>
""".split()
SOUP = [
    *TAGS,
    '<div lang="hi">', '<b style="font-weight:normal">', '<span style="font-weight:700;vertical-align:super">',
    '<a href="/known/">', '<a href="https://other.example/x">', '<a href="/unknown/">', '<a href="javascript:x">',
    '<p lang="ur" dir="rtl">', '<span lang="fr">', '<span class="dateline">', '<span data-unresolved="also-read">',
    '<figure data-image="80">', '<figure data-image="81" data-align="left">', '<figure data-image="x">',
    '<figure data-unresolved="caption" data-attachment="6">', '<figure data-unresolved="caption">',
    '<aside data-also-read="1">', '<aside data-also-read="99">', '<aside data-also-read="9">',
    '<aside data-also-read="">', '<aside data-also-read="x">', '<img src="https://ours.example/a.jpg">',
    '<img src="http://else.example/b.jpg" alt="a view">', '<img class="wp-image-5 alignleft">',
    '<img src="data:image/png;base64,AAAA">', '<iframe src="https://player.example/1"></iframe>',
    '<iframe src="https://player.example/2">', '[caption id="attachment_5"]',
    '[caption id="attachment_77" align="alignleft"]', "[caption]", "[/caption]", "[wp_caption]", "[[caption]",
    "[/caption]]", '[caption caption="word" /]', "[caption caption='a ] b']", "[CAPTION]", "[caption", "caption]",
    "[", "]", '"', "'", "=", "”", "ALSO READ:", "ALSO READ: Bridge opens", "Also read: ", "Related", "Related:",
    "READ MORE |", "यह भी पढ़ें:", "Bridge opens", "early today", "Own story", "Read: ", "- ", "• ", "DELHI (AFP) — ",
    "MOSUL, Iraq (AFP)", "Oct 20 (Reuters) - ", "WASHINGTON _ ", "(AP)", ", ", ".", ". ", "“", "”", "…", "\n", "\n\n",
    " ", "\xa0", "&nbsp;", "&amp;", "&lt;b&gt;", "&", "<", ">", "\u2028", "\u2029", "word", "शब्द", "two words",
    "\x00", "\ud800", "&#0;", "&#12;", "\r\n", "<!--", "-->", "<!-- seen not -->", "<![if !x]>", "<script>",
    "</script>", "<style>", "</style>", '<span data-unresolved="block">', '<audio src="/a.mp3">', '<a href="/a.mp3">',
    "By JO DOE ", "<b",
]  # fmt: skip
soup = st.lists(st.sampled_from(SOUP) | st.text(max_size=6), max_size=24).map("".join)

ATTACKS = [
    "<script>alert(1)</script>", "<scr<script>ipt>alert(1)</script>", "<SCRIPT SRC=//x.example/a.js>",
    "<style>p{}</style>", '<img src=x onerror=alert(1)>', "<p onclick=alert(1)>", '<a href="javascript:alert(1)">',
    '<a href="JaVa\tScript:x">', '<a href=" javascript:x">', '<a href="&#106;avascript:x">',
    '<a href="data:text/html,<script>x</script>">', '<a href="vbscript:x">', '<a href="//x.example/">',
    '<svg onload=alert(1)><script>x</script></svg>', "<math><mi href=x>", '<svg><a xlink:href="javascript:x">',
    '<p style="width:expression(alert(1))">', '<iframe srcdoc="<script>x</script>">',
    '<iframe src="javascript:x"></iframe>', '<object data="javascript:x">', '<embed src="data:text/html,x">',
    "<form action=x>", '<meta http-equiv=refresh content="0;url=javascript:x">', '<base href="javascript:/">',
    '<link rel=stylesheet href=x>', '<figure data-image="1" onclick="x">',
    '<figure data-link="javascript:x" data-image="80">', '<figure data-unresolved="caption" data-src="javascript:x">',
    '<aside data-also-read="1" onfocus=x autofocus>', '[caption caption="<img src=x onerror=alert(1)>" /]',
    '[caption caption="&lt;svg onload=x&gt;" /]', "[caption]<script>x</script>[/caption]",
    'ALSO READ: <a href="javascript:x">Bridge opens</a>', "<!--><script>x</script>-->",
    "<textarea><script>x</script></textarea>", "<noscript><p title=\"</noscript><img src=x onerror=x>\">",
    "<xmp><script>x", "<template><script>x</script></template>",
    "<math><mtext><table><mglyph><style><img src=x onerror=x>", '"><script>x</script>',
    "<a title='\"><script>x</script>'>", "<p lang='\"><script>x'>", "<b/onclick=x//", "<input autofocus onfocus=x>",
]  # fmt: skip
hostile = st.lists(st.sampled_from(ATTACKS) | st.sampled_from(SOUP), max_size=12).map("".join)
ALLOWED_ELEMENTS = set(
    "html body p h2 h3 h4 blockquote cite ul ol li a strong em u s sub sup code pre br hr table thead tbody tr th td "
    "caption abbr q small figure figcaption aside span".split()
)
ALLOWED_ATTRIBUTES = set(
    "href hreflang lang dir title class start colspan rowspan scope data-image data-align data-link data-unresolved "
    "data-attachment data-src data-alt data-missing data-also-read".split()
)
SAFE_ADDRESS = re.compile(r"https?://|mailto:|tel:|[/#?]", re.IGNORECASE)


PLAYER = re.compile(r'<(audio|video) controls preload="none" src="/(?!/)[^"<>]*"></\1> (?=<a )')


def executable_parts(html: str) -> list[str]:
    """Everything a browser's parser finds in the HTML that a clean body may not have."""
    found: list[str] = []
    for element in lxml_html.document_fromstring(f"<body>{html}</body>").iter():
        found += [str(element.tag)] if element.tag not in ALLOWED_ELEMENTS else []
        for name, value in element.attrib.items():
            is_address = name in ("href", "data-link", "data-src")
            if name not in ALLOWED_ATTRIBUTES or (is_address and not SAFE_ADDRESS.match(value)):
                found.append(f"{element.tag} {name}={value}")
    return found


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_is_disarmed_and_the_text_beside_it_stays(attack: str) -> None:
    shown = clean(f"<p>before</p>{attack}", DESK).html
    assert shown.startswith("<p>before</p>")
    assert executable_parts(shown) == []


@settings(max_examples=120, deadline=None)
@given(hostile)
def test_nothing_executable_survives(source: str) -> None:
    stored = clean(source, DESK).html
    assert executable_parts(stored) == []
    assert executable_parts(PLAYER.sub("", render(source, lambda _: "", lambda _: ""))) == []


@settings(max_examples=250, deadline=None)
@given(soup)
def test_clean_twice_is_clean_once(source: str) -> None:
    once = clean(source, DESK).html
    assert clean(once, DESK).html == once


@settings(max_examples=120, deadline=None)
@given(soup)
def test_unresolved_body_is_stable_and_so_is_the_one_it_resolves_to(source: str) -> None:
    unresolved = clean(source).html
    assert clean(unresolved).html == unresolved
    resolved = clean(unresolved, DESK).html
    assert clean(resolved, DESK).html == resolved


@settings(max_examples=120, deadline=None)
@given(st.text())
def test_any_text_is_clean_at_once(source: str) -> None:
    once = clean(source).html
    assert clean(once).html == once


@settings(max_examples=120, deadline=None)
@given(soup)
def test_stored_body_passes_the_sanitiser_unchanged(source: str) -> None:
    stored = clean(source, DESK).html
    assert sanitize(stored) == stored


WORDS = ["alpha", "beta", "gamma", "शब्द", "delta", "omega"]
VISIBLE = st.sampled_from(WORDS)
# No link to an article of ours: its words give way to the headline, by design.
MARKUP = st.sampled_from([
    *TAGS, '<div lang="hi">', '<a href="/unknown/">', '<a href="https://other.example/x">', '<figure data-image="80">',
    '<figure data-image="81">', '<aside data-also-read="">', '<aside data-also-read="1">', '<img src="/x.jpg">',
    "<!-- hidden -->", "<script>hidden</script>", '[caption id="attachment_5"]', "[/caption]", "[caption]", "\n\n",
    "ALSO READ:", ". ", '<span lang="fr">', "MOSUL, Iraq (AFP) — ", "Related:",
])  # fmt: skip


@example(["[caption]", "alpha", "<p>", "beta", "[/caption]"])
@settings(max_examples=120, deadline=None)
@given(st.lists(VISIBLE | MARKUP, max_size=24))
def test_no_visible_word_is_lost(pieces: list[str]) -> None:
    # A caption without a picture may be its alternative text twice; words that differ cannot be.
    numbered = [f"{piece}{i}" if piece in WORDS else piece for i, piece in enumerate(pieces)]
    written = [piece for piece in numbered if piece.rstrip("0123456789") in WORDS]
    shown = plain_text(clean(" ".join(numbered), DESK).html)
    assert sorted(re.findall(r"(?:alpha|beta|gamma|शब्द|delta|omega)[0-9]+", shown)) == sorted(written)

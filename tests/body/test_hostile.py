"""Whatever is pasted: no exception, nothing that runs, no word lost, and a second cleaning changes nothing."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from articles.body import clean, plain_text, render

from .desk import Desk

DESK = Desk(
    attachments={5: 50, 6: 60},
    sources={"https://ours.example/a.jpg": 70},
    urls={"/known/": 1, "https://ours.example/known/": 1},
    headlines={"Bridge opens": 1, "Bridge opens early today": 2, "Own story": 9},
    images={80},
    own_article_id=9,
)

TAGS = """
<p> </p> <div> </div> <div lang="hi"> <b> </b> <b style="font-weight:normal"> <i> </i> <em> <strong> </strong> <span>
<span style="font-weight:700;vertical-align:super"> </span> <h1> </h1> <h3> </h3> <ul> </ul> <ol> <li> </li>
<blockquote> </blockquote> <table> </table> <tr> <td> </td> <th> </tr> <thead> <caption> </caption> <pre> </pre>
<code> </code> <br> <hr> <a> </a> <figure> </figure> <figcaption> </figcaption> <aside> </aside> <svg> </svg>
<o:p> </o:p> <textarea> <dl> <dt> <picture> <noscript> <template>
""".split()
SOUP = [
    *TAGS,
    '<a href="/known/">', '<a href="https://other.example/x">', '<a href="/unknown/">', '<a href="javascript:x">',
    '<p lang="ur" dir="rtl">', '<span lang="fr">', '<span class="dateline">', '<span data-unresolved="also-read">',
    '<figure data-image="80">', '<figure data-image="81" data-align="left">', '<figure data-image="x">',
    '<figure data-unresolved="caption" data-attachment="6">', '<figure data-unresolved="caption">',
    '<aside data-also-read="1">', '<aside data-also-read="99">', '<aside data-also-read="9">',
    '<aside data-also-read="">', '<aside data-also-read="x">',
    '<img src="https://ours.example/a.jpg">', '<img src="http://else.example/b.jpg" alt="a view">',
    '<img class="wp-image-5 alignleft">', '<img src="data:image/png;base64,AAAA">',
    '<iframe src="https://player.example/1"></iframe>', '<iframe src="https://player.example/2">',
    '[caption id="attachment_5"]', '[caption id="attachment_77" align="alignleft"]', "[caption]", "[/caption]",
    "[wp_caption]", "[[caption]", "[/caption]]", '[caption caption="word" /]', "[caption caption='a ] b']", "[CAPTION]",
    "[caption", "caption]", "[", "]", '"', "'", "=", "”",
    "ALSO READ:", "ALSO READ: Bridge opens", "Also read: ", "Related", "Related:", "READ MORE |", "यह भी पढ़ें:",
    "Bridge opens", "early today", "Own story", "Read: ", "- ", "• ",
    "DELHI (AFP) — ", "MOSUL, Iraq (AFP)", "Oct 20 (Reuters) - ", "WASHINGTON _ ", "(AP)", ", ",
    ".", ". ", "“", "”", "…", "\n", "\n\n", " ", "\xa0", "&nbsp;", "&amp;", "&lt;b&gt;", "&", "<", ">", "\u2028", "\u2029",
    "word", "शब्द", "two words", "\x00", "\ud800", "&#0;", "&#12;", "\r\n",
    "<!--", "-->", "<!-- seen not -->", "<![if !x]>", "<script>", "</script>", "<style>", "</style>", "<b",
]  # fmt: skip
soup = st.lists(st.sampled_from(SOUP) | st.text(max_size=6), max_size=24).map("".join)
ACTIVE_TAG = re.compile(r"script|style|svg|math|iframe|object|embed|form|input|link|meta|base|img|video|audio", re.IGNORECASE)


@settings(max_examples=600, deadline=None)
@given(soup)
def test_clean_twice_is_clean_once(source: str) -> None:
    once = clean(source, DESK).html
    assert clean(once, DESK).html == once


@settings(max_examples=300, deadline=None)
@given(soup)
def test_clean_without_a_newsroom_is_stable_and_resolvable(source: str) -> None:
    unresolved = clean(source).html
    assert clean(unresolved).html == unresolved
    resolved = clean(unresolved, DESK).html
    assert clean(resolved, DESK).html == resolved


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_clean_keeps_text_without_markup_as_it_reads(source: str) -> None:
    assert clean(source).html == clean(clean(source).html).html

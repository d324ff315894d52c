"""Plain text, Word, Google Docs and other untidy sources: one clean form."""

from __future__ import annotations

import pytest

from articles.body import MAX_BODY_CHARACTERS, BodyTooLong, clean, plain_text

CASES = {
    "nothing": ("", ""),
    "blank": (" \n\xa0\n ", ""),
    "plain text": ("One.\n\nTwo.\nThree.", "<p>One.</p>\n<p>Two.<br>Three.</p>"),
    "windows line ends": ("One.\r\n \t\r\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    "literal signs": ("R&D: 3 < 5 &amp; <Mosul> stays", "<p>R&amp;D: 3 &lt; 5 &amp;amp; &lt;Mosul&gt; stays</p>"),
    "line separators": ("<p>One\u2028two</p>", "<p>One<br>two</p>"),
    "controls": ("a\x00b\x1fc\ud800d", "<p>abcd</p>"),
    "inline tags only": ("One <b>bold</b>.\n\nTwo\nlines.", "<p>One <strong>bold</strong>.</p>\n<p>Two<br>lines.</p>"),
    "html line ends are spaces": ("<p>One\ntwo</p>", "<p>One two</p>"),
    "empty paragraphs": ("<p>a</p><p>&nbsp;</p><p><br></p><p>b</p>", "<p>a</p>\n<p>b</p>"),
    "two breaks": ("<p>a<br><br>b</p>", "<p>a</p>\n<p>b</p>"),
    "div": ("<div>a</div><div><div>b</div>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
    "word": (
        '<p class=MsoNormal style="mso-margin-top-alt:auto"><span style=\'font-family:"Times"\'>He<o:p></o:p></span>'
        "</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><!--[if gte mso 9]><xml></xml><![endif]-->",
        "<p>He</p>",
    ),
    "word list": ("<p class=MsoListParagraph><![if !supportLists]>·<![endif]> One</p>", "<p>· One</p>"),
    "google docs": (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr">'
        '<span style="font-weight:400">a </span><span style="font-weight:700">b</span></p><br>'
        '<p dir="ltr"><span style="font-style:italic">c</span></p></b>',
        '<p dir="ltr">a <strong>b</strong></p>\n<p dir="ltr"><em>c</em></p>',
    ),
    "headings": ("<h1>a</h1><h5>b</h5>", "<h2>a</h2>\n<h4>b</h4>"),
    "renamed": ("<b>a</b><i>b</i><del>c</del><ins>d</ins>", "<p><strong>a</strong><em>b</em><s>c</s><u>d</u></p>"),
    "misnested": ("<p><b>a<i>b</b>c</i></p>", "<p><strong>a<em>b</em></strong><em>c</em></p>"),
    "bold across paragraphs": (
        "<b><p>a</p><p>b</p></b>c",
        "<p><strong>a</strong></p>\n<p><strong>b</strong></p>\n<p>c</p>",
    ),
    "list": ("<ul><li>a<li><p>b</p></ul>", "<ul><li>a</li><li>b</li></ul>"),
    "list in a list": ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    "stray item": ("<li>a</li>b", "<p>a</p>\n<p>b</p>"),
    "table": (
        "<table><tr><td>a</table>after",
        "<table><tbody><tr><td>a</td></tr></tbody></table>\n<p>after</p>",
    ),
    "text in a table": (
        "<table>x<tr><td>a</td></tr></table>",
        "<table><tbody><tr><td>x</td></tr><tr><td>a</td></tr></tbody></table>",
    ),
    "quote in a sentence": (
        "He <blockquote>q</blockquote> left",
        "<p>He</p>\n<blockquote><p>q</p></blockquote>\n<p>left</p>",
    ),
    "pull quote": (
        '<blockquote class="big pullquote">q</blockquote>',
        '<blockquote class="pullquote"><p>q</p></blockquote>',
    ),
    "pre": ("<pre>\n a\n\n  b</pre>", "<pre>a\n\n  b</pre>"),
    "hindi": ('<div lang="hi">नमस्ते</div>', '<p lang="hi">नमस्ते</p>'),
    "language of a wrapper": (
        '<div lang="hi"><div>एक</div><figure><figcaption>दो</figcaption></figure></div>three',
        '<p lang="hi">एक</p>\n<p lang="hi">दो</p>\n<p>three</p>',
    ),
    "right to left": ('<p dir="rtl" lang="ur" style="x">سلام</p>', '<p dir="rtl" lang="ur">سلام</p>'),
    "player": (
        '<p>See</p><iframe src="//player.example/embed/1" allow="x">no</iframe>',
        '<p>See</p>\n<p><a href="https://player.example/embed/1">https://player.example/embed/1</a></p>',
    ),
    "links": (
        '<p><a href="/a">a</a><a href="page.html">b</a><a href="www.x.example">c</a><a href=”https://y.example/”>d</a></p>',
        '<p><a href="/a">a</a>b<a href="https://www.x.example">c</a><a href="https://y.example/">d</a></p>',
    ),
    "address with an ampersand": ('<a href="/?a=1&copy=2">x</a>', '<p><a href="/?a=1&amp;copy=2">x</a></p>'),
    "unknown tag": ("<p>mail <jo@x.example> or <you></p>", "<p>mail &lt;jo@x.example&gt; or &lt;you&gt;</p>"),
    "unclosed comment": ("<p>a <!-- b</p>", "<p>a &lt;!-- b</p>"),
    "unclosed script": ("<p>a <script>b</p>", "<p>a b</p>"),
    "plain aside": ("<aside>note</aside>", "<p>note</p>"),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES.keys())
def test_pasted_source_becomes_clean(source: str, expected: str) -> None:
    assert clean(source).html == expected


@pytest.mark.parametrize("source", [source for source, _ in CASES.values()], ids=CASES.keys())
def test_pasted_source_is_stable(source: str) -> None:
    once = clean(source).html
    assert clean(once).html == once


DEEP = {
    "div": ("<div>" * 10_000 + "x" + "</div>" * 10_000, "<p>x</p>"),
    "unclosed div": ("<div>" * 10_000 + "x", "<p>x</p>"),
    "quote": (
        "<blockquote>" * 10_000 + "x" + "</blockquote>" * 10_000 + "y",
        "<blockquote>" * 12 + "<p>x</p>" + "</blockquote>" * 12 + "\n<p>y</p>",
    ),
    "bold": ("<b>" * 10_000 + "x" + "</b>" * 10_000 + "y", "<p><strong>x</strong>y</p>"),
}


@pytest.mark.parametrize(("source", "expected"), DEEP.values(), ids=DEEP.keys())
def test_deep_nesting_is_made_shallow(source: str, expected: str) -> None:
    assert clean(source).html == expected


@pytest.mark.parametrize("piece", ["[caption ", "ALSO READ: "])
def test_a_million_characters_of_one_thing_stay(piece: str) -> None:
    source = (piece * 1_000_000)[: MAX_BODY_CHARACTERS - 1] + "x"
    shown = plain_text(clean(source).html)
    assert shown.split() == source.split()


@pytest.mark.parametrize(
    "piece", ["[caption a='", "[[caption]", "(AFP ", "<a b='\"'=\"", "<!-- ", "<", "a: ", "x — ", "\xa0"]
)
def test_repeated_beginnings_are_read_in_linear_time(piece: str) -> None:
    source = (piece * 200_000)[:200_000] + "end"
    assert plain_text(clean(source).html).endswith("end")


@pytest.mark.parametrize("source", ["x" * 1_000_001, f"<p>{'x' * 1_000_001}</p>", "<p>" * 2_000_000])
def test_too_long_body_is_refused_in_plain_words(source: str) -> None:
    with pytest.raises(BodyTooLong, match=r"The text is too long: [\d,]+ characters.*, where [\d,]+ are allowed\."):
        clean(source)

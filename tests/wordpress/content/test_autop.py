"""Blank lines to paragraphs and line ends to breaks, as WordPress shows them, but always well-formed."""

from __future__ import annotations

import pytest

from articles.wordpress.content import convert
from tests.wordpress.content.posts import linked, stored

CASES = {
    "E38": ("One.\n\nTwo.\nThree.", "<p>One.</p>\n<p>Two.<br>Three.</p>"),
    "E38-crlf": ("One.\r\n\r\nTwo.\r\nThree.", "<p>One.</p>\n<p>Two.<br>Three.</p>"),
    "E39": ("One.\n \t\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    "E40": ("One.\n\n&nbsp;\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    "E41": (
        "He said <blockquote>q</blockquote> and left",
        "<p>He said</p>\n<blockquote><p>q</p></blockquote>\n<p>and left</p>",
    ),
    "E42": ("<div>Text\n\nMore</div>", "<p>Text</p>\n<p>More</p>"),
    "E43": ("<p>a</p><script>\n\nalert(1)</script>\n<style>\n\np{}</style><p>b</p>", "<p>a</p>\n<p>b</p>"),
    "E43-textarea": ("<textarea>a\n\n<b>b</b></textarea>", "<pre>a\n\n&lt;b&gt;b&lt;/b&gt;</pre>"),
    "E44": ("Lead\n<!--more-->\nRest", "<p>Lead</p>\n<p>Rest</p>"),
    "E45": ("<p>One.</p>\n<p>Two.</p>\n", "<p>One.</p>\n<p>Two.</p>"),
    "E46": (
        "<table>\n<tr>\n<td>a\n\nb</td>\n<td>c</td>\n</tr>\n</table>",
        "<table><tbody><tr><td><p>a</p><p>b</p></td><td>c</td></tr></tbody></table>",
    ),
    "E47": ("One\u2028two\u2029three", "<p>One<br>two<br>three</p>"),
    "E48": ("One.\n\n<!-- note -->\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    "E49": (
        "One\ntwo.\n\nThree.\n<!-- wp:html -->\n<p>Four\nfive</p>\n\nsix\n<!-- /wp:html -->",
        "<p>One<br>two.</p>\n<p>Three.</p>\n<p>Four five</p>\n<p>six</p>",
    ),
    "E50": ("a -- b --- c ... \"d\" (c) 'e'", "<p>a -- b --- c ... \"d\" (c) 'e'</p>"),
    "two breaks": ("a<br>\n<br />b", "<p>a</p>\n<p>b</p>"),
    "break and line end": ("a<br />\nb", "<p>a<br>b</p>"),
    "line end in a tag": ('<a\nhref="/x"\n>y</a>', '<p><a href="/x">y</a></p>'),
    "sign in an attribute": (
        '<img alt="5 > 3" src="https://pics.example/a.jpg"> x',
        '<figure data-image="8"></figure>\n<p>x</p>',
    ),
    "bold across paragraphs": (
        "<b>One\n\ntwo</b> three",
        "<p><strong>One</strong></p>\n<p><strong>two</strong> three</p>",
    ),
    "bold left open in a paragraph": ("<p><b>One</p>\n\ntwo", "<p><strong>One</strong></p>\n<p>two</p>"),
    "crossed tags": ("<b>a <i>b</b> c</i>", "<p><strong>a <em>b</em></strong><em> c</em></p>"),
    "paragraph with a blank line": ('<p lang="hi">एक\n\nदो</p>', '<p lang="hi">एक</p>\n<p lang="hi">दो</p>'),
    "heading": ("<h2>a\nb</h2>\nText", "<h2>a<br>b</h2>\n<p>Text</p>"),
    "heading with a box in it": ("<h3><div>a</div></h3>b", "<h3>a</h3>\n<p>b</p>"),
    "link round a box": ('<a href="/x"><div>a</div></a> b', '<p><a href="/x">a</a></p>\n<p>b</p>'),
    "list": ("<ul>\n<li>a\nb</li>\n\n<li>c</li>\n</ul>\nd", "<ul><li>a<br>b</li><li>c</li></ul>\n<p>d</p>"),
    "nested list": ("<ul>\n<li>a\n<ol>\n<li>b</li>\n</ol>\n</li>\n</ul>", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
    "quote": (
        "<blockquote>a\n\nb\nc</blockquote>\nd",
        "<blockquote><p>a</p><p>b<br>c</p></blockquote>\n<p>d</p>",
    ),
    "pre": ("a\n<pre>\n b\n\n  c <b>d</b>\n</pre>\ne", "<p>a</p>\n<pre>b\n\n  c <strong>d</strong></pre>\n<p>e</p>"),
    "pre left open": ("<pre>a\n\nb", "<pre>a\n\nb</pre>"),
    "definition list": ("<dl>\n<dt>a</dt>\n<dd>b\n\nc</dd>\n</dl>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
    "options": ("<select>\n<option>a</option>\n\n<option>b</option>\n</select>", "<p>a</p>\n<p>b</p>"),
    "picture": (
        'x <picture>\n<source srcset="b">\n\n<img src="https://pics.example/a.jpg">\n</picture> y',
        '<p>x</p>\n<figure data-image="8"></figure>\n<p>y</p>',
    ),
    "video": (
        '<video poster="/p.jpg">\n<source src="/v.mp4">\n\n<source src="/v.webm">\n<a href="/v.mp4">/v.mp4</a></video>',
        '<p><a href="/v.mp4">/v.mp4</a></p>',
    ),
    "video with words": ('<video src="/v.mp4">No player.</video>a', linked("/v.mp4") + "\n<p>No player.</p>\n<p>a</p>"),
    "video left open": ('<video src="/v.mp4">a\n\nb', linked("/v.mp4") + "\n<p>a</p>\n<p>b</p>"),
    "character data": ("a <![CDATA[b [gallery ids=1]]]> c", "<p>a b [gallery ids=1] c</p>"),
    "sign that begins no tag": ("2 < 3 & 4 <you@x.example>", "<p>2 &lt; 3 &amp; 4 &lt;you@x.example&gt;</p>"),
    "quotation mark left open": (
        '<a title="x\n\ny\n\n[gallery ids="1"]',
        '<p>&lt;a title="x</p>\n<p>y</p>\n<figure data-image="11"></figure>',
    ),
    "comment left open": ("a <!-- b\n\nc", "<p>a &lt;!-- b</p>\n<p>c</p>"),
    "stray ends": ("a</div>b</p>c</b>d</li>", "<p>a</p>\n<p>b</p>\n<p>cd</p>"),
    "centred": ("<center>a\n\nb</center>", "<p>a</p>\n<p>b</p>"),
}


@pytest.mark.parametrize(("raw", "expected"), CASES.values(), ids=CASES.keys())
def test_lines_become_paragraphs(raw: str, expected: str) -> None:
    assert stored(raw) == expected


WELL_FORMED = {
    "E42": ("<div>Text\n\nMore</div>", "<div><p>Text</p>\n<p>More</p>\n</div>\n"),
    "E46": ("<td>a\n\nb</td>", "<td><p>a</p>\n<p>b</p>\n</td>\n"),
    "E41": ("a<blockquote>b</blockquote>", "<p>a</p>\n<blockquote><p>b</p>\n</blockquote>\n"),
    "E44": ("a\n<!--more-->\nb", "<p>a</p>\n<p>b</p>\n"),
    "unclosed": ("<div><b>a\n\nb", "<div><p><b>a</b></p>\n<p><b>b</b></p>\n</div>\n"),
}


@pytest.mark.parametrize(("raw", "expected"), WELL_FORMED.values(), ids=WELL_FORMED.keys())
def test_paragraphs_are_well_formed_before_they_are_cleaned(raw: str, expected: str) -> None:
    assert convert(raw).html == expected


def test_empty_content_is_empty() -> None:
    assert [convert(raw).html for raw in ("", " \n\t\n", "\ufeff")] == ["", "", ""]

"""A reader's comment: what of its markup is kept, and that nothing runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from articles.body import comment_html
from articles.body.comments import LONGEST

REL = 'rel="ugc nofollow noopener"'
KEPT = [
    ("Hello\nworld\n\nSecond", "<p>Hello<br>world</p>\n<p>Second</p>"),
    ("<b>a</b> <i>b</i> <code>x &lt; y</code>", "<p><strong>a</strong> <em>b</em> <code>x &lt; y</code></p>"),
    ("<blockquote>q\n\nr</blockquote>after", "<blockquote><p>q</p><p>r</p></blockquote>\n<p>after</p>"),
    ('<a href="https://a.example/x" onclick="x" title="t">l</a>', f'<p><a href="https://a.example/x" {REL}>l</a></p>'),
    ("see https://a.example/x).", f'<p>see <a href="https://a.example/x" {REL}>https://a.example/x</a>).</p>'),
    ('<a href="https://a.example/">https://b.example/</a>',
     f'<p><a href="https://a.example/" {REL}>https://b.example/</a></p>'),
    ("<h1>H</h1><ul><li>a</li><li>b</li></ul>", "<p>H</p>\n<p>a</p>\n<p>b</p>"),
    ("<table><tr><td>x<td>y</table>", "<p>x</p>\n<p>y</p>"),
    ("a <script>alert(1)</script><img src=x onerror=alert(1)> b", "<p>a b</p>"),
    ("<p style='position:fixed' id='x' class='y'>t</p>", "<p>t</p>"),
    ("5 < 6 & 7 > 6", "<p>5 &lt; 6 &amp; 7 &gt; 6</p>"),
    ("[caption]x[/caption]", "<p>[caption]x[/caption]</p>"),
    ("ALSO READ: nothing", "<p>ALSO READ: nothing</p>"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("source", "shown"), KEPT)
def test_comment_keeps_what_talking_needs(source: str, shown: str) -> None:
    assert comment_html(source) == shown


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", " java\nscript:x", "file:///x"]
)
def test_link_that_is_none_is_no_link(href: str) -> None:
    assert "href" not in comment_html(f'<a href="{href}">l</a>')


def test_endless_comment_is_cut() -> None:
    assert comment_html("x" * (LONGEST + 5)) == f"<p>{'x' * LONGEST}…</p>"


@given(st.text(alphabet="<>/\"'=& abpi:onclickhrefscript\n", max_size=200))
def test_whatever_is_typed_comes_out_in_seven_elements(source: str) -> None:
    tree = html.fromstring(f"<div>{comment_html(source)}</div>")
    assert {one.tag for one in tree.iterdescendants()} <= {"a", "blockquote", "br", "code", "em", "p", "strong"}
    assert {name for one in tree.iterdescendants() for name in one.attrib} <= {"href", "rel"}

"""Whatever is in it, the file is XML, and says the same to every reader."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from xml.etree.ElementTree import XML

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wordpress.exporting.items import new_item
from articles.wordpress.exporting.xml import cdata, escaped, item_xml
from articles.wordpress.reading import Comment, Export, Item, Meta, Term
from tests.wordpress.exports import HEAD

HOSTILE = [
    ("E66", "a\x0bb", "ab"),
    ("E67", "a\0b", "ab"),
    ("E68", "a\x10b", "ab"),
    ("E69", "a[b[0]]>c end", "a[b[0]]>c end"),
    ("E70", "<![CDATA[a]]>b]]]]><![CDATA[>", "<![CDATA[a]]>b]]]]><![CDATA[>"),
    ("E71", "AT&T <b> \"q\" 'a'", "AT&T <b> \"q\" 'a'"),
    ("E86", "<!DOCTYPE x>&amp;&x;", "<!DOCTYPE x>&amp;&x;"),
    ("E90", "a\ud83d\ude00b", "ab"),
    ("E91", "😀\u202e\u200d", "😀\u202e\u200d"),
    ("E93", "<!-- a -- b -->", "<!-- a -- b -->"),
    ("E146", "a\r\nb\rc", "a\nb\nc"),
    ("non-characters", "a\ufffe\uffffb", "ab"),
    ("the end of the file", "</item></channel></rss>", "</item></channel></rss>"),
]


@pytest.mark.parametrize(("text", "read"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_hostile_text_is_read_as_it_was(text: str, read: str) -> None:
    assert XML(f"<a>{cdata(text)}</a>").text == read
    assert XML(f'<a b="{escaped(text)}">{escaped(text)}</a>').text == read


@given(st.text() | st.text("]>[<!CDAT&;\r\n"))
def test_any_text_is_xml(text: str) -> None:
    assert XML(f"<a>{cdata(text)}</a>").text == XML(f"<a>{escaped(text)}</a>").text


def test_item_is_read_as_it_was_written() -> None:
    found = read_back(ITEM)
    assert replace(found, position=ITEM.position, after=ITEM.after) == ITEM


TEXTS = [
    name for name in Item.__slots__ if isinstance(getattr(new_item(post_id=1), name), str) and name != "description"
]


@pytest.mark.parametrize("name", TEXTS)
def test_E91_any_field_may_hold_anything(name: str) -> None:
    text = "a]]>&amp;<b/>\"' 😀 नदी"
    assert getattr(read_back(replace(ITEM, **{name: text})), name) == text


COMMENT = Comment(
    comment_id=3, author="A &amp; B", author_email="a@b.example", author_url="https://b.example/?a=1&b=2",
    author_ip="192.0.2.1", date="2016-10-20 07:23:00", date_gmt="2016-10-20 01:53:00", content="<p>]]></p>",
    approved="0", kind="pingback", parent=2, user_id=9, meta=(Meta("k", "v"),),
)  # fmt: skip
ITEM = new_item(
    post_id=7, post_type="post", title="T &amp; T", link="https://a.example/?a=1&b=2", guid="g&", creator="desk",
    pub_date="Thu, 20 Oct 2016 01:53:00 +0000", content="<p>Text</p>", excerpt="E", post_date="2016-10-20 07:23:00",
    post_name="t", status="publish", password="p", comment_status="open", ping_status="closed", post_parent=1,
    menu_order=-2, is_sticky=True, attachment_url="https://a.example/x.jpg",
    terms=(Term("a&b", "A & B", domain="category"),), meta=(Meta("k", " v\n"), Meta("k", "")), comments=(COMMENT,),
)  # fmt: skip


def read_back(item: Item) -> Item:
    text = HEAD.format(language="en", channel="") + "".join(item_xml(item)) + "</channel></rss>"
    XML(text)
    (found,) = Export(BytesIO(text.encode())).items()
    assert isinstance(found, Item)
    return found

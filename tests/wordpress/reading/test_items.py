"""Every field of an item, comment and meta is read; repeated, twin and unknown ones too."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from articles.wordpress import mapping
from articles.wordpress.reading import Meta, Term, image_metadata
from tests import seed
from tests.wordpress.exports import comment, export, ids, item, meta, read


def one(inner: str = "", **fields: str) -> object:
    return read(export(item(1, inner=inner, **fields)).getvalue())[1]


FIELDS = {
    "guid": ("<guid isPermaLink='false'>http://old.example/?p=1</guid>", "http://old.example/?p=1"),
    "pub_date": ("<pubDate>Thu, 20 Oct 2016 01:53:00 +0000</pubDate>", "Thu, 20 Oct 2016 01:53:00 +0000"),
    "description": ("<description>d</description>", "d"),
    "excerpt": ("<excerpt:encoded><![CDATA[Short.]]></excerpt:encoded>", "Short."),
    "post_date": ("<wp:post_date>2016-10-20 07:23:00</wp:post_date>", "2016-10-20 07:23:00"),
    "post_modified": ("<wp:post_modified>2016-10-20 09:05:00</wp:post_modified>", "2016-10-20 09:05:00"),
    "post_modified_gmt": ("<wp:post_modified_gmt>2016-10-20 03:35:00</wp:post_modified_gmt>", "2016-10-20 03:35:00"),
    "password": ("<wp:post_password><![CDATA[secret]]></wp:post_password>", "secret"),
    "comment_status": ("<wp:comment_status>open</wp:comment_status>", "open"),
    "ping_status": ("<wp:ping_status>\n\t<![CDATA[closed]]>\n</wp:ping_status>", "closed"),
    "post_parent": ("<wp:post_parent>12</wp:post_parent>", 12),
    "menu_order": ("<wp:menu_order>-3</wp:menu_order>", -3),
    "is_sticky": ("<wp:is_sticky>1</wp:is_sticky>", True),
    "attachment_url": ("<wp:attachment_url>http://old.example/a.jpg</wp:attachment_url>", "http://old.example/a.jpg"),
    "unknown": ("<x/><wp:new>1</wp:new>", ("x", "wp:new")),
}


@pytest.mark.parametrize("name", FIELDS)
def test_field_is_read(name: str) -> None:
    element, value = FIELDS[name]
    assert getattr(one(element), name) == value


def test_fields_of_every_item_are_read() -> None:
    found = one()
    assert (found.post_id, found.post_type, found.title, found.status) == (1, "post", "A story", "publish")
    assert (found.link, found.creator) == ("http://old.example/world/story-1/", "desk")
    assert (found.content, found.post_name) == ("<p>Text.</p>", "story-1")
    assert found.post_date_gmt == "2016-10-20 01:53:00"


IDENTITIES = [("7", "<guid>g</guid>", "7"), ("", "<guid>g</guid>", "g"), ("x", "", "http://old.example/world/story-1/")]


@pytest.mark.parametrize(("number", "inner", "identity"), IDENTITIES)
def test_item_without_a_number_is_known_by_guid_or_link(number: str, inner: str, identity: str) -> None:
    written = item(1, inner=inner).replace("<wp:post_id>1<", f"<wp:post_id>{number}<")
    found = next(iter(read(export(written).getvalue()).values()))
    assert found.identity == identity


def test_E105_two_items_with_one_number_are_both_read() -> None:
    assert ids(export(item(2, content="a"), item(2, content="b")).getvalue()) == [2, 2]


TERMS = [
    ("category", '<category domain="category" nicename="world">World</category>', [("world", "World", "category")]),
    ("E126 tag of 1.0", '<category domain="tag" nicename="iraq">Iraq</category>', [("iraq", "Iraq", "post_tag")]),
    (
        "E126 twins",
        '<category>World</category><category domain="category" nicename="world">World</category>'
        '<category domain="tag">Iraq</category><category domain="tag" nicename="iraq">Iraq</category>',
        [("world", "World", "category"), ("iraq", "Iraq", "post_tag")],
    ),
    ("bare, no twin", "<category>Far &amp; wide</category>", [("far-wide", "Far & wide", "category")]),
    ("twice", '<category domain="a" nicename="b">C</category>' * 2, [("b", "C", "a")]),
    (
        "E125 one slug",
        '<category domain="category" nicename="a">A</category><category domain="post_tag" nicename="a">A</category>',
        [("a", "A", "category"), ("a", "A", "post_tag")],
    ),
    ("E127 unknown", '<category domain="mood" nicename="sad">Sad</category>', [("sad", "Sad", "mood")]),
]


@pytest.mark.parametrize(("inner", "terms"), [row[1:] for row in TERMS], ids=[row[0] for row in TERMS])
def test_terms_are_read_once_each(inner: str, terms: list) -> None:
    assert one(inner).terms == tuple(Term(slug, name, domain=domain) for slug, name, domain in terms)


def test_E128_coauthors_come_in_order() -> None:
    inner = "".join(f'<category domain="author" nicename="{name}">x</category>' for name in ("cap-zoe", "cap-ann"))
    assert one(inner).coauthors() == ["zoe", "ann"]


def test_meta_keeps_order_and_repeats() -> None:
    found = one(meta("_wp_old_slug", "a") + meta("k", " v\n") + meta("_wp_old_slug", "b"))
    assert found.meta == (Meta("_wp_old_slug", "a"), Meta("k", " v\n"), Meta("_wp_old_slug", "b"))
    assert (list(found.meta_values("_wp_old_slug")), found.meta_value("none")) == (["a", "b"], "")


@pytest.mark.parametrize("spoilt", ["", "\x0b", "&x;"], ids=["whole", "cleaned", "broken"])
def test_E140_meta_that_looks_like_an_export_is_text(spoilt: str) -> None:
    evil = "<wp:meta_value>evil</wp:meta_value></item><item>"
    found = one(meta("k", f"<![CDATA[{evil}]]>") + meta("l", "m"), post_name=spoilt)
    assert found.meta == (Meta("k", evil), Meta("l", "m"))


TITLES = [
    ("E141 entities", "Tom &amp;amp; &lt;em&gt;J&lt;/em&gt; &amp;#8217;", "Tom &amp; <em>J</em> &#8217;"),
    ("E141 raw", "<![CDATA[Tom &amp; <em>J</em>]]>", "Tom &amp; <em>J</em>"),
    ("E141 long", "long " * 60, ("long " * 60).strip()),
    ("E141 empty", "", ""),
    ("E141 emoji", "😀", "😀"),
]


@pytest.mark.parametrize(("written", "title"), [row[1:] for row in TITLES], ids=[row[0] for row in TITLES])
def test_title_is_kept_as_it_was_stored(written: str, title: str) -> None:
    assert read(export(item(1, title=written)).getvalue())[1].title == title


SLUGS = [
    ("E142 empty", "", ""),
    ("E142 digits", "2016", "2016"),
    ("E142 cut in a letter", "%e0%a4%a8%e0%a4%a6%e0%a5%80-%e0%a4", "नदी-"),
    ("E124 Hindi", "%E0%A4%A8%E0%A4%A6%E0%A5%80", "नदी"),
]


@pytest.mark.parametrize(("written", "slug"), [row[1:] for row in SLUGS], ids=[row[0] for row in SLUGS])
def test_slug_is_decoded_and_its_cut_tail_trimmed(written: str, slug: str) -> None:
    assert mapping.slug(one(post_name=written)) == slug


def test_E118_attachment_without_url_has_its_guid() -> None:
    found = one("<guid>http://old.example/wp-content/uploads/a.jpg</guid>", post_type="attachment")
    assert mapping.attachment_url(found) == "http://old.example/wp-content/uploads/a.jpg"


COMMENT = """<wp:comment><wp:comment_id>9</wp:comment_id><wp:comment_author>A &amp;amp; B</wp:comment_author>
<wp:comment_author_email>a@b.example</wp:comment_author_email>
<wp:comment_author_url>https://b.example</wp:comment_author_url>
<wp:comment_author_IP>192.0.2.1</wp:comment_author_IP><wp:comment_date>2016-10-21 09:40:11</wp:comment_date>
<wp:comment_date_gmt>2016-10-21 04:10:11</wp:comment_date_gmt>
<wp:comment_content><![CDATA[<b>Yes</b>]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type><wp:comment_parent>60</wp:comment_parent>
<wp:comment_user_id>3</wp:comment_user_id><wp:commentmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value>
</wp:commentmeta></wp:comment>"""


def test_comment_is_read_whole() -> None:
    assert asdict(one(COMMENT).comments[0]) == {
        "comment_id": 9, "author": "A &amp; B", "author_email": "a@b.example", "author_url": "https://b.example",
        "author_ip": "192.0.2.1", "date": "2016-10-21 09:40:11", "date_gmt": "2016-10-21 04:10:11",
        "content": "<b>Yes</b>", "approved": "1", "kind": "comment", "parent": 60, "user_id": 3,
        "meta": (("k", "v"),),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "kind"), [("", "comment"), ("comment", "comment"), ("webmention", "webmention")],
    ids=["E134", "E134 named", "E136"],
)  # fmt: skip
def test_comment_has_a_kind(written: str, kind: str) -> None:
    assert one(comment(3, written)).comments[0].kind == kind


def test_E137_comments_of_one_second_are_both_read() -> None:
    assert [found.comment_id for found in one(comment(3) + comment(4)).comments] == [3, 4]


def test_sizes_of_a_picture_are_read() -> None:
    value = (
        'a:4:{s:5:"width";i:700;s:6:"height";s:3:"467";s:4:"file";s:13:"2016/10/ü.jpg";s:5:"sizes";a:1:{s:6:"medium";'
        'a:3:{s:4:"file";s:13:"ü-300x200.jpg";s:5:"width";i:300;s:6:"height";i:200;}}}'
    ).replace('s:13:"2016', 's:14:"2016').replace('s:13:"ü', 's:14:"ü')  # fmt: skip
    found = image_metadata(one(meta("_wp_attachment_metadata", f"<![CDATA[{value}]]>")))
    assert found is not None
    assert (found.file, found.width, found.height) == ("2016/10/ü.jpg", 700, 467)
    assert [(copy.name, copy.file, copy.width) for copy in found.copies] == [("medium", "ü-300x200.jpg", 300)]


def test_picture_without_readable_sizes_has_none() -> None:
    assert image_metadata(one(meta("_wp_attachment_metadata", 'a:1:{s:9:"width";i:1;}'))) is None


def test_seed_is_read_whole() -> None:
    found = read(seed.WXR.read_bytes())
    assert list(found) == [213101, 213480, 213728, 213727, 213939, 214210]
    assert [comment.kind for comment in found[213727].comments] == ["pingback", "pingback"]
    assert found[213728].meta_value("_wp_attached_file") == "2016/10/mosul-front.jpg"

"""The file is what WordPress's own importer looks for: its elements, their nesting, and one to a line."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree.ElementTree import XML, Element

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Comment
from articles.wordpress.reading import Export
from tests.factories import make_article, make_author, make_byline, make_image, make_linkback
from tests.wordpress.exporting.newsroom import make_newsroom
from tests.wordpress.exporting.portals import exported

pytestmark = pytest.mark.django_db
WP = "{http://wordpress.org/export/1.2/}"
# What src/parsers/class-wxr-parser-simplexml.php of wordpress-importer asks each of them for.
WANTED = {
    "author": "author_id author_login author_email author_display_name author_first_name author_last_name",
    "category": "term_id category_nicename category_parent cat_name",
    "tag": "term_id tag_slug tag_name",
    "item": "post_id post_date post_date_gmt comment_status ping_status post_name status post_parent menu_order "
    "post_type post_password is_sticky",
    "comment": "comment_id comment_author comment_author_email comment_author_url comment_author_IP comment_date "
    "comment_date_gmt comment_content comment_approved comment_type comment_parent comment_user_id",
}


def channel(export: bytes) -> Element:
    found = XML(export).find("channel")
    assert found is not None
    return found


def test_every_element_that_is_asked_for_is_there() -> None:
    make_newsroom()
    found = channel(exported())
    for name, wanted in WANTED.items():
        nodes = found.findall(name) if name == "item" else list(found.iter(f"{WP}{name}"))
        assert nodes, name
        for node in nodes:
            missing = [one for one in wanted.split() if node.find(f"{WP}{one}") is None]
            assert (name, missing) == (name, [])


def test_head_names_version_and_site() -> None:
    found = channel(exported())
    texts = [found.findtext(name) for name in ("title", "link", f"{WP}wxr_version", f"{WP}base_blog_url")]
    assert texts == ["The Meridian", "https://news.example", "1.2", "https://news.example"]


def test_numbers_are_given_once() -> None:
    make_newsroom()
    found = channel(exported())
    for name in ("post_id", "comment_id", "author_id"):
        numbers = [node.text for node in found.iter(f"{WP}{name}")]
        assert len(numbers) == len(set(numbers)) > 0


def test_comments_answer_comments_of_the_same_item() -> None:
    make_newsroom()
    threads = []
    for item in channel(exported()).findall("item"):
        comments = item.findall(f"{WP}comment")
        numbers = {comment.findtext(f"{WP}comment_id") for comment in comments} | {"0"}
        threads += [comment.findtext(f"{WP}comment_parent") in numbers for comment in comments]
    assert all(threads)
    assert threads


def test_lines_are_as_its_regular_expressions_need_them() -> None:
    """Where PHP has no XML: an author in one line, an item's tags alone on theirs, plain attributes of terms."""
    make_newsroom()
    text = exported().decode()
    lines = text.split("\n")
    assert all(line.count("<wp:author>") == line.count("</wp:author>") for line in lines)
    assert [line for line in lines if "<item>" in line and line.strip() != "<item>"] == []
    terms = re.findall(r"<category .*", text)
    form = re.compile(r'<category domain="[^"]+" nicename="[^"]+"><!\[CDATA\[.+\]\]></category>')
    assert [term for term in terms if not form.fullmatch(term)] == []


def test_our_own_reader_counts_what_was_written() -> None:
    make_newsroom()
    counts = Export(BytesIO(exported())).count()
    assert dict(counts.items) == {"attachment": 4, "page": 2, "post": 12}
    assert dict(counts.comments) == {"comment": 3, "pingback": 5, "trackback": 7, "webmention": 1}
    assert (counts.bad, counts.is_whole, counts.notes, counts.unknown.total()) == (0, True, (), 0)


def test_empty_portal_is_an_export_of_nothing() -> None:
    counts = Export(BytesIO(exported())).count()
    assert (counts.total, counts.is_whole, counts.channel.home_url) == (0, True, "https://news.example")


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(count: int) -> None:
    target = make_article("Target", path="/zz/")
    for _ in range(count):
        image = make_image()
        body = f'<figure data-image="{image.pk}"></figure><p><a href="{target.path}">x</a></p>'
        article = make_article(body=body, lead_image=image, tags=("Tag",))
        make_byline(article, make_author())
        make_linkback(article)
        first = Comment.objects.create(article=article)
        Comment.objects.create(article=article, parent=first)
    with CaptureQueriesContext(connection) as queries:
        assert len(channel(exported()).findall("item")) == 2 * count + 1
    assert len(queries) == 37

"""One line of JSON for every article: the keys of the contract, equal wherever the article is."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.export.articles import write_articles
from articles.models import Article, Byline
from tests.factories import (
    make_article,
    make_author,
    make_byline,
    make_image,
    make_linkback,
    make_section,
)  # fmt: skip

pytestmark = pytest.mark.django_db

KEYS = (
    "path headline standfirst status section bylines dateline published_at updated_at tags body_html images also_read "
    "linkbacks wordpress_id"
).split()


def written() -> list[dict[str, Any]]:
    file = BytesIO()
    count = write_articles(file)
    lines = file.getvalue().split(b"\n")
    assert (lines.pop(), len(lines)) == (b"", count)
    return [json.loads(line) for line in lines]


def row(**fields: Any) -> dict[str, Any]:
    make_article(**fields)
    return written()[0]


def test_keys_are_the_contract_in_its_order() -> None:
    assert list(row()) == KEYS


def test_empty_portal_has_no_line() -> None:
    assert written() == []


@pytest.mark.parametrize("status", Article.Status.values)
def test_every_status_is_written(status: str) -> None:
    assert row(status=status)["status"] == status


def test_article_says_what_readers_see() -> None:
    section = make_section("Asia", parent=make_section("World"))
    found = row(headline="A & B", section=section, path="/नदी/", tags=("Boats",), updated_at="2016-10-20T01:53:00.5Z",
                published_at="2016-10-20T07:23:00+05:30", dateline_place="MOSUL, Iraq",
                dateline_agency="AFP")  # fmt: skip
    assert (found["headline"], found["section"], found["path"]) == ("A & B", "/world/asia/", "/नदी/")
    assert (found["published_at"], found["updated_at"]) == ("2016-10-20T01:53:00Z", "2016-10-20T01:53:00.500000Z")
    assert (found["dateline"], found["tags"]) == ("MOSUL, Iraq (AFP)", ["Boats"])
    assert found["body_html"] == '<p><span class="dateline">MOSUL, Iraq (AFP)</span> — A first paragraph.</p>'


def test_bylines_are_in_order_with_their_roles() -> None:
    article = make_article()
    make_byline(article, make_author("Ana Roe"))
    make_byline(article, "PTI")
    make_byline(article, "Jo Doe", Byline.Role.PHOTOGRAPHY)
    assert written()[0]["bylines"] == ["Ana Roe", "PTI", "Jo Doe (photography)"]


def test_order_is_by_path_in_bytes_and_then_by_headline() -> None:
    for path in ("/b/", "/a/", "/B/", "/é/", "/a-b/"):
        make_article(path, path=path)
    for headline in ("z", "Z", "a"):
        make_article(headline * 3, status="draft", path=None)
    assert [one["headline"] for one in written()] == ["/B/", "/a-b/", "/a/", "/b/", "/é/", "ZZZ", "aaa", "zzz"]


def test_pictures_have_full_addresses_and_each_stands_once() -> None:
    lead = make_image(caption="Lead", credit="AFP", alt_text="Boats")
    other = make_image(caption="Other", decorative=True)
    body = f'<figure data-image="{other.pk}"><figcaption>Own <em>words</em></figcaption></figure>'
    found = row(body=body + f'<figure data-image="{lead.pk}"></figure>' + body, lead_image=lead)
    assert found["images"] == [
        {"src": f"https://news.example{lead.file.url}", "caption": "Lead", "credit": "AFP", "alt": "Boats"},
        {"src": f"https://news.example{other.file.url}", "caption": "Own words", "credit": "", "alt": ""},
    ]
    assert found["body_html"].count("<figure><img src=") == 3
    assert "<figcaption>Own <em>words</em></figcaption>" in found["body_html"]


def test_picture_without_a_file_is_named_by_its_old_address() -> None:
    image = make_image(missing=True, upload_path="2016/10/a b.jpg")
    assert row(lead_image=image)["images"][0]["src"] == "https://news.example/wp-content/uploads/2016/10/a%20b.jpg"


def test_related_links_are_listed_and_only_public_ones_shown() -> None:
    public, secret = make_article("Public story", path="/z/"), make_article("Secret story", status="draft")
    boxes = "".join(f'<aside data-also-read="{one.pk}"></aside>' for one in (public, secret))
    found = row(body=f'{boxes}<aside data-also-read=""><a href="https://else.example/x">There</a></aside>', path="/a/")
    assert found["also_read"] == [
        {"path": "/z/", "headline": "Public story"},
        {"path": None, "headline": "Secret story"},
        {"url": "https://else.example/x", "headline": "There"},
    ]
    assert '<a href="https://news.example/z/">Public story</a>' in found["body_html"]
    assert "Secret" not in found["body_html"]


def test_linkbacks_of_every_status_are_listed() -> None:
    article = make_article()
    said = [{"source_url": f"https://blog.example/{word}", "status": word} for word in ("approved", "spam", "gone")]
    for one in said:
        make_linkback(article, title="T", excerpt="E", **one)
    assert written()[0]["linkbacks"] == [{"kind": "pingback", "title": "T", "excerpt": "E", **one} for one in said]


def test_line_ends_in_a_text_end_no_line() -> None:
    assert row(headline="a\u2028b\u2029c\nd", body="<p>1</p>\n<p>2</p>")["headline"] == "a\u2028b\u2029c\nd"


def test_translation_says_of_what() -> None:
    make_article(path="/पुल/", language="hi", translation_of=make_article(path="/bridge/"))
    assert [one.get("translation_of", "nothing") for one in written()] == ["nothing", "/bridge/"]


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(count: int) -> None:
    target = make_article("Target", path="/zz/")
    for number in range(count):
        image = make_image()
        body = f'<figure data-image="{image.pk}"></figure><p><a href="{target.path}">x</a></p>'
        article = make_article(body=body, lead_image=image, path=f"/{number}/", tags=("Tag",))
        make_byline(article, make_author())
        make_linkback(article)
    with CaptureQueriesContext(connection) as queries:
        assert len(written()) == count + 1
    assert len(queries) == 9

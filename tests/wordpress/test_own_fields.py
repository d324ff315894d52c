"""What only our exports carry may come from anybody: it is believed where it makes sense."""

from __future__ import annotations

import json
from typing import Any

import pytest

from articles.models import Article, Byline, Image, Linkback, Section
from articles.wordpress.own_fields import parsed
from tests.wordpress.exports import attachment, comment, export, item, meta
from tests.wordpress.running import run_import

NONSENSE = ["", "x", "[]", "1", "null", '{"a":', "[" * 100_000, '"' * 9]


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_is_nothing(text: str) -> None:
    assert parsed(text) is None


ODD: list[tuple[str, Any, Any]] = [
    ("text", 7, None), ("text", "a\0b\ud800", "ab"), ("text", "x" * 99, "x" * 10), ("flag", "true", False),
    ("flag", True, True), ("share", float("nan"), None), ("share", 2, None), ("share", 0.5, 0.5), ("number", -1, None),
    ("number", 2**31, None), ("number", 5, 5), ("moment", "2016-10-20T01:53:00", None), ("moment", "soon", None),
    ("moment", "0001-01-01T00:00:00+23:00", None), ("texts", "ab", []), ("texts", ["a", 1], ["a"]),
    ("parts", [1, "a"], []),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "answer"), ODD)
def test_value_of_another_kind_is_none(kind: str, value: Any, answer: Any) -> None:
    own = parsed(json.dumps({"name": value}))
    assert own is not None
    longest = (10,) if kind in ("text", "texts") else ()
    assert getattr(own, kind)("name", *longest) == answer


def told(**fields: Any) -> str:
    return meta("_newsportal", f"<![CDATA[{json.dumps(fields)}]]>")


HOSTILE: list[dict[str, Any]] = [
    {"status": "published", "published_at": "x", "embargo_until": 7, "language": "xx", "slug": "a/b", "updated_at": []},
    {"bylines": [{"author": "a", "guest": "b", "role": "writing"}, {"guest": "c", "role": "boss"}, 7]},
    {"headline": "\0", "standfirst": ["a"], "search_title": 1},
    {"old_paths": ["//evil.example/", "/admin/", "no", 7, "/x y"], "short_headline": "x" * 1000, "place": "y" * 1000},
    {"status": "killed"}, {"status": "nothing"}, {"sends_trackbacks": "yes", "lead_caption": {"a": 1}},
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("fields", HOSTILE)
def test_hostile_fields_harm_nothing(fields: dict[str, Any]) -> None:
    outcome = run_import(export(item(7, inner=told(**fields))))
    article = Article.objects.get()
    article.full_clean(exclude=["body"])
    assert (outcome.is_complete, article.headline, article.status) == (True, "A story", "published")
    assert not article.old_paths.filter(path__in=["//evil.example/", "no", "/x y"]).exists()


@pytest.mark.django_db
def test_who_changed_a_post_in_wordpress_has_the_last_word() -> None:
    fields = told(headline="A  tale", status="ready", published_at="2015-01-01T00:00:00+00:00", language="hi",
                  bylines=[{"guest": "PTI", "role": "writing"}])  # fmt: skip
    run_import(export(item(7, inner=fields)))
    article = Article.objects.get()
    assert (article.headline, article.status, article.language) == ("A story", "published", "hi")
    assert f"{article.published_at:%Y-%m-%d}" == "2016-10-20"
    assert Byline.objects.get().guest_name == ""


@pytest.mark.django_db
def test_embargo_that_wordpress_was_told_is_one_again() -> None:
    fields = told(
        published_at="2016-10-19T00:00:00+00:00", embargo_until="2016-10-20T01:53:00.5+00:00", status="published"
    )
    run_import(export(item(7, inner=fields)))
    article = Article.objects.get()
    assert f"{article.published_at:%d}/{article.embargo_until:%d %f}" == "19/20 500000"


@pytest.mark.django_db
def test_hostile_fields_of_a_picture_harm_nothing() -> None:
    own = told(focal_x=7, focal_y="a", decorative=True, keywords=7, file="../../etc/passwd", alt_text="other")
    run_import(
        export(attachment(5, "a.jpg").replace("</item>", f"{meta('_wp_attachment_image_alt', 'Boats')}{own}</item>"))
    )
    image = Image.objects.get()
    assert (image.focal_x, image.decorative, image.alt_text, image.keywords) == (0.5, False, "Boats", "")


@pytest.mark.django_db
def test_approved_elsewhere_is_not_spam_because_of_a_field() -> None:
    said = told(status="spam").replace("postmeta", "commentmeta")
    run_import(export(item(7, inner=comment(1).replace("</wp:comment>", f"{said}</wp:comment>"))))
    assert Linkback.objects.get().status == "approved"


@pytest.mark.django_db
def test_section_never_takes_an_address_of_the_site() -> None:
    own = told(slug="admin", position=10**9).replace("postmeta", "termmeta")
    term = f"<wp:category><wp:category_nicename>x</wp:category_nicename><wp:cat_name>X</wp:cat_name>{own}</wp:category>"
    run_import(export(item(7), channel=term))
    assert list(Section.objects.values_list("path", "position")) == [("/admin-section/", 100), ("/news/", 100)]


@pytest.mark.django_db
@pytest.mark.parametrize("said", [1, 2, 99, 0, -1, 2**70, True, "2", None, [2]])
def test_translation_is_believed_where_it_makes_sense(said: Any) -> None:
    """2 is another article, in English; 1 is the article itself."""
    run_import(export(item(1, inner=told(language="hi", translation_of=said)), item(2)))
    first, second = Article.objects.order_by("wordpress_id")
    assert first.translation_of == (second if said == 2 else None)


@pytest.mark.django_db
def test_translation_of_a_translation_is_none() -> None:
    items = [item(1, inner=told(language="hi", translation_of=2)), item(2, inner=told(language="hi", translation_of=1))]
    run_import(export(*items, item(3, inner=told(language="hi", translation_of=4)), item(4)))
    found = dict(Article.objects.values_list("wordpress_id", "translation_of__wordpress_id"))
    assert found == {1: None, 2: None, 3: 4, 4: None}

"""The table of what texts show follows them, whoever writes them."""

from __future__ import annotations

import pytest
from django.db import connection

from articles.models import Article, ImageInBody, Page, image_in_body
from tests.factories import make_article, make_image, make_page

pytestmark = pytest.mark.django_db


def shown(row: Article | Page) -> list[int]:
    kind = "article" if isinstance(row, Article) else "page"
    return sorted(ImageInBody.objects.filter(**{kind: row}).values_list("image_id", flat=True))


def body(*marks: object) -> str:
    return "<p>“Text” \\ & 'more'</p>" + "".join(f'<figure data-image="{mark}"></figure>' for mark in marks)


@pytest.mark.parametrize("make", [make_article, make_page])
def test_row_that_is_made_has_its_pictures(make: type) -> None:
    assert shown(make(body=body(7, 12, 7))) == [7, 12]
    assert not shown(make(body="<p>No data-image here.</p>"))


@pytest.mark.parametrize("make", [make_article, make_page])
def test_pictures_follow_the_text(make: type) -> None:
    row, other = make(body=body(7, 12)), make(body=body(7))
    type(row).objects.filter(pk=row.pk).update(body=body(12, 13))
    assert (shown(row), shown(other)) == ([12, 13], [7])


@pytest.mark.parametrize("make", [make_article, make_page])
def test_deleted_row_shows_nothing(make: type) -> None:
    row = make(body=body(7))
    row.delete()
    assert not ImageInBody.objects.exists()


@pytest.mark.parametrize("mark", ["", "x", "7x", "-7", "7.5", "9" * 16, "9" * 400, "٧", " 7", "<b>"])
def test_nonsense_is_no_picture(mark: str) -> None:
    assert shown(make_article(body=body(mark, 8))) == [8]


@pytest.mark.parametrize("text", ['data-image="5"<p>First</p>', 'a\\data-image="5"', '\ud83d\ude00\n\tdata-image="5"'])
def test_marks_are_found_wherever_they_stand(text: str) -> None:
    text = text.encode("utf-16", "surrogatepass").decode("utf-16")
    assert shown(make_article(body=text)) == [5]


def test_picture_can_be_deleted_as_before() -> None:
    image = make_image()
    article = make_article(body=body(image.pk))
    image.delete()
    assert Article.objects.filter(pk=article.pk).exists()


def test_what_was_written_without_triggers_is_taken_up() -> None:
    old = make_article(body=body(7))
    image_in_body.drop(connection.alias)
    Article.objects.filter(pk=old.pk).update(body=body(8))
    new, page = make_article(body=body(9)), make_page(body=body(10))
    image_in_body.create(connection.alias)
    assert [shown(row) for row in (old, new, page)] == [[8], [9], [10]]
    Article.objects.filter(pk=new.pk).update(body=body(11))
    assert shown(new) == [11]

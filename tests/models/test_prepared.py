"""Queries that are compiled once answer what their querysets answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article, Byline, Image
from articles.models.prepared import Prepared, together
from articles.models.slots import Gap, moment, number, with_constants
from articles.page_keys import collected
from tests.factories import make_article, make_author, make_byline, make_image

PUBLISHED = Prepared(
    lambda: Article.objects.published(moment("now")).filter(pk__among="ids").select_related("lead_image").newest_first()
)
BYLINES = Prepared(lambda: Byline.objects.filter(article__among="ids"))
OTHERS = Prepared(lambda: Article.objects.exclude(pk=number("article")).only("path").oldest_first()[:2])
IMAGES = Prepared(lambda: Image.objects.order_by("pk"))

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def fields(instance: Any) -> dict[str, Any]:
    return {field.attname: getattr(instance, field.attname) for field in instance._meta.concrete_fields}


@pytest.mark.parametrize("ask", [lambda query, **v: query.rows(**v), lambda query, **v: together(query, **v)[0]])
def test_rows_are_what_the_queryset_finds(ask: Callable[..., list[Any]]) -> None:
    image = make_image(decorative=True, alt_text="")
    for language in ("en-in", "hi"):
        make_article('नदी "—" \\ <b>', lead_image=image, language=language, embargo_until=NOW - timedelta(days=1))
    make_article(), make_article(published_at=NOW + timedelta(hours=1))
    ids = [article.pk for article in Article.objects.all()]
    found = ask(PUBLISHED, ids=ids, now=NOW)
    expected = Article.objects.published(NOW).newest_first()
    assert [fields(one) for one in found] == [fields(one) for one in expected]
    assert [one.lead_image and fields(one.lead_image) for one in found] == [fields(image), fields(image), None]


def test_several_queries_are_one_statement(django_assert_num_queries: Callable[..., Any]) -> None:
    article, author = make_article(), make_author()
    make_byline(article, author), make_byline(article, "A guest")
    with django_assert_num_queries(1):
        articles, bylines, others, images = together(
            PUBLISHED, BYLINES, OTHERS, IMAGES, ids=[article.pk], now=timezone.now(), article=article.pk
        )
    assert (articles, others, images) == ([article], [], [])
    assert [byline.name for byline in bylines] == [author.name, "A guest"]


def test_query_is_asked_with_any_number_of_ids() -> None:
    articles = [make_article() for _ in range(3)]
    for ids in ([], [articles[0].pk], [one.pk for one in articles]):
        assert {one.pk for one in PUBLISHED.rows(ids=ids, now=timezone.now())} == set(ids)


def test_column_that_was_left_out_is_loaded_when_it_is_needed() -> None:
    make_article(), make_article("Left out")
    found = together(OTHERS, article=0)[0][0]
    assert (found.get_deferred_fields() > {"headline"}, found.headline) == (True, "Left out")


def test_row_names_itself_to_the_page() -> None:
    article = make_article(lead_image=make_image())
    with collected() as page:
        together(PUBLISHED, ids=[article.pk], now=timezone.now())
    assert page.keys == {f"article:{article.pk}", f"image:{article.lead_image_id}"}


@pytest.mark.django_db(transaction=True)
def test_plan_is_made_once_for_a_connection() -> None:
    connection.close()
    for article in (1, 2):
        together(OTHERS, IMAGES, article=article)
        OTHERS.rows(article=article)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name LIKE 'page%'")
            plans = cursor.fetchall()
        assert plans == [(2, 0), (2, 0)]


def test_constant_stands_in_the_text() -> None:
    published = PUBLISHED.compiled(connection.vendor)
    assert "'published'" in published.sql
    assert all(isinstance(param, Gap) for param in published.params)


@pytest.mark.parametrize("text", ["it's", "100%", "a\\b", "two\nlines", True, None])
def test_value_without_a_simple_form_stays_a_parameter(text: Any) -> None:
    assert with_constants("a = %s AND b = %s", [text, 7]) == ("a = %s AND b = 7", [text])

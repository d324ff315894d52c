"""Rows that put an article into a list hold its time, whoever writes it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection

from articles.models import Article, Byline, TaggedArticle, copied_times
from tests.factories import make_article, make_author, make_byline, make_tag, minutes_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    made = make_article(tags=(make_tag("Rivers"),), published_at=minutes_ago(50))
    make_byline(made, make_author())
    make_byline(make_article(published_at=minutes_ago(70), tags=("Hills",)), make_author())
    return made


def times(article: Article) -> set[datetime | None]:
    """Of all rows of an article; one, unless some are wrong."""
    tagged = TaggedArticle.objects.filter(content_object=article).values_list("published_at", flat=True)
    return {*tagged, *Byline.objects.filter(article=article).values_list("published_at", flat=True)}


def test_row_that_is_made_has_it(article: Article) -> None:
    assert times(article) == {article.published_at}


def test_rows_made_in_bulk_have_it(article: Article) -> None:
    TaggedArticle.objects.bulk_create([TaggedArticle(content_object=article, tag=make_tag()) for _ in range(3)])
    assert article.tagged.count() == 4
    assert times(article) == {article.published_at}


def test_rows_follow_when_it_changes(article: Article) -> None:
    other = Article.objects.exclude(pk=article.pk).get()
    Article.objects.filter(pk=article.pk).update(published_at=minutes_ago(3))
    article.refresh_from_db()
    assert times(article) == {article.published_at}
    assert times(other) == {other.published_at}


def test_rows_of_a_draft_have_none_until_it_is_published() -> None:
    draft = make_article(tags=("Rivers",), status="draft")
    assert times(draft) == {None}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET published_at = CURRENT_TIMESTAMP WHERE id = %s", [draft.pk])
    draft.refresh_from_db()
    assert draft.published_at is not None
    assert {moment.replace(microsecond=0) for moment in times(draft) if moment} == {
        draft.published_at.replace(microsecond=0)
    }


def test_row_that_moves_to_another_article_has_that_ones(article: Article) -> None:
    other = Article.objects.exclude(pk=article.pk).get()
    Byline.objects.filter(article=article).update(article=other)
    assert (Byline.objects.filter(article=other).count(), times(other)) == (2, {other.published_at})


def test_what_was_written_without_is_copied_afterwards(article: Article) -> None:
    copied_times.drop("default")
    Article.objects.filter(pk=article.pk).update(published_at=minutes_ago(3))
    before = times(article)
    copied_times.create("default")
    article.refresh_from_db()
    assert before != times(article) == {article.published_at}

"""A content is the whole of what the form of an article asks for."""

from __future__ import annotations

import pytest

from articles.admin.article_form import ArticleForm
from articles.models import Article
from articles.revisions import FIELDS, content_of, put
from tests.factories import make_article, make_author, make_byline, make_image


def test_every_field_of_the_form_is_in_it() -> None:
    assert {*FIELDS} == {*ArticleForm.Meta.fields, "bylines"}


@pytest.mark.django_db
def test_content_put_into_another_article_is_the_same() -> None:
    original = make_article("Story", language="hi")
    article = make_article("Ferries", tags=("Rivers",), lead_image=make_image(), translation_of=original)
    make_byline(article, make_author())
    other = Article(status="draft", section=original.section)
    save_related = put(other, content_of(article) | {"path": ""})
    other.save()
    save_related()
    assert content_of(Article.objects.get(pk=other.pk)) == content_of(article) | {"path": ""}
    assert content_of(article)["translation_of"] == original.pk

"""Revisions are written with each change on the desk, and let go of when they are old and many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article, Revision
from articles.revisions import content_of
from articles.revisions.keeping import KEPT_AT_LEAST, KEPT_FOR, tidy
from tests.factories import make_article, make_byline

pytestmark = pytest.mark.django_db


def edit(article: Article, **fields: object) -> None:
    for name, value in fields.items():
        setattr(article, name, value)
    publishing.edit(article, lambda: None, by=None)


def test_first_change_keeps_what_was_before() -> None:
    article = make_article("Bridge opens", tags=("river",))
    make_byline(article, "A. Guest")
    before = content_of(article)
    edit(article, headline="Bridge closes")
    assert [one.content["headline"] for one in Revision.objects.all()] == ["Bridge closes", "Bridge opens"]
    assert Revision.objects.last().content == before
    assert (before["tags"], before["bylines"]) == (["river"], [[None, "A. Guest", "writing"]])


def test_change_that_came_another_way_is_kept_too() -> None:
    article = make_article("One")
    edit(article, headline="Two")
    Article.objects.update(headline="Three")
    edit(article, headline="Four")
    assert [one.content["headline"] for one in Revision.objects.all()] == ["Four", "Three", "Two", "One"]


def test_saving_the_same_keeps_nothing() -> None:
    article = make_article()
    for _ in range(3):
        edit(article)
    assert Revision.objects.count() == 1


def test_related_rows_are_in_the_revision() -> None:
    article = make_article()
    publishing.edit(article, lambda: article.tags.add("dam"), by=None, note="tagged")
    revision = Revision.objects.first()
    assert (revision.content["tags"], revision.note) == (["dam"], "tagged")


def test_failed_save_leaves_no_revision() -> None:
    article = make_article(path="/one/")
    make_article(path="/two/")
    article.path = "/two/"
    with pytest.raises(publishing.ValidationError):
        publishing.edit(article, lambda: None, by=None)
    assert not Revision.objects.exists()


def test_old_ones_go_but_not_the_last_fifty() -> None:
    busy, quiet = make_article(), make_article()
    for article, count in ((busy, KEPT_AT_LEAST + 3), (quiet, 2)):
        for _ in range(count):
            article.revisions.create(content={})
    ids = list(busy.revisions.order_by("pk").values_list("pk", flat=True))
    old = timezone.now() - KEPT_FOR - timedelta(days=1)
    Revision.objects.exclude(pk=ids[0]).update(made_at=old)
    tidy()
    assert set(busy.revisions.values_list("pk", flat=True)) == {ids[0], *ids[3:]}
    assert quiet.revisions.count() == 2

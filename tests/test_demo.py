"""The demo newsroom loads whole, linked as its files say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from articles import demo
from articles.models import AlsoRead, Article, Byline, Image, Linkback, Page, Section, Tag
from articles.models.archive import Archive

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TIMES = [
    ("3d 4h 20m ago", NOW - timedelta(days=3, hours=4, minutes=20)),
    ("8m ago", NOW - timedelta(minutes=8)),
    ("in 1d 2h", NOW + timedelta(days=1, hours=2)),
    ("2016-10-20T07:23+05:30", datetime(2016, 10, 20, 1, 53, tzinfo=UTC)),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_time_is_read(text: str, expected: datetime) -> None:
    assert demo.moment(text, NOW) == expected


@pytest.mark.parametrize("text", ["soon ago", "in two days", "yesterday"])
def test_odd_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        demo.moment(text, NOW)


@pytest.mark.django_db
def test_newsroom_loads_whole(settings: Settings) -> None:
    demo.load(settings.BASE_DIR / "fixtures")
    published = Article.objects.published()
    assert published.count() >= 36
    assert Section.objects.filter(parent=None, articles__in=published).distinct().count() >= 7
    assert Byline.objects.exclude(author=None).values("author").distinct().count() >= 6
    assert published.filter(language="hi").count() >= 2
    assert set(Linkback.objects.values_list("kind", flat=True)) == set(Linkback.Kind.values)
    assert set(Linkback.objects.filter(source_article=None).values_list("status", flat=True)) >= {
        "approved", "pending", "rejected", "spam", "received",
    }  # fmt: skip
    assert not Image.objects.filter(decorative=False, alt_text="").exists()
    assert not published.filter(body__contains="data-unresolved").exists()
    assert not published.filter(body__contains="data-picture").exists()
    assert _bodies_are_clean(published)
    assert {page.purpose for page in Page.objects.standing()} >= {"about", "contact", "ethics", "corrections"}
    assert _mosul_is_linked_as_the_seed_shows()


def _bodies_are_clean(articles) -> bool:
    from articles import body

    return all(body.clean(row.body, Archive(own_article_id=row.pk)).html == row.body for row in articles)


def _mosul_is_linked_as_the_seed_shows() -> bool:
    """The main story offers the two earlier ones, and the two later ones offer it."""
    story = Tag.objects.get(name="Mosul").tagged.values("content_object")
    old = Article.objects.filter(pk__in=story, published_at__year=2016).order_by("published_at")
    first, second, main, third, fourth = old.values_list("pk", flat=True)
    offered = set(AlsoRead.objects.filter(article=main).values_list("target", flat=True))
    linked = set(Linkback.objects.shown().filter(article=main).values_list("source_article", flat=True))
    return offered == {first, second} and {third, fourth} <= linked

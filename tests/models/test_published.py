"""The database and Python give one answer to "is it published?"."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles.models import Article, Byline, Image, Linkback, Redirect
from articles.models.status import Status
from tests.factories import make_article, make_author, make_section

pytestmark = pytest.mark.django_db
NOW = timezone.now()
hours = st.integers(-3, 3).map(lambda count: NOW + timedelta(hours=count))


@given(st.sampled_from(Status.values), hours, st.none() | hours, hours)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_queryset_and_property_agree(status, published_at, embargo_until, now) -> None:
    Article.objects.all().delete()
    article = make_article(status=status, published_at=published_at, embargo_until=embargo_until, path=f"/{status}/")
    assert Article.objects.published(now).exists() == article.is_published(now)


IMPOSSIBLE = [
    lambda: make_article(path=None),
    lambda: make_article(published_at=None),
    lambda: make_article(path="no-slash/"),
    lambda: Article.objects.filter(pk=make_article().pk).update(headline=""),
    lambda: Article.objects.filter(pk=make_article().pk).update(status="odd"),
    lambda: [make_article(path="/same/"), make_article(path="/same/")],
    lambda: make_article(wordpress_id=7),
    lambda: Image.objects.create(decorative=True, alt_text="words"),
    lambda: Image.objects.create(focal_x=1.5),
    lambda: Image.objects.create(file="a.jpg"),
    lambda: Byline.objects.create(article=make_article()),
    lambda: Byline.objects.create(article=make_article(), author=make_author(), guest_name="Both"),
    lambda: Redirect.objects.create(path="/nowhere/"),
    lambda: Redirect.objects.create(path="/loop/", target="/loop/"),
    lambda: own_linkback(make_article()),
    lambda: make_section("World").__class__.objects.update(parent=1, id=1),
]


def own_linkback(article: Article) -> Linkback:
    return Linkback.objects.create(
        article=article, source_article=article, kind="pingback", source_url="https://a.example/"
    )


@pytest.mark.parametrize("make", IMPOSSIBLE)
def test_database_refuses_what_cannot_be(make) -> None:
    with pytest.raises(IntegrityError):
        make()

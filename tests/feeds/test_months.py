"""The index of the sitemaps says when each month changed last, and is right without reading a month."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.feeds import months
from articles.models import Article, Correction, SitemapMonth
from tests.factories import make_article
from tests.feeds.reading import NAMES, sitemap

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2016, 10, 20, 1, 53, tzinfo=UTC)
MAY = datetime(2015, 5, 2, 1, 53, tzinfo=UTC)


def told(client: Client) -> dict[str, str | None]:
    """Of each month, when it changed."""
    found = sitemap(client, "/sitemap.xml").findall("s:sitemap", NAMES)
    return {one.findtext("s:loc", None, NAMES)[-11:-4]: one.findtext("s:lastmod", None, NAMES) for one in found[1:]}


def test_rule_45_month_changed_with_its_last_article(client: Client) -> None:
    make_article(published_at=MAY, updated_at=OCTOBER)
    make_article(published_at=OCTOBER)
    months.keep_up()
    assert told(client) == {"2016-10": "2016-10-20T07:23:00+05:30", "2015-05": "2016-10-20T07:23:00+05:30"}


def test_month_that_was_not_looked_at_says_nothing_untrue(client: Client) -> None:
    make_article(published_at=MAY), make_article(published_at=OCTOBER)
    assert told(client) == {"2016-10": "2016-10-20T07:23:00+05:30", "2015-05": None}


@pytest.mark.parametrize("change", ["correct", "kill"])
def test_old_month_changes_with_its_articles(client: Client, change: str) -> None:
    article, _other, _new = (make_article(published_at=at) for at in (MAY, MAY, OCTOBER))
    months.keep_up()
    before = timezone.now()
    if change == "correct":
        publishing.correct(article, Correction(text="Four arches, not five."))
    else:
        publishing.kill(article)
    months.keep_up()
    assert datetime.fromisoformat(told(client)["2015-05"] or "") >= before.replace(microsecond=0)


def test_only_months_that_were_touched_are_looked_at(django_assert_max_num_queries: Any) -> None:
    for number in range(24):
        make_article(published_at=MAY - timedelta(days=31 * number))
    months.keep_up()
    Article.objects.update(modified_at=timezone.now() - timedelta(days=1))
    publishing.save(Article.objects.order_by("published_at")[0])
    with django_assert_max_num_queries(10):
        months.keep_up()
    assert SitemapMonth.objects.count() == 24


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_and_three_months(
    client: Client, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        make_article(published_at=MAY - timedelta(days=31 * number))
    months.keep_up()
    with django_assert_num_queries(4):
        client.get("/sitemap.xml")

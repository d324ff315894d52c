"""A row for each article and hour: added to by many at once, and let go of after a week."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from articles.models import Views
from articles.most_read import keeping
from tests.factories import make_article
from tests.most_read.counted import hour, read, views

NOW = 500_000


@pytest.mark.django_db
def test_what_is_counted_is_added_in_one_query(django_assert_num_queries: Any) -> None:
    keeping.add({(NOW, 1): 2, (NOW, 2): 5})
    with django_assert_num_queries(1):
        keeping.add({(NOW, 1): 3, (NOW + 1, 1): 1, (NOW, 3): 1})
    rows = Views.objects.order_by("hour", "article").values_list("hour", "article", "count")
    assert list(rows) == [(NOW, 1, 5), (NOW, 2, 5), (NOW, 3, 1), (NOW + 1, 1, 1)]


@pytest.mark.django_db
def test_as_many_as_may_wait_are_written_at_once() -> None:
    keeping.add({(NOW, number): 1 for number in range(10_000)})
    assert Views.objects.count() == 10_000


@pytest.mark.django_db(transaction=True)
def test_processes_that_add_to_the_same_rows_lose_nothing() -> None:
    def add(turn: int) -> None:
        numbers = range(1, 51) if turn % 2 else range(50, 0, -1)
        try:
            keeping.add({(NOW, number): 1 for number in numbers})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(20)))
    assert set(views().values()) == {20}


@pytest.mark.django_db
def test_week_is_kept_and_what_is_older_goes() -> None:
    old, kept = make_article(), make_article()
    read(old, 9, hours_ago=7 * 24), read(kept, 9, hours_ago=7 * 24 - 1)
    keeping.tidy()
    assert views() == {kept.pk: 9}


@pytest.mark.django_db
def test_article_that_was_read_can_be_deleted() -> None:
    article = make_article()
    read(article, 9)
    article.delete()
    keeping.add({(hour(), 12345): 1})
    assert sorted(views().values()) == [1, 9]

"""Limits across processes: R1, R3 of the specification count with them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from articles.linkbacks.pace import Limit, forget_old, free_at, take
from articles.models import Pace

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LIMITS = (Limit(2, 60), Limit(3, 3600))


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


@pytest.mark.django_db
def test_limit_is_reached_and_says_until_when() -> None:
    answers = [take("host", *LIMITS, now=after(second)) for second in (0, 10, 20)]
    assert answers == [None, None, after(60)]


@pytest.mark.django_db
def test_longer_limit_holds_when_the_shorter_is_free() -> None:
    taken = [take("host", *LIMITS, now=after(second)) for second in (0, 10, 61, 200)]
    assert taken == [None, None, None, after(3600)]


@pytest.mark.django_db
def test_refused_attempt_is_not_counted() -> None:
    for second in (0, 10, 20, 30, 40):
        take("host", Limit(2, 60), now=after(second))
    assert take("host", Limit(2, 60), now=after(61)) is None


@pytest.mark.django_db
def test_keys_do_not_share() -> None:
    assert [take(key, Limit(1, 60), now=NOW) for key in ("a", "b", "a")] == [None, None, after(60)]


@pytest.mark.django_db
def test_looking_counts_nothing() -> None:
    take("host", Limit(1, 60), now=NOW)
    assert [free_at("host", Limit(1, 60), now=after(second)) for second in (1, 1, 61)] == [after(60), after(60), None]
    assert free_at("never", Limit(1, 60), now=NOW) is None


@pytest.mark.django_db
def test_old_keys_are_forgotten() -> None:
    take("old", Limit(1, 60), now=NOW)
    take("new", Limit(1, 60), now=after(100_000))
    forget_old(after(200_000))
    assert list(Pace.objects.values_list("key", flat=True)) == ["new"]


@pytest.mark.django_db(transaction=True)
def test_limit_holds_for_many_at_once() -> None:
    def one(_number: int) -> bool:
        try:
            return take("host", Limit(5, 60)) is None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(24))) == 5

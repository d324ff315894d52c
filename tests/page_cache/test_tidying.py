"""What is let go of, of the changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Change
from articles.page_cache.follower import FORGOTTEN_AFTER
from articles.page_cache.tidying import KEPT, tidy
from tests.factories import make_section

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_changes_are_kept_for_longer_than_anybody_may_be_away() -> None:
    Change.objects.all().delete()
    ages = {"old": KEPT + timedelta(minutes=1), "young": timedelta(seconds=FORGOTTEN_AFTER), "new": timedelta()}
    for key, age in ages.items():
        Change.objects.filter(pk=Change.objects.create(key=key).pk).update(at=NOW - age)
    tidy(NOW)
    assert set(Change.objects.values_list("key", flat=True)) == {"young", "new"}


def test_moment_that_the_database_writes_is_one_that_it_compares() -> None:
    make_section("World")
    tidy(NOW - timedelta(days=1))
    assert Change.objects.filter(key="menu").exists()
    tidy(timezone.now() + KEPT + timedelta(minutes=1))
    assert not Change.objects.exists()

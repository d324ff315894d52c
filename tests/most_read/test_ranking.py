"""The list of the most read: of a day, of each language, of what the public may see; written when it changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from articles.models import Article, MostRead
from articles.most_read import ranking
from tests.factories import make_article
from tests.most_read.counted import read

pytestmark = pytest.mark.django_db


def stored(language: str = "en-in") -> list[str]:
    ids = MostRead.objects.filter(language=language).order_by("place").values_list("article", flat=True)
    return [Article.objects.get(pk=pk).headline for pk in ids]


def test_hours_of_a_day_are_added_up() -> None:
    once, often, yesterday = make_article("Once"), make_article("Often"), make_article("Yesterday")
    read(once, 50)
    for ago in range(24):
        read(often, 5, hours_ago=ago)
    read(yesterday, 500, hours_ago=24)
    ranking.keep_up()
    assert stored() == ["Often", "Once"]


def test_each_language_has_its_own_and_few_views_say_nothing() -> None:
    for headline, language, times in (("Bridge", "en-in", 6), ("पुल", "hi", 5), ("Ferry", "en-in", 4)):
        read(make_article(headline, language=language), times)
    ranking.keep_up()
    assert (stored(), stored("hi")) == (["Bridge"], ["पुल"])


def test_only_what_the_public_may_see_is_among_them() -> None:
    later = timezone.now() + timedelta(hours=1)
    read(make_article("Out"), 9)
    for fields in ({"status": "killed"}, {"embargo_until": later}, {"published_at": later}, {"status": "draft"}):
        read(make_article("Not out", **fields), 99)
    ranking.keep_up()
    assert stored() == ["Out"]


def test_ten_are_kept_and_of_two_that_are_equal_the_newer_is_first() -> None:
    for number in range(12):
        read(make_article(f"Story {number}"), 9)
    ranking.keep_up()
    assert stored() == [f"Story {number}" for number in range(11, 1, -1)]


def test_what_did_not_change_is_not_written() -> None:
    first, second = make_article("First"), make_article("Second")
    read(first, 20), read(second, 10)
    ranking.keep_up()
    read(first, 1)
    with CaptureQueriesContext(connection) as queries:
        ranking.keep_up()
    assert [one["sql"][:6] for one in queries.captured_queries] == ["SELECT"] * 3
    read(second, 20)
    ranking.keep_up()
    assert stored() == ["Second", "First"]


def test_what_nobody_reads_any_more_leaves_the_list() -> None:
    for number in range(3):
        read(make_article(f"Story {number}"), 9)
    ranking.keep_up()
    ranking.keep_up(timezone.now() + timedelta(days=2))
    assert stored() == []


def test_newsroom_that_shows_none_makes_none(settings: Settings, django_assert_num_queries: Any) -> None:
    read(make_article(), 9)
    settings.MOST_READ = False
    with django_assert_num_queries(0):
        ranking.keep_up()

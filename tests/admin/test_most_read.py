"""The desk's first page says what readers read most, with numbers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.admin.most_read import most_read_lines
from tests.admin.desk import change_page, client_of
from tests.factories import make_article
from tests.most_read.counted import hour, read

pytestmark = pytest.mark.django_db


def test_articles_stand_with_the_views_of_a_day_and_of_the_running_hour() -> None:
    bridge, ferry = make_article("Bridge"), make_article("Ferry")
    read(bridge, 2), read(bridge, 5, hours_ago=3), read(ferry, 1, hours_ago=23), read(ferry, 99, hours_ago=24)
    read(make_article("Withdrawn", status="killed"), 50)
    clock = f"{timezone.localtime(datetime.fromtimestamp(hour() * 3600, UTC)):%H:%M}"
    [found] = most_read_lines()
    assert [(line.text, line.address, line.said) for line in found.lines] == [
        ("Bridge", change_page(bridge.pk), f"7 views · 2 since {clock}"),
        ("Ferry", change_page(ferry.pk), f"1 view · 0 since {clock}"),
    ]


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Moderator"])
def test_first_page_of_the_desk_shows_them(role: str) -> None:
    read(make_article("<b>Bridge"), 1200)
    html = client_of(role).get("/admin/").content.decode()
    assert "Most read within a day" in html
    assert "&lt;b&gt;Bridge" in html
    assert "1,200 views" in html


def test_nothing_is_shown_where_nothing_is_counted_or_was_read(client: Client, settings: Settings) -> None:
    assert most_read_lines() == []
    read(make_article(), 9)
    assert len(most_read_lines()) == 1
    settings.MOST_READ = False
    assert most_read_lines() == []


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_one_query_for_one_and_three(django_assert_num_queries: Any, count: int) -> None:
    for _ in range(count):
        read(make_article(), 9)
    with django_assert_num_queries(1):
        assert len(most_read_lines()[0].lines) == count

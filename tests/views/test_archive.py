"""The archive: years, months and days in the site's own time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.factories import make_article
from tests.views.reading import headlines, page, select, text, texts

# In Kolkata this is already the twentieth.
LATE = datetime(2016, 10, 19, 19, 0, tzinfo=UTC)
NOON = datetime(2016, 10, 20, 7, 0, tzinfo=UTC)
NEXT_YEAR = datetime(2016, 12, 31, 20, 0, tzinfo=UTC)


def test_years_with_stories_are_linked(client: Client) -> None:
    make_article(published_at=NOON)
    make_article(published_at=datetime(2019, 5, 1, tzinfo=UTC))
    links = select(page(client, "/archive/"), "ul.months a")
    assert [link.get("href") for link in links] == ["/archive/2019/", "/archive/2016/"]


def test_empty_archive_says_so(client: Client) -> None:
    assert "Nothing has been published yet." in texts(page(client, "/archive/"), "main p")


def test_year_links_its_months_with_stories(client: Client) -> None:
    for moment in (LATE, NOON, NEXT_YEAR):
        make_article(published_at=moment)
    months = [(text(one), one.get("href")) for one in select(page(client, "/archive/2016/"), "ul.months a")]
    assert months == [("October", "/archive/2016/10/")]
    assert texts(page(client, "/archive/2017/"), "ul.months a") == ["January"]


def test_month_shows_a_calendar_of_days_with_stories(client: Client) -> None:
    for moment in (LATE, NOON):
        make_article(published_at=moment)
    tree = page(client, "/archive/2016/10/")
    days = [(text(one), one.get("href")) for one in select(tree, "table.calendar td a")]
    assert days == [("20", "/archive/2016/10/20/")]
    assert len(select(tree, "table.calendar td")) == 6 * 7


def test_day_lists_what_was_published_on_it_here(client: Client) -> None:
    make_article("Noon", published_at=NOON)
    make_article("Late", published_at=LATE)
    make_article("Day before", published_at=datetime(2016, 10, 19, 18, 29, 59, tzinfo=UTC))
    tree = page(client, "/archive/2016/10/20/")
    assert headlines(tree) == ["Noon", "Late"]
    assert texts(tree, "table.calendar a[aria-current=date]") == ["20"]


EMPTY = [
    "/archive/2015/",
    "/archive/2016/09/",
    "/archive/2016/10/21/",
    "/archive/2016/13/",
    "/archive/2016/00/",
    "/archive/2016/02/30/",
    "/archive/0000/",
    "/archive/0001/01/01/",
    "/archive/9999/12/31/",
    "/archive/2016/1/",
    "/archive/20160/",
    "/archive/2016/10/20/21/",
]


@pytest.mark.parametrize("path", EMPTY)
def test_dates_without_stories_are_not_found(client: Client, path: str) -> None:
    make_article(published_at=NOON)
    assert client.get("/archive/2016/10/20/").status_code == 200
    assert client.get(path).status_code == 404


def test_month_of_a_withdrawn_story_alone_is_not_linked(client: Client) -> None:
    make_article(published_at=NOON)
    make_article(published_at=NOON + timedelta(days=31), status="killed")
    assert texts(page(client, "/archive/2016/"), "ul.months a") == ["October"]

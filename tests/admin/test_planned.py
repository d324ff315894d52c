"""The calendar of what is planned: the newsroom's days, what comes on each, for whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.utils import timezone

from articles.admin.planned import MOST, by_days, planned, shown_days, start_of
from articles.models import Banner, PendingEdit
from tests.admin.desk import change_page, client_of, make_user
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db
PLANNED = "/admin/planned/"
# 09:30 of 4 March 2090 in Kolkata, a Saturday.
MOMENT = datetime(2090, 3, 4, 4, tzinfo=UTC)
WEEK = {"day": "2090-03-04"}


def shown(client: Client, **query: str) -> list[tuple[str, str, str]]:
    """Day, kind and text of each event."""
    response = client.get(PLANNED, WEEK | query)
    return [(str(day.date), event.kind, event.text) for day in response.context["days"] for event in day.events]


def test_everything_that_comes_by_itself_stands_on_its_day() -> None:
    late = datetime(2090, 3, 4, 19, tzinfo=UTC)
    make_article("Budget", published_at=MOMENT)
    make_article("Report", published_at=timezone.now(), embargo_until=late)
    make_article("Half written", status="draft", embargo_until=MOMENT)
    PendingEdit.objects.create(article=make_article("Bridge"), content={}, opened={}, due_at=late)
    Banner.objects.create(text="Bridge falls", ends_at=MOMENT)
    assert shown(client_of("Editor")) == [
        ("2090-03-04", "Banner ends", "Bridge falls"),
        ("2090-03-04", "Goes out", "Budget"),
        ("2090-03-04", "Embargo ends, not ready", "Half written"),
        ("2090-03-05", "Edit goes out", "Bridge"),
        ("2090-03-05", "Embargo ends, goes out", "Report"),
    ]


def test_article_stands_once_where_readers_will_find_it() -> None:
    make_article("Both", published_at=MOMENT, embargo_until=MOMENT + timedelta(days=1))
    make_article("Next week", published_at=MOMENT, embargo_until=MOMENT + timedelta(days=3))
    make_article("Killed", status="killed", published_at=MOMENT)
    client = client_of("Reporter")
    assert shown(client) == [("2090-03-05", "Goes out", "Both")]
    assert shown(client, show="month") == [("2090-03-05", "Goes out", "Both"), ("2090-03-07", "Goes out", "Next week")]


def test_what_is_past_is_not_planned() -> None:
    make_article("Out", published_at=timezone.now() - timedelta(minutes=1))
    client = client_of("Reporter")
    assert client.get(PLANNED).context["is_empty"]
    assert b"Nothing is planned" in client.get(PLANNED).content


def test_section_is_shown_with_those_below_it() -> None:
    news = make_section("News")
    for section in (news, make_section("City", parent=news), make_section("Newsletter")):
        make_article(f"In {section.name}", section=section, published_at=MOMENT)
    Banner.objects.create(text="Of none", ends_at=MOMENT)
    found = shown(client_of("Reporter"), section=str(news.pk))
    assert [text for _, _, text in found] == ["In City", "In News"]


def test_page_leads_to_the_form_and_names_the_zone() -> None:
    article = make_article("Budget <i>", published_at=MOMENT)
    client = client_of("Reporter")
    page = client.get(PLANNED, WEEK).content.decode()
    assert f'<a href="{change_page(article.pk)}">Budget &lt;i&gt;</a>' in page
    assert "Asia/Kolkata (IST)" in page
    assert "09:30 IST" in page
    assert f'href="{PLANNED}"' in client.get("/admin/").content.decode()


def test_who_may_not_see_articles_is_refused() -> None:
    client = Client()
    assert client.get(PLANNED).status_code == 302
    client.force_login(User.objects.create_user("somebody", is_staff=True))
    assert client.get(PLANNED).status_code == 403
    assert PLANNED not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("day", ["yesterday", "2090-02-30", "0001-01-01", "9999-12-31", "<b>"])
def test_wrong_day_is_told_at_the_field_and_kept(day: str) -> None:
    response = client_of("Reporter").get(PLANNED, {"day": day})
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"day"}
    assert response.context["form"]["day"].value() == day


@pytest.mark.parametrize("query", [{"section": "9" * 30}, {"section": "x"}, {"show": "year"}])
def test_wrong_choice_is_told_at_the_field(query: dict[str, str]) -> None:
    response = client_of("Reporter").get(PLANNED, query)
    assert (response.status_code, response.context["form"].errors.keys()) == (200, query.keys())


def test_ways_on_end_with_the_years_of_the_calendar() -> None:
    client = client_of("Reporter")
    for show in ("week", "month"):
        assert "before" not in client.get(PLANNED, {"show": show, "day": "2000-01-01"}).context
        assert "after" not in client.get(PLANNED, {"show": show, "day": "2199-12-31"}).context


def test_month_is_whole_weeks() -> None:
    assert shown_days(date(2026, 2, 10), "month") == (date(2026, 1, 26), date(2026, 3, 2))
    assert shown_days(date(2026, 12, 31), "month") == (date(2026, 11, 30), date(2027, 1, 4))
    assert shown_days(date(2026, 2, 10), "week") == (date(2026, 2, 9), date(2026, 2, 16))


def test_day_that_ends_summer_time_holds_25_hours() -> None:
    with override_settings(TIME_ZONE="Europe/Berlin"):
        first, last = datetime(2090, 10, 28, 22, tzinfo=UTC), datetime(2090, 10, 29, 22, 59, tzinfo=UTC)
        for moment in (first, first + timedelta(hours=2), first + timedelta(hours=3), last):
            make_article("", published_at=moment)
        day, end = date(2090, 10, 29), date(2090, 10, 30)
        events, _ = planned(start_of(day), start_of(end), timezone.now(), None, make_user("Reporter"))
        (found,) = by_days(events, day, end, day, None)
        assert [event.clock for event in found.events] == ["00:00 CEST", "02:00 CEST", "02:00 CET", "23:59 CET"]


def test_more_than_fits_is_said() -> None:
    section = make_section("News")
    for _ in range(MOST + 1):
        make_article("", section=section, published_at=MOMENT)
    response = client_of("Reporter").get(PLANNED, WEEK)
    assert response.context["is_cut"]
    assert b"More is planned than fits" in response.content
    assert sum(len(day.events) for day in response.context["days"]) == MOST


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_one_and_three(django_assert_num_queries: Any, count: int) -> None:
    client = client_of("Editor")
    for _ in range(count):
        make_article(published_at=MOMENT), make_article(status="draft", embargo_until=MOMENT)
        PendingEdit.objects.create(article=make_article(), content={}, opened={}, due_at=MOMENT)
    with django_assert_num_queries(10):
        assert len(shown(client)) == 3 * count

"""The desk's way to the site at a time to come."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.utils import timezone

from articles.pages.as_of import address_of_day
from tests.admin.desk import client_of, errors_of

pytestmark = pytest.mark.django_db
AS_OF = "/admin/as-of/"
TOMORROW = timezone.localdate() + timedelta(days=1)


def asked(**query: str) -> Any:
    return client_of("Reporter").get(AS_OF, query)


def test_evening_of_tomorrow_is_offered() -> None:
    response = asked()
    assert f'value="{timezone.localdate() + timedelta(days=1)}T18:00"' in response.content.decode()
    assert "Asia/Kolkata (IST)" in response.content.decode()
    assert errors_of(response) == []


@pytest.mark.parametrize("path", ["/", "/world/", "/search/?q=a&page=b", "/tag/%E0%A4%A8/"])
def test_time_leads_to_the_place_at_that_time(path: str) -> None:
    response = asked(at=f"{TOMORROW}T18:00", path=path)
    assert (response.status_code, response["Location"]) == (302, f"/preview/at/{TOMORROW}T18:00{path}")


@pytest.mark.parametrize(
    "path", ["//evil.example/", "https://evil.example/", "/../../admin/logout/", "/x\r\nSet-Cookie: a=b"]
)
def test_place_elsewhere_is_the_front_page(path: str) -> None:
    response = asked(at=f"{TOMORROW}T18:00", path=path)
    assert response["Location"] == f"/preview/at/{TOMORROW}T18:00/"


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("", "This field is required."),
        ("soon", "Enter a valid date/time."),
        ("2020-01-01T10:00", "This time has passed. Choose a later one."),
        (f"{TOMORROW + timedelta(days=400)}T10:00", "Choose a time within a year from now."),
        ("9999-12-31T23:59", "Choose a time within a year from now."),
        ("0001-01-01T00:00", "This time has passed. Choose a later one."),
        ("<script>", "Enter a valid date/time."),
    ],
)
def test_wrong_time_is_told_at_the_field_and_nothing_is_lost(at: str, told: str) -> None:
    response = asked(at=at, path="/world/")
    assert (response.status_code, errors_of(response)) == (200, [told])
    form = response.context["form"]
    assert (form["at"].value(), form["path"].value()) == (at, "/world/")
    assert 'aria-invalid="true"' in response.content.decode()


def test_hour_that_summer_time_leaves_out_is_told_at_the_field() -> None:
    with override_settings(TIME_ZONE="Europe/Berlin"):
        response = asked(at="2090-03-26T02:30")
        assert "may not exist" in errors_of(response)[0]


def test_who_may_not_see_articles_is_refused() -> None:
    client = Client()
    assert client.get(AS_OF).status_code == 302
    client.force_login(User.objects.create_user("somebody", is_staff=True))
    assert client.get(AS_OF).status_code == 403
    assert AS_OF not in client.get("/admin/").content.decode()
    assert AS_OF in client_of("Reporter").get("/admin/").content.decode()


def test_each_day_of_the_calendar_that_can_be_shown_leads_to_the_site() -> None:
    client = client_of("Reporter")
    days = client.get("/admin/planned/", {"day": TOMORROW.isoformat(), "show": "month"}).context["days"]
    assert {day.date: day.site for day in days} == {day.date: address_of_day(day.date) for day in days}
    page = client.get("/admin/planned/", {"day": TOMORROW.isoformat()}).content.decode()
    assert f'href="/preview/at/{TOMORROW}T23:59/"' in page
    assert "/preview/at/" not in client.get("/admin/planned/", {"day": "2020-01-01"}).content.decode()
    assert "/preview/at/" not in client.get("/admin/planned/", {"day": "2190-01-01"}).content.decode()

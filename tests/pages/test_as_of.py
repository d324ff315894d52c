"""Times to come as they stand in addresses, and where somebody was."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import timezone

from articles.pages.as_of import FARTHEST, address_at, address_of_day, own_path, read, refuse_wrong

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def refusal(text: str) -> str | None:
    with pytest.raises(ValidationError) as told:
        read(text, NOW)
    return told.value.code


def test_minute_is_of_the_newsroom() -> None:
    moment = read("2026-11-28T18:00", NOW)
    assert moment == datetime(2026, 11, 28, 12, 30, tzinfo=UTC)
    assert address_at(moment, "/world/?page=2") == "/preview/at/2026-11-28T18:00/world/?page=2"


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "2026-11-28", "2026-11-28 18:00", "2026-11-28T18:00Z", "2026-11-28T18:00:00", "2026-02-30T10:00",
     "2026-11-28T25:00", "0000-00-00T00:00", "२०२६-११-२८T१८:००", "2026-11-28T18:00\n", "<script>"],
)  # fmt: skip
def test_unreadable_time_is_refused(text: str) -> None:
    assert refusal(text) == "invalid"


@pytest.mark.parametrize(
    ("text", "code"),
    [("0001-01-01T00:00", "passed"), ("2026-03-01T05:30", "passed"), ("2027-03-04T00:00", "too_far"),
     ("9999-12-31T23:59", "too_far")],
)  # fmt: skip
def test_time_out_of_bounds_is_refused(text: str, code: str) -> None:
    assert refusal(text) == code


def test_bounds_are_this_minute_and_a_year() -> None:
    refuse_wrong(NOW + timedelta(minutes=1), NOW)
    refuse_wrong(NOW + FARTHEST, NOW)
    with pytest.raises(ValidationError, match="within a year"):
        refuse_wrong(NOW + FARTHEST + timedelta(minutes=1), NOW)


@override_settings(TIME_ZONE="Europe/Berlin")
@pytest.mark.parametrize("text", ["2026-03-29T02:30", "2026-10-25T02:30"])
def test_time_that_is_not_or_is_twice_is_refused_as_in_the_schedule(text: str) -> None:
    assert refusal(text) == "ambiguous_timezone"
    assert read(text[:11] + "04:30", NOW)


def test_day_stands_as_it_ends() -> None:
    today = timezone.localdate()
    assert address_of_day(today + timedelta(days=2)) == f"/preview/at/{today + timedelta(days=2)}T23:59/"
    assert address_of_day(today - timedelta(days=1)) == ""
    assert address_of_day(date(9999, 12, 31)) == ""


@pytest.mark.parametrize("path", ["/", "/world/", "/search/?q=a//b&x=..", "/tag/नदी/", "/a.b/..c/", "/?p=1#x"])
def test_place_on_the_site_is_kept(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    ["", "world", "//evil.example/", "https://evil.example/", "/\\evil", "/../../admin/", "/a/..", "/%2e%2E/admin/",
     "/.%2e/x", "/a b", "/a\r\nSet-Cookie:x=1", "javascript:alert(1)"],
)  # fmt: skip
def test_place_that_is_none_is_the_front_page(path: str) -> None:
    assert own_path(path) == "/"

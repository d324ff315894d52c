"""Dates, bylines and cut texts as readers see them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import translation

from articles.models import Byline
from articles.pages import bylines, dates
from articles.pages.head import html_language, shortened

MOMENT = datetime(2016, 10, 20, 1, 53, tzinfo=UTC)
NOW = datetime(2016, 10, 20, 9, 0, tzinfo=UTC)

SHORT = [
    (datetime(2016, 10, 20, 1, 53, tzinfo=UTC), "07:23"),
    (datetime(2016, 10, 19, 18, 31, tzinfo=UTC), "00:01"),
    (datetime(2016, 10, 19, 18, 29, tzinfo=UTC), "Wed"),
    (datetime(2016, 10, 15, 9, 0, tzinfo=UTC), "Sat"),
    (datetime(2016, 10, 13, 9, 0, tzinfo=UTC), "Oct 13"),
    (datetime(2015, 10, 13, 9, 0, tzinfo=UTC), "Oct 2015"),
]


@pytest.mark.parametrize(("moment", "expected"), SHORT)
def test_short_moment_fits_its_column(moment: datetime, expected: str) -> None:
    assert dates.short_moment(moment, NOW) == expected


@pytest.mark.parametrize(("language", "expected"), [("en-in", "October 20, 2016"), ("hi", "20 अक्टूबर 2016")])
def test_day_is_written_in_the_page_s_language(language: str, expected: str) -> None:
    with translation.override(language):
        assert dates.long_moment(MOMENT) == f"{expected}, 07:23 IST"


NAMES = [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]


@pytest.mark.parametrize(("names", "expected"), NAMES)
def test_names_are_joined_as_one_says_them(names: list[str], expected: str) -> None:
    assert bylines.joined(names) == expected


def test_signed_parts_keep_the_order_of_roles_and_names() -> None:
    signed = [("A", "writing"), ("P", "photography"), ("B", "writing")]
    parts = bylines.signed_parts(Byline(guest_name=name, role=role) for name, role in signed)
    assert [(part.before, [one.name for one in part.bylines]) for part in parts] == [
        ("By ", ["A", "B"]),
        ("Photographs by ", ["P"]),
    ]


@pytest.mark.parametrize("role", Byline.Role.values)
@pytest.mark.parametrize("language", ["en-in", "hi"])
def test_every_role_has_words(role: str, language: str) -> None:
    with translation.override(language):
        (part,) = bylines.signed_parts([Byline(guest_name="A", role=role)])
    assert "{" not in part.before + part.after


SHORTENED = [
    ("short", "short"),
    ("a  b\nc", "a b c"),
    ("one two three", "one…"),
    ("one, two three", "one…"),
    ("x" * 30, "…"),
]


@pytest.mark.parametrize(("text", "expected"), SHORTENED)
def test_shortened_cuts_between_words(text: str, expected: str) -> None:
    assert shortened(text, 8) == expected


@pytest.mark.parametrize(("code", "expected"), [("en-in", "en-IN"), ("hi", "hi")])
def test_language_is_written_as_html_does(code: str, expected: str) -> None:
    assert html_language(code) == expected


AGES = [
    (datetime(2015, 10, 21, 9, 0, tzinfo=UTC), 0),
    (datetime(2015, 10, 19, 18, 31, tzinfo=UTC), 1),
    (datetime(2015, 10, 20, 18, 31, tzinfo=UTC), 0),
    (datetime(2004, 2, 29, 9, 0, tzinfo=UTC), 12),
    (datetime(2017, 1, 1, 9, 0, tzinfo=UTC), -1),
]


@pytest.mark.parametrize(("moment", "years"), AGES)
def test_age_is_in_whole_years_of_the_calendar(moment: datetime, years: int) -> None:
    assert dates.years_since(moment, NOW) == years

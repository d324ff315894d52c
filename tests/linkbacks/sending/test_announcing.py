"""When an article's links are told next: X5, X6 and X7 of the specification, planned by every change of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles import publishing
from articles.models import Announcement, Article
from tests.factories import make_article

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
LINK = '<p>Words from <a href="https://blog.example/1">a blog</a>.</p>'
OTHER = '<p>Words from <a href="https://blog.example/2">another</a>.</p>'


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def at(moment: datetime, change: Callable[..., Any], *args: Any, **options: Any) -> None:
    with time_machine.travel(moment, tick=False):
        change(*args, **options)


def make_published(body: str = LINK, **fields: Any) -> Article:
    """Published at noon; its announcement is still to come."""
    article = make_article(status="draft", body=body, **fields)
    at(NOON, publishing.publish, article)
    return article


def edit(article: Article, moment: datetime, **fields: str) -> None:
    for name, value in fields.items():
        setattr(article, name, value)
    at(moment, publishing.save, article)


def make_announced(body: str = LINK) -> Article:
    """Its first announcement is over."""
    article = make_published(body)
    Announcement.objects.update(due_at=None, digest="told")
    return article


def due_at() -> datetime | None:
    return Announcement.objects.get().due_at


def test_X7_first_publication_is_told_at_once() -> None:
    make_published()
    assert due_at() == NOON


WAITING = [
    ("scheduled", {"at": minutes(60)}, None, minutes(60)),
    ("embargoed", {}, minutes(90), minutes(90)),
    ("scheduled-within-embargo", {"at": minutes(60)}, minutes(90), minutes(90)),
    ("long-ago", {"at": minutes(-600)}, None, NOON),
]


@pytest.mark.parametrize(("options", "embargo", "moment"), [pytest.param(*row[1:], id=row[0]) for row in WAITING])
def test_X7_is_told_when_readers_can_see_it(options: dict, embargo: datetime | None, moment: datetime) -> None:
    article = make_article(status="draft", body=LINK, embargo_until=embargo)
    at(NOON, publishing.publish, article, **options)
    assert due_at() == moment


def test_X7_schedule_that_moves_takes_the_plan_along() -> None:
    article = make_article(status="draft", body=LINK)
    for hour in (60, 120):
        at(NOON, publishing.schedule, article, minutes(hour))
    assert due_at() == minutes(120)


@pytest.mark.parametrize("leave", [lambda one: publishing.move_to(one, "draft"), publishing.spike])
def test_article_that_leaves_its_schedule_is_not_told(leave: Callable[[Article], None]) -> None:
    article = make_article(status="draft", body=LINK)
    at(NOON, publishing.schedule, article, minutes(60))
    at(NOON, leave, article)
    assert due_at() is None


def test_X7_edits_in_a_row_are_told_once_ten_minutes_after_the_last() -> None:
    article = make_announced()
    for minute in (20, 25, 29):
        edit(article, minutes(minute), headline=f"Headline of minute {minute}")
    assert due_at() == minutes(39)


def test_X7_edits_without_end_are_told_after_an_hour() -> None:
    article = make_announced()
    for minute in range(20, 80, 6):
        edit(article, minutes(minute), headline=f"Headline of minute {minute}")
    assert due_at() == minutes(80)


def test_X7_delay_is_the_settings(settings: Settings) -> None:
    settings.LINKBACKS_EDIT_DELAY = 7200
    edit(make_announced(), minutes(20), headline="Another headline")
    assert due_at() == minutes(140)


def test_X7_edit_does_not_put_the_first_announcement_off() -> None:
    edit(make_published(), minutes(1), headline="Another headline")
    assert due_at() == NOON


CHANGES = [
    ("headline", {"headline": "Another headline"}, True),
    ("standfirst", {"standfirst": "Another standfirst."}, True),
    ("words", {"body": LINK.replace("Words", "Other words")}, True),
    ("link", {"body": LINK.replace("/1", "/2")}, True),
    ("nothing", {}, False),
    ("X6-markup", {"body": LINK.replace("Words", "<strong>Words</strong>")}, False),
    ("X6-short-headline", {"short_headline": "Short"}, False),
]


@pytest.mark.parametrize(("fields", "is_told"), [pytest.param(*row[1:], id=row[0]) for row in CHANGES])
def test_X6_only_other_words_or_links_are_told(fields: dict[str, str], is_told: bool) -> None:
    edit(make_announced(), minutes(20), **fields)
    assert due_at() == (minutes(30) if is_told else None)


def test_kill_is_told_at_once() -> None:
    at(minutes(20), publishing.kill, make_announced())
    assert due_at() == minutes(20)


def test_article_that_comes_back_is_told_at_once() -> None:
    article = make_announced()
    for minute, change in ((20, publishing.kill), (30, publishing.publish)):
        at(minutes(minute), change, article)
    assert due_at() == minutes(30)


def test_article_that_comes_back_owes_no_older_edit(settings: Settings) -> None:
    article = make_announced()
    edit(article, minutes(20), headline="Another headline")
    settings.LINKBACKS_SEND = False
    at(minutes(25), publishing.kill, article)
    settings.LINKBACKS_SEND = True
    at(minutes(60), publishing.publish, article)
    assert (due_at(), Announcement.objects.get().untold_since) == (minutes(60), None)


def test_X6_article_that_comes_back_and_was_never_told_keeps_its_links_to_itself() -> None:
    article = make_article(body=LINK, status="killed", published_at=minutes(-600))
    at(minutes(20), publishing.publish, article)
    assert Announcement.objects.get().known_links == ["https://blog.example/1"]


def test_X6_article_that_was_public_before_keeps_its_links_to_itself() -> None:
    article = make_article(body=LINK, published_at=minutes(-600))
    edit(article, minutes(20), body=LINK + OTHER)
    plan = Announcement.objects.get()
    assert (plan.due_at, plan.known_links) == (minutes(30), ["https://blog.example/1"])


def test_X6_later_edits_add_nothing_to_what_was_known() -> None:
    article = make_article(body=LINK, published_at=minutes(-600))
    for minute, more in ((20, OTHER), (25, OTHER.replace("/2", "/3"))):
        edit(article, minutes(minute), body=article.body + more)
    assert Announcement.objects.get().known_links == ["https://blog.example/1"]


def test_kill_of_an_article_that_was_never_told_plans_nothing() -> None:
    publishing.kill(make_article(body=LINK))
    assert not Announcement.objects.exists()


def test_X6_import_plans_nothing_even_when_it_publishes() -> None:
    published, draft = make_article(body=LINK), make_article(status="draft", body=LINK)
    published.headline = "Another headline"
    publishing.save(published, announce=False)
    publishing.publish(draft, announce=False)
    assert not Announcement.objects.exists()


def test_draft_plans_nothing() -> None:
    publishing.save(make_article(status="draft", body=LINK))
    assert not Announcement.objects.exists()


def test_X5_site_that_does_not_send_plans_nothing(settings: Settings) -> None:
    settings.LINKBACKS_SEND = False
    article = make_published()
    edit(article, minutes(20), headline="Another headline")
    publishing.kill(article)
    assert not Announcement.objects.exists()


def test_X5_kill_is_not_planned_where_nothing_is_sent(settings: Settings) -> None:
    article = make_announced()
    settings.LINKBACKS_SEND = False
    at(minutes(20), publishing.kill, article)
    assert due_at() is None


def test_refused_change_leaves_no_plan() -> None:
    article = make_article(status="draft", path="/admin/", body=LINK)
    with pytest.raises(publishing.ValidationError):
        publishing.publish(article)
    assert not Announcement.objects.exists()


def queries_of(change: Callable[..., Any], article: Article, **options: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        change(article, **options)
    return len(queries)


COSTS = [
    ("draft", "draft", publishing.save, {}, 0),
    ("publication-and-its-undo-window", "draft", publishing.publish, {}, 2),
    ("same-again", "published", publishing.save, {}, 0),
    ("edit", "published", publishing.save, {"headline": "Another headline"}, 2),
]


@pytest.mark.parametrize(("status", "change", "fields", "cost"), [pytest.param(*row[1:], id=row[0]) for row in COSTS])
def test_planning_costs_at_most_two_queries(status: str, change: Callable, fields: dict[str, str], cost: int) -> None:
    silent, told = (make_article(status=status, body=LINK) for _ in range(2))
    for article in (silent, told):
        for name, value in fields.items():
            setattr(article, name, value)
    assert queries_of(change, told) - queries_of(change, silent, announce=False) == cost

"""A publication can be undone for some seconds, and until then nothing leaves that could not be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from articles import publishing
from articles.hubs.plan import SETTLE
from articles.hubs.telling import tell_hub
from articles.linkbacks.sending.rounds import announce_one
from articles.models import Announcement, Article, Delivery, Linkback, Redirect, UndoWindow
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
LINK = '<p>Words from <a href="https://blog.example/1">a blog</a>.</p>'
STATE = ("status", "published_at", "path", "slug")


@pytest.fixture(autouse=True)
def _window(settings: Settings, _told_at_once: None) -> None:
    settings.UNDO_SECONDS = 10
    settings.LINKBACKS_SEND = True
    settings.WEBSUB_HUB = "https://hub.example/"


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def at(seconds: float, step: Callable[..., Any], *args: Any, **options: Any) -> None:
    with time_machine.travel(after(seconds), tick=False):
        step(*args, **options)


def state_of(article: Article) -> list[Any]:
    row = Article.objects.get(pk=article.pk)
    return [getattr(row, name) for name in STATE]


def make_draft(**fields: Any) -> Article:
    return make_article(**{"status": "ready", "body": LINK, "path": None, "published_at": None} | fields)


def announcement() -> datetime | None:
    return Announcement.objects.get().due_at


@pytest.mark.parametrize("path", [None, "/kept/from-before/"])
def test_everything_is_as_it_was(path: str | None) -> None:
    article = make_draft(path=path)
    before = state_of(article)
    at(0, publishing.publish, article)
    assert state_of(article)[0] == "published"
    at(9, publishing.undo, article)
    assert state_of(article) == before
    assert not UndoWindow.objects.exists()


def test_nothing_leaves_before_the_window_is_over() -> None:
    at(0, publishing.publish, make_draft())
    assert announcement() == after(10)
    assert DBTaskResult.objects.get().run_after == after(10) + SETTLE
    assert not announce_one(after(9))
    assert announce_one(after(10))
    assert Delivery.objects.get().due_at == after(10)


def test_what_waited_is_cancelled() -> None:
    article = make_draft()
    at(0, publishing.publish, article)
    at(5, publishing.undo, article)
    assert announcement() is None
    assert not announce_one(after(60))
    at(60, tell_hub.call, article.pk)  # would ask a hub that is not there


def test_second_publication_has_a_window_of_its_own() -> None:
    article = make_draft()
    at(0, publishing.publish, article)
    at(5, publishing.undo, article)
    at(8, publishing.publish, article)
    assert announcement() == after(18)
    at(16, tell_hub.call, article.pk)  # the plan of the first one comes due, and asks nobody
    at(17, publishing.undo, article)
    assert state_of(article)[0] == "ready"


@pytest.mark.parametrize("seconds", [10, 11, 3600])
def test_it_is_refused_when_the_window_is_over(seconds: int) -> None:
    article = make_draft()
    at(0, publishing.publish, article)
    with pytest.raises(ValidationError, match="cannot be undone any more"):
        at(seconds, publishing.undo, article)
    assert state_of(article)[0] == "published"


def test_window_is_as_long_as_the_setting_says(settings: Settings) -> None:
    settings.UNDO_SECONDS = 0
    article = make_draft()
    at(0, publishing.publish, article)
    assert announcement() == NOON
    with pytest.raises(ValidationError):
        at(0, publishing.undo, article)


def test_edit_meanwhile_stays_and_opens_no_way_out() -> None:
    article = make_draft()
    at(0, publishing.publish, article)
    article.headline, article.path = "Another headline", "/news/another/"
    at(4, publishing.save, article)
    assert announcement() == after(10)
    at(9, tell_hub.call, article.pk)  # planned by the edit; asks nobody
    at(9, publishing.undo, article)
    assert state_of(article)[:3] == ["ready", None, None]
    assert Article.objects.get().headline == "Another headline"
    assert not Redirect.objects.exists()


def test_links_to_our_own_articles_go_with_it() -> None:
    target = make_article()
    article = make_draft(body=f'<p>As <a href="{target.get_absolute_url()}">we wrote</a>.</p>')
    at(0, publishing.publish, article)
    assert Linkback.objects.count() == 1
    at(5, publishing.undo, article)
    assert not Linkback.objects.exists()


def test_schedule_opens_the_window_when_its_time_comes() -> None:
    article = make_draft()
    at(0, publishing.schedule, article, after(60))
    with pytest.raises(ValidationError, match="not out yet"):
        at(5, publishing.undo, article)
    at(6, publishing.schedule, article, after(120))
    assert announcement() == after(130)
    at(129, publishing.undo, article)
    assert state_of(article)[:2] == ["ready", None]


def test_embargo_that_moves_takes_the_window_along() -> None:
    article = make_draft(embargo_until=after(60))
    at(0, publishing.publish, article)
    article.embargo_until = after(300)
    at(5, publishing.save, article)
    assert announcement() == after(310)
    at(309, publishing.undo, article)
    assert state_of(article)[0] == "ready"


def test_what_was_scheduled_is_scheduled_again() -> None:
    article = make_draft()
    at(0, publishing.schedule, article, after(600))
    at(60, publishing.publish, article)
    at(65, publishing.undo, article)
    assert state_of(article)[:2] == ["published", after(600)]
    assert announcement() == after(610)


def test_what_would_be_out_all_the_same_is_refused() -> None:
    article = make_draft()
    at(0, publishing.schedule, article, after(65))
    at(60, publishing.publish, article)
    with pytest.raises(ValidationError, match="out all the same"):
        at(68, publishing.undo, article)
    assert state_of(article)[:2] == ["published", after(60)]


def test_killed_article_is_killed_again_and_told_of_once() -> None:
    article = make_draft()
    at(0, publishing.publish, article)
    announce_one(after(10))
    at(20, publishing.kill, article)
    announce_one(after(20))
    at(30, publishing.publish, article)
    assert announcement() == after(40)
    at(35, publishing.undo, article)
    assert state_of(article)[:2] == ["killed", NOON]
    assert announcement() is None


def test_kill_that_was_not_told_yet_is_told_after_the_undoing() -> None:
    article = make_draft()
    at(0, publishing.publish, article)
    announce_one(after(10))
    at(20, publishing.kill, article)
    at(21, publishing.publish, article)
    at(22, publishing.undo, article)
    assert announcement() == after(22)


def test_killed_within_the_window_stays_killed() -> None:
    article = make_draft()
    at(0, publishing.publish, article)
    at(3, publishing.kill, article)
    with pytest.raises(ValidationError):
        at(4, publishing.undo, article)
    assert state_of(article)[0] == "killed"


def test_path_is_free_again_for_another() -> None:
    section = make_section("World")
    first, second = (make_draft(headline="Bridge opens", section=section) for _ in range(2))
    at(0, publishing.publish, first)
    path = state_of(first)[2]
    at(5, publishing.undo, first)
    at(6, publishing.publish, second)
    assert state_of(second)[2] == path


def test_old_windows_are_forgotten() -> None:
    at(0, publishing.publish, make_draft())
    UndoWindow.objects.forget_old(after(3600))
    assert UndoWindow.objects.exists()
    UndoWindow.objects.forget_old(after(90_000))
    assert not UndoWindow.objects.exists()

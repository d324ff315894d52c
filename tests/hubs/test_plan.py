"""Hub and search engines are told of each change that readers see, and only when somebody is to be told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from articles import publishing
from articles.hubs.plan import SETTLE
from articles.models import Article, Correction
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _told(settings: Settings) -> None:
    settings.WEBSUB_HUB, settings.INDEXNOW_KEY = "https://hub.example/", "0123456789abcdef"


def planned() -> list[str]:
    """What is to be told, once each."""
    paths = DBTaskResult.objects.order_by("enqueued_at").values_list("task_path", flat=True)
    names = [path.rpartition(".")[2] for path in paths]
    DBTaskResult.objects.all().delete()
    return sorted(names)


BOTH = ["tell_hub", "tell_search_engines"]


def test_rule_57_publishing_correcting_and_killing_are_told() -> None:
    article = make_article(status="draft")
    for step in (
        lambda: publishing.publish(article),
        lambda: publishing.correct(article, Correction(text="Four arches, not five.")),
        lambda: publishing.kill(article),
    ):
        step()
        assert planned() == BOTH


def test_edit_that_says_the_same_is_not_told() -> None:
    article = make_article()
    publishing.save(article)
    assert planned() == []
    article.headline = "Another headline"
    publishing.save(article)
    assert planned() == BOTH


def test_draft_is_told_to_nobody() -> None:
    article = make_article(status="draft")
    publishing.save(article)
    publishing.move_to(article, "ready")
    assert planned() == []


def test_scheduled_article_is_told_when_it_is_there() -> None:
    at = timezone.now() + timedelta(hours=3)
    publishing.schedule(make_article(status="draft"), at)
    assert set(DBTaskResult.objects.values_list("run_after", flat=True)) == {at + SETTLE}


def test_rule_57_change_that_is_taken_back_is_told_to_nobody() -> None:
    article = make_article(status="draft")
    with transaction.atomic():
        publishing.publish(article)
        assert DBTaskResult.objects.count() == 2
        transaction.set_rollback(True)
    assert planned() == []


def test_nobody_is_told_until_somebody_is_named(settings: Settings) -> None:
    settings.WEBSUB_HUB = settings.INDEXNOW_KEY = ""
    publishing.publish(make_article(status="draft"))
    assert (planned(), Article.objects.published().count()) == ([], 1)

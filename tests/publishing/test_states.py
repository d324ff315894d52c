"""Which state leads to which, and what each leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import publishing
from articles.models import Article
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db


def later(hours: int = 1):
    return timezone.now() + timedelta(hours=hours)


def test_publish_puts_a_draft_before_the_public() -> None:
    article = make_article(status="draft")
    publishing.publish(article)
    assert list(Article.objects.published()) == [article]
    assert article.is_published()


def test_publish_without_headline_names_the_field() -> None:
    article = make_article(status="draft")
    article.headline = "  "
    with pytest.raises(ValidationError) as refused:
        publishing.publish(article)
    assert list(refused.value.message_dict) == ["headline"]


def test_publish_without_text_names_the_field() -> None:
    article = make_article(status="draft", body="<p> </p>")
    with pytest.raises(ValidationError) as refused:
        publishing.publish(article)
    assert list(refused.value.message_dict) == ["body"]
    assert Article.objects.get().status == "draft"


def test_schedule_appears_at_its_time_without_a_worker() -> None:
    article = make_article(status="draft")
    publishing.schedule(article, later(1))
    assert not Article.objects.published().exists()
    assert Article.objects.published(now=later(1)).get() == article


@pytest.mark.parametrize("at", [None, timezone.now() - timedelta(seconds=1)], ids=["no time", "a time in the past"])
def test_schedule_takes_a_time_to_come(at) -> None:
    article = make_article(status="draft")
    with pytest.raises(ValidationError) as refused:
        publishing.schedule(article, at)
    assert list(refused.value.message_dict) == ["published_at"]
    assert Article.objects.get().status == "draft"


@pytest.mark.parametrize("status", ["published", "killed"])
def test_schedule_refuses_what_has_been_out(status: str) -> None:
    article = make_article(status=status)
    with pytest.raises(ValidationError, match="out already"):
        publishing.schedule(article, later())


def test_kill_withdraws_and_publish_brings_back_with_first_time() -> None:
    article = make_article()
    first_time = article.published_at
    publishing.kill(article)
    assert not Article.objects.published().exists()
    publishing.publish(article)
    assert Article.objects.published().get().published_at == first_time


REFUSED: list[tuple[str, Callable[[Article], None], str]] = [
    ("draft", publishing.kill, "Only a published article"),
    ("published", publishing.spike, "kill it instead"),
    ("killed", publishing.spike, "kill it instead"),
    ("published", lambda article: publishing.move_to(article, "draft"), "only killing withdraws"),
    ("draft", lambda article: publishing.move_to(article, "published"), "draft, in review or ready"),
    ("spiked", publishing.publish, "back to draft first"),
]


@pytest.mark.parametrize(("status", "change", "reason"), REFUSED)
def test_wrong_change_is_refused_and_changes_nothing(status: str, change: Callable, reason: str) -> None:
    article = make_article(status=status)
    with pytest.raises(ValidationError, match=reason):
        change(article)
    assert Article.objects.get().status == status


def test_scheduled_article_goes_back_to_the_desk() -> None:
    article = make_article(status="draft")
    publishing.schedule(article, later())
    publishing.move_to(article, "ready")
    stored = Article.objects.get()
    assert (stored.status, stored.published_at) == ("ready", None)


def test_embargo_holds_a_published_article_back() -> None:
    article = make_article(embargo_until=later(2))
    assert not Article.objects.published().exists()
    assert article.is_published(later(3))


def test_save_moves_updated_only_when_substantive() -> None:
    article = make_article()
    publishing.save(article)
    assert article.updated_at is None
    publishing.save(article, substantive=True)
    assert article.was_updated


def test_save_of_a_draft_never_moves_updated() -> None:
    article = make_article(status="draft")
    publishing.save(article, substantive=True)
    assert article.updated_at is None


def test_two_drafts_have_no_path_and_do_not_collide() -> None:
    make_article(status="draft", section=make_section())
    make_article(status="draft")
    assert Article.objects.filter(path=None).count() == 2

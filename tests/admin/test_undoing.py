"""“Undo” at the desk: offered while a publication can be taken back, without scripts."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.utils import timezone
from pytest_django import Settings

from articles import publishing
from articles.models import Article
from tests.admin.desk import LIST, change_page, client_of, messages_of, step_page
from tests.factories import make_article

pytestmark = pytest.mark.django_db
UNDO = f"{LIST}undo/"
BUTTON = re.compile(r'<button[^>]* form="undo" name="articles" value="([\d,]+)"|form="undo"[^>]*value="([\d,]+)"')


@pytest.fixture(autouse=True)
def _window(settings: Settings, _told_at_once: None) -> None:
    settings.UNDO_SECONDS = 60


def offered(page: str) -> list[str]:
    return [one or other for one, other in BUTTON.findall(page)]


def published(count: int = 1) -> list[Article]:
    articles = [make_article(status="draft", path=None, published_at=None) for _ in range(count)]
    for article in articles:
        publishing.publish(article)
    return articles


def test_undo_stands_in_the_message_and_in_the_form() -> None:
    client, article = client_of("Editor"), make_article(status="ready", path=None, published_at=None)
    page = client.post(step_page(article.pk, "publish"), follow=True).content.decode()
    assert offered(page) == [str(article.pk)] * 2
    assert re.search(
        r'<form id="undo" method="post" action="/admin/articles/article/undo/">\s*<input type="hidden"', page
    )
    response = client.post(UNDO, {"articles": article.pk}, follow=True)
    assert response.redirect_chain[0][0] == change_page(article.pk)
    assert messages_of(response) == [f"The publication of “{article.headline}” is undone. It is: ready."]
    assert offered(response.content.decode()) == []
    article.refresh_from_db()
    assert (article.status, article.published_at, article.path) == ("ready", None, None)
    assert client.get(f"{LIST}{article.pk}/history/").content.decode().count("Publication undone") == 1


def test_many_are_undone_at_once() -> None:
    client = client_of("Editor")
    chosen = [make_article(status="draft").pk for _ in range(3)]
    form = {"action": "publish_chosen", "_selected_action": chosen, "confirmed": "1"}
    page = client.post(LIST, form, follow=True).content.decode()
    assert [sorted(map(int, one.split(","))) for one in offered(page)] == [sorted(chosen)]
    response = client.post(UNDO, {"articles": offered(page)[0]})
    assert response.url == LIST
    assert set(Article.objects.values_list("status", flat=True)) == {"draft"}
    assert LogEntry.objects.filter(change_message="Publication undone").count() == 3


def test_too_late_is_said() -> None:
    article, client = published()[0], client_of("Editor")
    with time_machine.travel(timezone.now() + timezone.timedelta(seconds=61), tick=False):
        assert offered(client.get(change_page(article.pk)).content.decode()) == []
        response = client.post(UNDO, {"articles": article.pk}, follow=True)
    text = f"“{article.headline}”: Its publication cannot be undone any more; it can be killed."
    assert messages_of(response) == [text]
    assert Article.objects.get().status == "published"


def test_of_two_who_undo_the_second_is_told() -> None:
    article = published()[0]
    answers = [client_of(role).post(UNDO, {"articles": article.pk}, follow=True) for role in ("Editor", "Admin")]
    assert "is undone" in messages_of(answers[0])[0]
    assert "cannot be undone any more" in messages_of(answers[1])[0]
    assert LogEntry.objects.filter(change_message="Publication undone").count() == 1


@pytest.mark.parametrize("role", ["Reporter", "Moderator"])
def test_who_may_not_publish_is_offered_nothing_and_refused(role: str) -> None:
    article, client = published()[0], client_of(role)
    assert offered(client.get(change_page(article.pk)).content.decode()) == []
    assert client.post(UNDO, {"articles": article.pk}).status_code == 403
    assert Article.objects.get().status == "published"


@pytest.mark.parametrize(
    ("value", "status"), [("", 302), ("x", 404), ("1,2,", 404), ("9" * 2000, 404), ("1 OR 1", 404), ("-1", 404)]
)
def test_nonsense_undoes_nothing(value: str, status: int) -> None:
    assert client_of("Editor").post(UNDO, {"articles": value}).status_code == status


def test_undoing_is_asked_for_by_post() -> None:
    assert client_of("Editor").get(UNDO).status_code == 405

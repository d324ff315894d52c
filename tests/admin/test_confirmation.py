"""Every step of an article is asked first, and refused with a reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from articles.models import Article
from tests.admin.desk import LIST, change_page, client_of, messages_of, step_page
from tests.factories import make_article, make_image, minutes_ago

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 3, 6, 30, tzinfo=UTC)


def test_page_shows_what_will_be_published() -> None:
    make_article("Taken", path="/news/2026/11/03/bridge-opens/")
    article = make_article("Bridge opens", status="draft")
    with time_machine.travel(NOON, tick=False):
        page = client_of("Editor").get(step_page(article.pk, "publish")).content.decode()
    assert f"{article.section.path}2026/11/03/bridge-opens-2/" in page
    assert Article.objects.get(pk=article.pk).status == "draft"


def test_page_names_what_to_mend() -> None:
    image = make_image(caption="A silent bridge", alt_text="")
    body = f'<p>Text.</p><figure data-image="{image.pk}"></figure><p>ALSO READ: Nobody knows it</p>'
    page = client_of("Editor").get(step_page(make_article(status="draft", body=body).pk, "publish")).content.decode()
    assert "“A silent bridge” has no alternative text" in page
    assert "Nobody knows it" in page


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("draft", "publish", "published"), ("ready", "publish", "published"), ("killed", "publish", "published"),
        ("draft", "review", "in_review"), ("in_review", "ready", "ready"), ("ready", "draft", "draft"),
        ("spiked", "draft", "draft"), ("published", "kill", "killed"), ("draft", "spike", "spiked"),
    ],
)  # fmt: skip
def test_step_is_taken(before: str, name: str, after: str) -> None:
    article = make_article(status=before)
    response = client_of("Editor").post(step_page(article.pk, name))
    assert response.url == change_page(article.pk)
    assert Article.objects.get(pk=article.pk).status == after


@pytest.mark.parametrize(
    ("status", "name"),
    [("published", "publish"), ("published", "draft"), ("spiked", "publish"), ("draft", "kill"), ("killed", "spike"),
     ("killed", "schedule"), ("published", "schedule")],
)  # fmt: skip
def test_step_that_makes_no_sense_is_refused(status: str, name: str) -> None:
    article = make_article(status=status)
    response = client_of("Editor").post(step_page(article.pk, name), {"at": "2090-01-01T00:00"}, follow=True)
    assert Article.objects.get(pk=article.pk).status == status
    assert len(messages_of(response)) == 1


@time_machine.travel(NOON, tick=False)
def test_schedule_is_in_the_time_of_the_site() -> None:
    article = make_article(status="ready")
    client_of("Editor").post(step_page(article.pk, "schedule"), {"at": "2026-11-03T18:00"})
    article.refresh_from_db()
    assert article.is_scheduled()
    assert article.published_at == datetime(2026, 11, 3, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2001-02-03T04:05", "This time has passed. Choose a later one, or publish now."),
        ("", "This field is required."),
        ("soon", "Enter a valid date/time."),
    ],
)
def test_wrong_time_is_said_and_stays(typed: str, message: str) -> None:
    article = make_article(status="draft")
    page = client_of("Editor").post(step_page(article.pk, "schedule"), {"at": typed}).content.decode()
    assert f"<li>{message}</li>" in page
    assert f'value="{typed}"' in page or not typed
    assert Article.objects.get(pk=article.pk).status == "draft"


def test_zone_is_shown() -> None:
    page = client_of("Editor").get(step_page(make_article(status="draft").pk, "schedule")).content.decode()
    assert "Asia/Kolkata (IST)" in page


def test_article_without_text_is_refused() -> None:
    article = make_article(status="draft", body="")
    page = client_of("Editor").post(step_page(article.pk, "publish")).content.decode()
    assert "<li>An article needs a text before it can be published.</li>" in page


def test_list_asks_before_publishing() -> None:
    chosen = [make_article(status="draft").pk, make_article(status="ready").pk]
    client_of("Editor").post(LIST, {"action": "publish_chosen", "_selected_action": chosen})
    assert set(Article.objects.values_list("status", flat=True)) == {"draft", "ready"}


def test_list_publishes_what_can_be_and_names_the_rest() -> None:
    good, empty = make_article("Good", status="draft"), make_article("Empty", status="draft", body="")
    form = {"action": "publish_chosen", "_selected_action": [good.pk, empty.pk], "confirmed": "1"}
    response = client_of("Editor").post(LIST, form, follow=True)
    assert [Article.objects.get(pk=one.pk).status for one in (good, empty)] == ["published", "draft"]
    assert "“Empty”: An article needs a text before it can be published." in messages_of(response)


def test_list_schedules_all_at_once() -> None:
    chosen = [make_article(status="draft").pk for _ in range(2)]
    form = {"action": "schedule_chosen", "_selected_action": chosen, "confirmed": "1", "at": "2090-01-01T00:00"}
    client_of("Editor").post(LIST, form)
    assert all(article.is_scheduled() for article in Article.objects.all())


def test_scheduled_article_goes_back_to_the_desk() -> None:
    article = make_article(published_at=minutes_ago(-60))
    client_of("Editor").post(step_page(article.pk, "draft"))
    assert Article.objects.get().status == "draft"

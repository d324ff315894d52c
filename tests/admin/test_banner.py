"""The breaking banner at the desk: begun and ended by who may, with words for what cannot be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles.models import Banner
from tests.admin.desk import client_of, errors_of, messages_of
from tests.factories import make_article

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/banner/"


def typed(minutes: float = 60, **fields: object) -> dict[str, object]:
    ends_at = timezone.localtime() + timedelta(minutes=minutes)
    return {
        "text": "The bridge is open",
        "language": "en-in",
        "article": "",
        "ends_at": f"{ends_at:%Y-%m-%dT%H:%M}",
    } | fields


def begin(minutes: float = 5) -> Banner:
    return Banner.objects.create(text="Open", ends_at=timezone.now() + timedelta(minutes=minutes))


def test_editor_begins_one() -> None:
    client, article = client_of("Editor"), make_article()
    response = client.post(f"{LIST}add/", typed(article=article.pk, text=" The bridge\nis open "))
    banner = Banner.objects.get()
    assert (response.status_code, banner.text, banner.article) == (302, "The bridge is open", article)
    assert str(banner.begun_by) == "editor"
    assert LogEntry.objects.filter(object_id=str(banner.pk), action_flag=1).exists()


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"text": ""}, "This field is required."),
        ({"text": "x" * 141}, "Ensure this value has at most 140 characters (it has 141)."),
        ({"ends_at": "soon"}, "Enter a valid date/time."),
        ({"minutes": -5}, "That moment is over."),
        ({"minutes": 3 * 24 * 60}, "A banner stands for two days at most; news is no news then."),
        ({"article": "999999"}, "Select a valid choice. That choice is not one of the available choices."),
        ({"article": "9" * 30}, "Select a valid choice. That choice is not one of the available choices."),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(fields: dict[str, object], complaint: str) -> None:
    response = client_of("Editor").post(f"{LIST}add/", typed(**fields))  # type: ignore[arg-type]
    assert errors_of(response) == [complaint]
    assert not Banner.objects.exists()


def test_story_that_readers_cannot_see_is_refused() -> None:
    draft = make_article(status="draft")
    response = client_of("Editor").post(f"{LIST}add/", typed(article=draft.pk))
    assert errors_of(response) == ["Readers cannot see that story; publish it first."]


def test_one_that_is_up_is_ended_at_once_and_recorded() -> None:
    up, over = begin(), begin(-5)
    client = client_of("Editor")
    chosen = {"action": "end_now", "_selected_action": [up.pk, over.pk]}
    response = client.post(LIST, chosen, follow=True)
    assert messages_of(response) == ["The banner is off every page."]
    assert not Banner.objects.up().exists()
    assert LogEntry.objects.get().get_change_message() == "Ended"
    assert messages_of(client.post(LIST, chosen, follow=True)) == ["Nothing was up among those."]


def test_what_is_over_stays_as_readers_saw_it() -> None:
    over = begin(-5)
    response = client_of("Editor").post(f"{LIST}{over.pk}/change/", typed())
    assert response.status_code == 403
    assert client_of("superuser").post(f"{LIST}{over.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(("role", "status"), [("Reporter", 403), ("Moderator", 403), ("Editor", 200), ("Admin", 200)])
def test_editors_hold_the_banner(role: str, status: int) -> None:
    assert client_of(role).get(f"{LIST}add/").status_code == status

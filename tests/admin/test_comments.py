"""Readers' comments on the desk: decided on, never written, and private where they are private."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission

from articles.models import Comment
from tests.admin.desk import client_of, messages_of
from tests.factories import make_article, make_comment

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/comment/"
PRIVATE = {"author_email": "meera@private.example", "author_address": "192.0.2.7"}


def page_of(comment: Comment) -> str:
    return f"{LIST}{comment.pk}/change/"


@pytest.mark.parametrize(
    ("action", "status"), [("approve_chosen", "approved"), ("mark_chosen_spam", "spam"), ("delete_chosen", "deleted")]
)
def test_moderator_decides_on_chosen_comments(action: str, status: str) -> None:
    chosen, other = (make_comment(make_article(), status="pending") for _ in range(2))
    response = client_of("Moderator").post(LIST, {"action": action, "_selected_action": chosen.pk}, follow=True)
    assert [Comment.objects.get(pk=row.pk).status for row in (chosen, other)] == [status, "pending"]
    assert messages_of(response) == [f"1 comment: {Comment.Status(status).label}."]


def test_moderator_changes_the_status_and_nothing_else() -> None:
    comment = make_comment(make_article(), "Kept", status="pending")
    form = {"status": "approved", "body": "Forged", "author_name": "Forged"}
    client_of("Moderator").post(page_of(comment), form)
    comment.refresh_from_db()
    assert (comment.status, comment.body) == ("approved", "Kept")
    assert comment.author_name != "Forged"


def test_list_is_filtered_by_status() -> None:
    article = make_article()
    for status in ("approved", "pending", "spam"):
        make_comment(article, f"It is {status}", status=status)
    content = client_of("Moderator").get(LIST).content.decode()
    assert ["It is pending" in content, "It is spam" in content] == [True, False]


def test_hostile_comment_is_harmless_on_the_desk() -> None:
    comment = make_comment(make_article(), "<b>Shown</b><script>alert(1)</script>", author_url="javascript:alert(1)")
    client = client_of("Moderator")
    assert "<strong>Shown</strong>" in client.get(page_of(comment)).content.decode()
    for address in (LIST, page_of(comment)):
        assert "alert(1)</script>" not in client.get(address).content.decode()
        assert 'href="javascript:' not in client.get(address).content.decode()


def test_moderator_sees_what_is_private() -> None:
    content = client_of("Moderator").get(page_of(make_comment(make_article(), **PRIVATE))).content.decode()
    assert [value in content for value in PRIVATE.values()] == [True, True]


def test_who_may_only_look_sees_nothing_private_and_cannot_search_for_it() -> None:
    comment = make_comment(make_article(), "Public words", status="pending", **PRIVATE)
    client = client_of("Reporter")
    user_id = client.session["_auth_user_id"]
    Permission.objects.get(codename="view_comment").user_set.add(user_id)
    content = client.get(page_of(comment)).content.decode()
    assert ["Public words" in content, *(value in content for value in PRIVATE.values())] == [True, False, False]
    assert list(client.get(f"{LIST}?q=private.example").context["cl"].queryset) == []
    client.post(LIST, {"action": "approve_chosen", "_selected_action": comment.pk})
    comment.refresh_from_db()
    assert comment.status == "pending"


@pytest.mark.parametrize("role", ["Reporter", "Editor"])
def test_comments_are_for_moderators(role: str) -> None:
    assert client_of(role).get(LIST).status_code == 403


@pytest.mark.parametrize("page", ["add/", "{}/delete/"])
def test_comments_are_neither_made_nor_deleted(page: str) -> None:
    comment = make_comment(make_article())
    assert client_of("superuser").get(LIST + page.format(comment.pk)).status_code == 403


@pytest.mark.parametrize("status", ["approved", "deleted", "spam"])
def test_button_of_the_inbox_decides_and_leads_back_to_the_list(status: str) -> None:
    chosen, other = (make_comment(make_article(), status="pending") for _ in range(2))
    address = f"{LIST}{chosen.pk}/decide/?_changelist_filters=q%3Dsaid"
    response = client_of("Moderator").post(address, {"verdict": status})
    assert response["Location"] == f"{LIST}?q=said"
    assert [Comment.objects.get(pk=row.pk).status for row in (chosen, other)] == [status, "pending"]


@pytest.mark.parametrize(("verdict", "number"), [("pending", 0), ("x", 0), ("approved", 10**30), ("approved", 10**15)])
def test_nonsense_decides_nothing(verdict: str, number: int) -> None:
    comment = make_comment(make_article(), status="spam")
    response = client_of("Moderator").post(f"{LIST}{number or comment.pk}/decide/", {"verdict": verdict})
    assert response.status_code == 404
    assert Comment.objects.get().status == "spam"


def test_deciding_is_for_moderators_and_by_post() -> None:
    address = f"{LIST}{make_comment(make_article(), status='pending').pk}/decide/"
    assert client_of("Editor").post(address, {"verdict": "approved"}).status_code == 403
    assert client_of("Moderator").get(address).status_code == 405
    assert Comment.objects.get().status == "pending"


def test_desk_says_how_many_wait() -> None:
    make_comment(make_article(), status="pending")
    assert "Comments (1 waiting)" in client_of("Moderator").get("/admin/").content.decode()


def test_editor_closes_and_opens_comments_of_chosen_articles() -> None:
    article, other = make_article(), make_article()
    client = client_of("Editor")
    for action, takes in (("close_comments", False), ("open_comments", True)):
        client.post("/admin/articles/article/", {"action": action, "_selected_action": article.pk})
        assert [type(article).objects.get(pk=row.pk).takes_comments for row in (article, other)] == [takes, True]

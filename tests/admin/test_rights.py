"""Who may do what on the desk."""

from __future__ import annotations

import pytest
from django.urls import reverse

from articles.models import Article, Image, Linkback, Redirect, Section
from articles.models.status import Status
from tests.admin.desk import change_page, client_of, step_page, typed
from tests.factories import make_article, minutes_ago

pytestmark = pytest.mark.django_db

DESK_STEPS = ["review", "ready"]
PUBLISHING_STEPS = ["publish", "schedule", "spike"]
STEPS = [
    *(("Reporter", name, 200) for name in DESK_STEPS),
    *(("Reporter", name, 403) for name in PUBLISHING_STEPS),
    *(("Editor", name, 200) for name in [*DESK_STEPS, *PUBLISHING_STEPS]),
    *(("Moderator", name, 403) for name in [*DESK_STEPS, *PUBLISHING_STEPS]),
    *(("Admin", name, 200) for name in [*DESK_STEPS, *PUBLISHING_STEPS]),
]
LISTS = [
    ("Reporter", Image, 200), ("Reporter", Redirect, 403), ("Reporter", Section, 200),
    ("Editor", Redirect, 200), ("Moderator", Linkback, 200), ("Moderator", Image, 403), ("Admin", Redirect, 200),
]  # fmt: skip
STATES = [
    {"status": Status.PUBLISHED},
    {"status": Status.PUBLISHED, "published_at": minutes_ago(-60)},
    {"status": Status.KILLED},
]


@pytest.mark.parametrize(("role", "name", "status"), STEPS)
def test_step_is_open_to_its_roles(role: str, name: str, status: int) -> None:
    article = make_article(status="draft")
    assert client_of(role).get(step_page(article.pk, name)).status_code == status


@pytest.mark.parametrize(("role", "status"), [("Reporter", 403), ("Editor", 200), ("Moderator", 403), ("Admin", 200)])
def test_kill_is_for_publishers(role: str, status: int) -> None:
    article = make_article()
    assert client_of(role).get(step_page(article.pk, "kill")).status_code == status


@pytest.mark.parametrize(("role", "model", "status"), LISTS)
def test_list_is_open_to_its_roles(role: str, model: type, status: int) -> None:
    address = reverse(f"admin:articles_{model.__name__.lower()}_changelist")
    assert client_of(role).get(address).status_code == status


def test_reporter_changes_the_draft_of_another() -> None:
    article = make_article(status="draft")
    client_of("Reporter").post(change_page(article.pk), typed(headline="Bridge closes"))
    article.refresh_from_db()
    assert article.headline == "Bridge closes"


@pytest.mark.parametrize("state", STATES)
def test_reporter_reads_what_is_out_but_cannot_change_it(state: dict[str, object]) -> None:
    article = make_article("Untouched", **state)
    client = client_of("Reporter")
    assert b"Untouched" in client.get(change_page(article.pk)).content
    assert client.post(change_page(article.pk), typed()).status_code == 403
    article.refresh_from_db()
    assert article.headline == "Untouched"


@pytest.mark.parametrize("name", ["publish", "kill"])
def test_reporter_cannot_post_a_step_of_publishers(name: str) -> None:
    article = make_article(status="draft" if name == "publish" else "published")
    client_of("Reporter").post(step_page(article.pk, name))
    assert Article.objects.get(pk=article.pk).status == article.status


def test_reporter_is_not_offered_publishing() -> None:
    page = client_of("Reporter").get(change_page(make_article(status="draft").pk)).content
    assert b'name="_publish"' not in page
    assert b'name="_review"' in page


def test_reporter_has_no_publishing_action() -> None:
    make_article()
    page = client_of("Reporter").get("/admin/articles/article/").content
    assert b"publish_chosen" not in page
    assert b"review_chosen" in page


def test_published_article_cannot_be_deleted() -> None:
    article = make_article()
    assert (
        client_of("superuser").post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"}).status_code == 403
    )


def test_admin_cannot_make_a_superuser() -> None:
    client = client_of("Admin")
    address = reverse("admin:auth_user_change", args=[client.session["_auth_user_id"]])
    assert b'name="is_superuser"' not in client.get(address).content
    assert b'name="is_superuser"' in client_of("superuser").get(address).content

"""An edit of what is live, kept for later: shared, published now or at a time, and nothing of it lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Article, PendingEdit, Redirect, Revision
from tests.admin.desk import LIST, change_page, client_of, errors_of, messages_of, typed
from tests.factories import make_article, make_author, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return make_article("Bridge opens", path="/bridge/", body="<p>People walked across.</p>")


def keep(client: Client, article: Article, *bylines: dict[str, Any], **fields: Any) -> Any:
    form = typed(*bylines, **{"path": article.path, "section": article.section_id, "_later": "1", **fields})
    return client.post(change_page(article.pk), form)


def pending_page(article: Article, name: str) -> str:
    return f"{LIST}{article.pk}/pending/{name}/"


def make_due(article: Article) -> None:
    PendingEdit.objects.filter(article=article).update(due_at=timezone.now() - timedelta(seconds=1))


def test_readers_see_nothing_of_it(article: Article) -> None:
    client = client_of("Editor")
    response = keep(client, article, {"guest_name": "A. Guest"}, headline="Bridge closes", tags="dam", note="After six")
    assert response.url == change_page(article.pk)
    article.refresh_from_db()
    assert (article.headline, article.tags.count(), article.bylines.count()) == ("Bridge opens", 0, 0)
    assert b"Bridge opens" in Client().get("/bridge/").content
    box = client_of("Admin").get(change_page(article.pk)).context["pending"]
    assert (str(box["edit"].made_by), box["edit"].note) == ("editor", "After six")


def test_another_editor_goes_on_with_it_and_publishes(article: Article) -> None:
    keep(client_of("Editor"), article, {"guest_name": "A. Guest"}, headline="Bridge closes", tags="dam", path="/new/")
    other = client_of("Admin")
    page = other.get(f"{change_page(article.pk)}?pending=1")
    assert page.context["adminform"].form["headline"].value() == "Bridge closes"
    assert "the edit that editor kept for later" in page.context["only_shows"]
    assert other.post(pending_page(article, "publish")).url == change_page(article.pk)
    article.refresh_from_db()
    assert (article.headline, article.path, list(article.tags.names())) == ("Bridge closes", "/new/", ["dam"])
    assert [str(row) for row in article.bylines.all()] == ["A. Guest"]
    assert Redirect.objects.get().path == "/bridge/"
    assert not PendingEdit.objects.exists()


def test_what_went_live_meanwhile_is_asked_about(article: Article) -> None:
    client = client_of("Editor")
    keep(client, article, headline="Bridge closes", standfirst="Mine.")
    live = typed(path=article.path, headline="Bridge falls", section=article.section_id)
    client_of("Admin").post(change_page(article.pk), live)
    told = client.post(pending_page(article, "publish"))
    assert [(one.mine, one.theirs) for one in told.context["conflict"].clashes] == [("Bridge closes", "Bridge falls")]
    assert Article.objects.get().headline == "Bridge falls"
    assert PendingEdit.objects.exists()


def test_scheduled_edit_goes_out_when_it_is_due(article: Article) -> None:
    client = client_of("Editor")
    keep(client, article, {"author": make_author("Asha").pk}, headline="Bridge closes", tags="dam", substantive="on")
    response = client.post(pending_page(article, "schedule"), {"due_at": "2090-01-01T10:00"}, follow=True)
    assert messages_of(response)[-1] == "The edit goes out on 1 Jan 2090, 10:00 IST, by the worker."
    assert publishing.publish_due_edit() is False
    make_due(article)
    assert publishing.publish_due_edit() is True
    assert publishing.publish_due_edit() is False
    article.refresh_from_db()
    assert (article.headline, list(article.tags.names()), article.was_updated) == ("Bridge closes", ["dam"], True)
    assert [str(row) for row in article.bylines.all()] == ["Asha"]
    assert str(Revision.objects.first().made_by) == "editor"


def test_due_edit_keeps_what_others_changed_elsewhere(article: Article) -> None:
    keep(client_of("Editor"), article, headline="Bridge closes")
    Article.objects.update(standfirst="From another.")
    make_due(article)
    publishing.publish_due_edit()
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Bridge closes", "From another.")


REFUSED = [
    ({"headline": "Bridge falls"}, "Somebody has changed the same since: Headline"),
    ({"status": "killed"}, "The article is published no longer."),
]


@pytest.mark.parametrize(("change", "problem"), REFUSED)
def test_due_edit_that_cannot_go_out_says_why(article: Article, change: dict[str, str], problem: str) -> None:
    client = client_of("Editor")
    keep(client, article, headline="Bridge closes")
    Article.objects.update(**change)
    make_due(article)
    assert publishing.publish_due_edit() is True
    assert publishing.publish_due_edit() is False
    assert PendingEdit.objects.get().problem == problem
    Article.objects.update(status="published")
    assert problem in client.get(change_page(article.pk)).content.decode()


def test_due_edit_is_guarded(article: Article) -> None:
    keep(client_of("Editor"), article, headline="Bridge closes")
    content = PendingEdit.objects.get().content
    PendingEdit.objects.update(content={**content, "headline": "Bridge TK closes"})
    make_due(article)
    publishing.publish_due_edit()
    assert "“TK” still stands here" in PendingEdit.objects.get().problem
    assert Article.objects.get().headline == "Bridge opens"


@pytest.mark.parametrize("field", ["section", "author"])
def test_due_edit_refers_to_nothing_that_is_gone(article: Article, field: str) -> None:
    section, author = make_section("World"), make_author("Asha")
    keep(client_of("Editor"), article, {"author": author.pk}, section=section.pk)
    (section if field == "section" else author).delete()
    make_due(article)
    publishing.publish_due_edit()
    assert PendingEdit.objects.get().problem != ""
    assert Article.objects.get().bylines.count() == 0


def test_edit_of_another_is_not_replaced_unseen(article: Article) -> None:
    keep(client_of("Editor"), article, headline="Bridge closes")
    other = client_of("Admin")
    response = keep(other, article, headline="Bridge falls")
    assert response.context["only_shows"].startswith("editor has kept an edit for later")
    assert "Bridge falls</textarea>" in response.content.decode()
    assert PendingEdit.objects.get().content["headline"] == "Bridge closes"
    page = other.get(f"{change_page(article.pk)}?pending=1")
    keep(other, article, headline="Bridge falls", pending=page.context["pending_version"])
    assert PendingEdit.objects.get().content["headline"] == "Bridge falls"


def test_saving_live_leaves_the_edit_of_another(article: Article) -> None:
    keep(client_of("Editor"), article, headline="Bridge closes")
    form = typed(path=article.path, section=article.section_id, standfirst="Live.")
    client_of("Admin").post(change_page(article.pk), form)
    assert Article.objects.get().standfirst == "Live."
    assert PendingEdit.objects.exists()


def test_wrong_edit_is_said_at_its_field_and_not_kept(article: Article) -> None:
    response = keep(client_of("Editor"), article, headline="Bridge TK closes")
    assert "“TK” still stands here" in " ".join(errors_of(response))
    assert not PendingEdit.objects.exists()


@pytest.mark.parametrize("due_at", ["", "soon", "2020-01-01T10:00", "\x00"])
def test_time_that_is_none_is_refused(article: Article, due_at: str) -> None:
    client = client_of("Editor")
    keep(client, article, headline="Bridge closes")
    client.post(pending_page(article, "schedule"), {"due_at": due_at})
    assert PendingEdit.objects.get().due_at is None


def test_thrown_away_is_gone(article: Article) -> None:
    client = client_of("Editor")
    keep(client, article, headline="Bridge closes")
    client.post(pending_page(article, "discard"))
    assert not PendingEdit.objects.exists()
    assert client.get(change_page(article.pk)).context["pending"] is None


def test_what_differs_from_live_is_shown(article: Article) -> None:
    client = client_of("Editor")
    keep(client, article, headline="Bridge closes")
    page = client.get(f"{LIST}{article.pk}/history/?old=live&new=pending")
    assert "Headline" in [one.label for one in page.context["differences"]]


@pytest.mark.parametrize("name", ["publish", "schedule", "discard"])
def test_steps_are_for_those_who_publish(article: Article, name: str) -> None:
    editor = client_of("Editor")
    assert editor.post(pending_page(article, name)).status_code == 404
    keep(editor, article, headline="Bridge closes")
    assert client_of("Reporter").post(pending_page(article, name)).status_code == 403
    assert editor.get(pending_page(article, name)).status_code == 405
    assert PendingEdit.objects.exists()


def test_draft_has_nothing_to_keep_for_later() -> None:
    article = make_article("Bridge opens", status="draft")
    page = client_of("Editor").get(change_page(article.pk)).content.decode()
    assert 'name="_save"' in page
    assert 'name="_later"' not in page

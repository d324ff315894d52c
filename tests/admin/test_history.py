"""The history of an article: who changed what, what differs, and the way back."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Redirect, Revision, WorkingCopy
from tests.admin.desk import ADD, LIST, change_page, client_of, errors_of, typed
from tests.admin.test_working_copy import keep
from tests.factories import make_article, make_author, make_byline, make_image, make_section

pytestmark = pytest.mark.django_db


def history_page(pk: int, query: str = "") -> str:
    return f"{LIST}{pk}/history/{query}"


def restore_page(revision: Revision) -> str:
    return history_page(revision.article_id, f"{revision.pk}/restore/")


def test_revisions_say_who_when_and_why() -> None:
    client = client_of("Reporter")
    client.post(ADD, typed(note="First draft"))
    article = Article.objects.get()
    client.post(change_page(article.pk), typed(headline="Bridge closes", note="It closed after all"))
    found = client.get(history_page(article.pk)).context["choices"]
    assert [(one.by, one.note) for one in found] == [("reporter", "It closed after all"), ("reporter", "First draft")]


def test_two_are_compared_word_by_word() -> None:
    client = client_of("Reporter")
    client.post(ADD, typed())
    article = Article.objects.get()
    client.post(change_page(article.pk), typed(body="<p>People drove across.</p>", tags="dam"))
    new, old = Revision.objects.all()
    page = client.get(history_page(article.pk, f"?old={old.pk}&new={new.pk}"))
    assert [one.label for one in page.context["differences"]] == ["Body", "Tags"]
    text = page.content.decode()
    assert '<del><span class="visually-hidden">Removed: </span><span class=""> walked</span></del>' in text
    assert '<ins><span class="visually-hidden">Added: </span><span class=""> drove</span></ins>' in text


def test_markup_of_a_text_is_shown_and_not_run() -> None:
    article = make_article(standfirst="Calm")
    client = client_of("Editor")
    client.post(change_page(article.pk), typed(standfirst="<script>alert(1)</script>", path=article.path))
    new, old = Revision.objects.all()
    page = client.get(history_page(article.pk, f"?old={old.pk}&new={new.pk}")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;" in page


def test_restoring_brings_all_of_it_back_and_leaves_the_status() -> None:
    asha, bela = make_author("Asha"), make_author("Bela")
    article = make_article("One", body="<p>First.</p>", path="/one/", tags=("river",))
    make_byline(article, asha)
    make_byline(article, bela)
    client = client_of("Editor")
    client.post(change_page(article.pk), typed({"author": make_author("Cora").pk}, path="/two/", headline="Two"))
    response = client.post(restore_page(Revision.objects.last()))
    assert response.url == change_page(article.pk)
    article = Article.objects.get()
    assert (article.headline, article.body, article.path, article.status) == (
        "One", "<p>First.</p>", "/one/", "published",
    )  # fmt: skip
    assert [row.name for row in article.bylines.all()] == ["Asha", "Bela"]
    assert list(article.tags.names()) == ["river"]
    assert Revision.objects.first().note.startswith("As on ")
    assert Redirect.objects.get().path == "/two/"


def test_restoring_what_cannot_be_is_said_at_its_field() -> None:
    section = make_section("Gone")
    article = make_article("One", status="draft", section=section)
    client = client_of("Editor")
    client.post(change_page(article.pk), typed(headline="Two", section=make_section("World").pk))
    section.delete()
    response = client.post(restore_page(Revision.objects.last()))
    assert errors_of(response) == ["Select a valid choice. That choice is not one of the available choices."]
    assert Article.objects.get().headline == "Two"


@pytest.mark.parametrize(("role", "status"), [("Reporter", 403), ("Moderator", 403), ("Editor", 302)])
def test_restoring_what_is_out_is_for_those_who_publish(role: str, status: int) -> None:
    article = make_article("One")
    client_of("Admin").post(change_page(article.pk), typed(headline="Two", path=article.path))
    assert client_of(role).post(restore_page(Revision.objects.last())).status_code == status
    assert Article.objects.get().headline == ("One" if status == 302 else "Two")


def test_revision_of_another_article_is_not_restored() -> None:
    one, other = make_article(), make_article()
    revision = other.revisions.create(content={})
    client = client_of("Editor")
    assert client.post(history_page(one.pk, f"{revision.pk}/restore/")).status_code == 404
    assert client.post(history_page(one.pk, f"{'9' * 30}/restore/")).status_code == 404
    assert client.get(history_page(one.pk, f"{revision.pk}/restore/")).status_code == 405


@pytest.mark.parametrize("query", ["?old=x&new=%00", "?old=now&new=now", f"?old={'9' * 30}&new=-1", "?old=1"])
def test_history_bears_odd_choices(query: str) -> None:
    article = make_article()
    assert client_of("Editor").get(history_page(article.pk, query), follow=True).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_history_costs_the_same_for_many(count: int) -> None:
    article = make_article()
    for number in range(count):
        article.revisions.create(content={"headline": number})
    client = client_of("Editor")
    with CaptureQueriesContext(connection) as queries:
        client.get(history_page(article.pk))
    assert len(queries) == 14


def test_article_goes_with_its_history_and_leaves_what_is_unsaved() -> None:
    article = make_article("One", status="draft")
    client = client_of("Admin")
    client.post(change_page(article.pk), typed(headline="Two"))
    keep(client, {"headline": "Three"}, article.pk)
    response = client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"})
    assert response.status_code == 302
    assert (Article.objects.count(), Revision.objects.count()) == (0, 0)
    assert "Three" in WorkingCopy.objects.get(closed_at=None).sent


def test_pictures_and_articles_are_called_by_their_names() -> None:
    article = make_article("One", status="draft")
    client = client_of("Editor")
    image, target = make_image(caption="A bridge"), make_article("The ferry")
    body = f'<figure data-image="{image.pk}"></figure><aside data-also-read="{target.pk}"></aside>'
    client.post(change_page(article.pk), typed(body=body))
    new, old = Revision.objects.all()
    page = client.get(history_page(article.pk, f"?old={old.pk}&new={new.pk}")).content.decode()
    assert "[Picture: A bridge]" in page
    assert "[Also read: The ferry]" in page


def test_revision_of_before_a_field_was_there_is_restored() -> None:
    article = make_article("One", status="draft", standfirst="Stays.")
    revision = article.revisions.create(content={"headline": "Older"})
    client_of("Editor").post(restore_page(revision))
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Older", "Stays.")

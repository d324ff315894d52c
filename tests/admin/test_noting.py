"""Notes at an article, and on whose desk it lies."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from articles import publishing
from articles.models import Article, Note
from articles.models.note import MOST_LETTERS
from tests.admin.desk import change_page, client_of, errors_of, make_user, messages_of, step_page
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Article:
    return make_article("Bridge opens", status="draft")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@reporter please", {"reporter"}),
        ("Ask @Reporter, then @editor.", {"reporter", "editor"}),
        ("a@reporter is an address", set()),
        ("@nobody @reader @@reporter", set()),
        ("@", set()),
    ],
)
def test_note_names_who_works_at_the_desk(draft: Article, text: str, named: set[str]) -> None:
    make_user("Reporter"), make_user("Editor"), User.objects.create_user("reader")
    made = publishing.note(draft, text, by=None)
    assert {user.username for user in made.mentioned.all()} == named


def test_note_is_written_and_shown_as_text(draft: Article) -> None:
    client = client_of("Reporter")
    page = client.post(step_page(draft.pk, "notes"), {"text": "Is <b>this</b> so?"}, follow=True)
    assert messages_of(page) == ["The note is written."]
    assert "Is &lt;b&gt;this&lt;/b&gt; so?" in page.content.decode()
    assert Note.objects.get().made_by == User.objects.get(username="reporter")


def test_too_long_a_note_is_refused_and_stays_in_the_form(draft: Article) -> None:
    page = client_of("Reporter").post(step_page(draft.pk, "notes"), {"text": "x" * (MOST_LETTERS + 1)})
    assert "at most 2000 characters" in errors_of(page)[0]
    assert "x" * (MOST_LETTERS + 1) in page.content.decode()
    assert not Note.objects.exists()


def test_article_is_laid_on_a_desk_and_taken_from_it(draft: Article) -> None:
    client, editor = client_of("Reporter"), make_user("Editor")
    before = draft.modified_at
    client.post(step_page(draft.pk, "notes"), {"text": "", "assigned_to": editor.pk})
    draft.refresh_from_db()
    assert (draft.assigned_to, draft.modified_at, Note.objects.count()) == (editor, before, 0)
    assert "On the desk of editor" in client.get(change_page(draft.pk)).content.decode()
    client.post(step_page(draft.pk, "notes"), {"text": "", "assigned_to": ""})
    draft.refresh_from_db()
    assert draft.assigned_to is None


@pytest.mark.parametrize("to", ["99999", "x", "-1", "\x00"])
def test_desk_of_nobody_there_is_refused(draft: Article, to: str) -> None:
    page = client_of("Reporter").post(step_page(draft.pk, "notes"), {"text": "Kept", "assigned_to": to})
    assert errors_of(page)
    assert "Kept" in page.content.decode()
    assert not Note.objects.exists()


def test_article_is_not_laid_on_a_readers_desk(draft: Article) -> None:
    with pytest.raises(publishing.ValidationError):
        publishing.assign(draft, User.objects.create_user("reader"))


def test_reporter_may_speak_about_what_is_out_but_not_move_it() -> None:
    article, editor = make_article("Out"), make_user("Editor")
    client_of("Reporter").post(step_page(article.pk, "notes"), {"text": "A reader wrote.", "assigned_to": editor.pk})
    article.refresh_from_db()
    assert (article.assigned_to, Note.objects.get().text) == (None, "A reader wrote.")


def test_stranger_sees_no_notes(draft: Article) -> None:
    publishing.note(draft, "Secret", by=None)
    client = client_of("Nothing")
    assert client.get(step_page(draft.pk, "notes")).status_code == 403
    assert client.post(step_page(draft.pk, "notes"), {"text": "x"}).status_code == 403
    assert client_of("Moderator").get(step_page(99999, "notes")).status_code == 404


def test_sending_back_leaves_a_note(draft: Article) -> None:
    publishing.move_to(draft, "in_review")
    client, reporter = client_of("Editor"), make_user("Reporter")
    client.post(step_page(draft.pk, "draft"), {"why": "@reporter it needs a second source."})
    draft.refresh_from_db()
    note = Note.objects.get()
    assert (draft.status, note.text, [*note.mentioned.all()]) == (
        "draft", "@reporter it needs a second source.", [reporter],
    )  # fmt: skip


def test_step_with_too_long_a_note_is_not_taken_and_keeps_it(draft: Article) -> None:
    page = client_of("Editor").post(step_page(draft.pk, "review"), {"why": "y" * (MOST_LETTERS + 1)})
    draft.refresh_from_db()
    assert (draft.status, Note.objects.count()) == ("draft", 0)
    assert "y" * (MOST_LETTERS + 1) in page.content.decode()


def test_readers_never_see_a_note() -> None:
    article = make_article("Out")
    publishing.note(article, "Between us", by=None)
    client = client_of("Reporter")
    pages = [client.get(path).content.decode() for path in (article.path, "/", "/feed/", "/search/?q=between")]
    assert not any("Between us" in page for page in pages)
    assert "Out" in pages[0]

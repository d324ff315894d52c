"""Correcting what is out, at the desk."""

from __future__ import annotations

import pytest

from articles.models import Article, Correction
from tests.admin.desk import LIST, change_page, client_of
from tests.factories import make_article

pytestmark = pytest.mark.django_db
NOTE = {"kind": "correction", "text": "The bridge has four arches, not five.", "at_top": "on"}


def correct_page(article: Article) -> str:
    return f"{LIST}{article.pk}/correct/"


def test_note_is_written_and_shown() -> None:
    article = make_article()
    editor = client_of("Editor")
    response = editor.post(correct_page(article), NOTE)
    assert response["Location"] == change_page(article.pk)
    made = Correction.objects.get()
    assert (made.text, made.made_by and made.made_by.username) == (NOTE["text"], "editor")
    assert NOTE["text"] in editor.get(correct_page(article)).content.decode()


@pytest.mark.parametrize("text", ["", "short", "x" * 2001, "NUL \0 inside the text"])
def test_bad_note_is_said_at_its_field_and_kept(text: str) -> None:
    response = client_of("Editor").post(correct_page(make_article()), NOTE | {"text": text})
    assert list(response.context["form"].errors) == ["text"]
    assert not Correction.objects.exists()
    if text == "short":
        assert "short</textarea>" in response.content.decode()


def test_draft_cannot_be_corrected() -> None:
    response = client_of("Editor").post(correct_page(make_article(status="draft")), NOTE)
    assert "Only what readers have seen" in response.content.decode()
    assert not Correction.objects.exists()


def test_reporter_corrects_nothing() -> None:
    assert client_of("Reporter").get(correct_page(make_article(status="draft"))).status_code == 403


@pytest.mark.parametrize(("status", "is_offered"), [("published", True), ("draft", False), ("killed", False)])
def test_form_offers_it_for_what_is_out(status: str, is_offered: bool) -> None:
    page = client_of("Editor").get(change_page(make_article(status=status).pk)).content.decode()
    assert ('/correct/"' in page) == is_offered

"""A reader writes a comment, with script and without; a moderator decides by one key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.commenting import token
from articles.linkbacks.receiving import limits
from articles.models import Article, Comment
from tests.admin.desk import client_of
from tests.browser.conftest import await_keys
from tests.browser.test_accessibility import SCHEMES, violations
from tests.chromium import Open
from tests.factories import make_article, make_comment, make_section

INBOX = "/admin/articles/comment/"


@pytest.fixture
def article(transactional_db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Article:
    """A browser types faster than readers."""
    settings.COMMENTS_RECEIVE = True
    limits.forget()
    monkeypatch.setattr(token, "_QUICKEST", timedelta(0))
    article = make_article("Bridge opens", path="/story/", section=make_section("News", takes_comments=True))
    make_comment(article, "Well built.", author_name="Asha")
    return article


@pytest.mark.parametrize("has_script", [True, False])
def test_reader_answers_a_comment_and_is_told_that_it_waits(
    open_page: Open, article: Article, has_script: bool
) -> None:
    reader = open_page(java_script_enabled=has_script, bears="422")
    reader.goto("/story/")
    reader.get_by_role("link", name="Answer Asha").click()
    reader.get_by_label("Name").fill("Meera")
    reader.get_by_label("E-mail").fill("meera@private.example")
    reader.get_by_label("Comment").fill("https://a.example " * 4)
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("alert")).to_contain_text("Not sent yet")
    expect(reader.get_by_label("Name")).to_have_value("Meera")
    reader.get_by_label("Comment").fill("And\n\npainted well.")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("status")).to_contain_text("waits for a moderator")
    comment = Comment.objects.get(status="pending")
    assert comment.parent
    assert comment.parent.author_name == "Asha"
    Comment.objects.decide("approved")
    reader.get_by_role("link", name="Back to the article").click()
    expect(reader.locator("#comments ol ol .p-content")).to_contain_text("painted well.")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_form_has_no_violation_and_fits_a_phone(open_page: Open, article: Article, scheme: str) -> None:
    reader = open_page(width=375, scheme=scheme, bears="422")
    reader.goto(f"/comments/{article.pk}/")
    reader.get_by_label("Name").fill("x")
    reader.get_by_label("Comment").fill("https://a.example " * 4)
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("alert")).to_be_visible()
    assert violations(reader) == []
    assert reader.evaluate("document.documentElement.scrollWidth") <= 375
    reader.goto("/story/")
    assert violations(reader) == []


@pytest.fixture
def inbox(open_page: Open, live_server: LiveServer, article: Article) -> Page:
    for words in ("First", "Second", "longwordwithoutaspace" * 30):
        make_comment(article, words, status="pending", author_name=words[:80])
    session = client_of("Moderator").cookies[django_settings.SESSION_COOKIE_NAME].value
    desk = open_page(width=375)
    cookie: Any = {"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    desk.context.add_cookies([cookie])
    desk.goto(INBOX)
    await_keys(desk)
    return desk


def test_moderator_decides_by_keys_on_a_small_screen(inbox: Page) -> None:
    assert violations(inbox) == []
    assert inbox.evaluate("document.documentElement.scrollWidth") <= 375
    for key in ("a", "s", "r"):
        inbox.keyboard.press("j")
        with inbox.expect_navigation():
            inbox.keyboard.press(key)
        await_keys(inbox)
    expect(inbox.get_by_text("Nothing here.")).to_be_visible()
    found = (
        Comment.objects.filter(parent=None).exclude(author_name="Asha").order_by("pk").values_list("status", flat=True)
    )
    assert sorted(found) == ["approved", "deleted", "spam"]

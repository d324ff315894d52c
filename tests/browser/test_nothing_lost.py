"""Nothing that was typed is lost: the connection cut, the browser killed, the login over, the window closed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, WorkingCopy
from tests.admin.desk import client_of
from tests.browser.test_accessibility import SCHEMES, violations
from tests.browser.writing import ADD, body_of, open_form, sent_body, write
from tests.chromium import ARGUMENTS, Open
from tests.factories import make_article, make_section
from tests.services import require

AWAY = "The server does not answer. What you type is kept in this browser"
PASSWORD = "a-long-password"


@pytest.fixture
def article(transactional_db: None) -> Article:
    return make_article("Bridge opens", status="draft", body="<p>People walked across.</p>")


def form_of(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def write_on(page: Page, text: str) -> None:
    body_of(page).get_by_text("People walked across.").click()
    page.keyboard.press("End")
    page.keyboard.type(text)


def expect_kept(page: Page) -> None:
    expect(page.locator("[data-kept]")).to_contain_text("Saved as working copy")


def expect_kept_all(page: Page) -> None:
    """On the server, to the last letter: what is there is left in the browser no longer."""
    page.wait_for_timeout(600)
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('desk-kept:'))")
    expect_kept(page)


def bring_back(page: Page) -> None:
    page.get_by_role("link", name="Bring it back").click()
    expect(page.get_by_text("This is your unsaved work of")).to_be_visible()
    expect(page.get_by_role("toolbar")).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("successfully")).to_be_visible()


def test_closed_window_is_brought_back(open_desk: Open, article: Article) -> None:
    desk = open_desk()
    open_form(desk, form_of(article))
    write_on(desk, " It was cold.")
    desk.get_by_label("Standfirst:").fill("All of “it”, & <more>.")
    expect_kept_all(desk)
    assert Article.objects.get().body == "<p>People walked across.</p>"
    context = desk.context
    desk.close()
    again = context.new_page()
    open_form(again, form_of(article))
    bring_back(again)
    assert sent_body(again) == "<p>People walked across. It was cold.</p>"
    save(again)
    expect(again.locator(".desk-offer")).to_have_count(0)
    article.refresh_from_db()
    assert (article.body, article.standfirst) == (
        "<p>People walked across. It was cold.</p>", "All of “it”, & <more>.",
    )  # fmt: skip


def test_window_closed_at_once_is_brought_back(open_desk: Open, article: Article) -> None:
    desk = open_desk()
    open_form(desk, form_of(article))
    write_on(desk, " At once.")
    desk.goto("/admin/")
    open_form(desk, form_of(article))
    bring_back(desk)
    assert sent_body(desk) == "<p>People walked across. At once.</p>"


def test_connection_cut_while_typing(open_desk: Open, article: Article) -> None:
    desk = open_desk(bears="ERR_INTERNET_DISCONNECTED")
    open_form(desk, form_of(article))
    write_on(desk, " Before.")
    desk.context.set_offline(True)
    desk.keyboard.type(" While away.")
    expect(desk.locator("[data-away]")).to_contain_text(AWAY)
    desk.get_by_role("button", name="Save and continue").click()
    expect(body_of(desk)).to_contain_text("Before. While away.")
    desk.context.set_offline(False)
    expect_kept_all(desk)
    expect(desk.locator("[data-away]")).to_be_hidden()
    save(desk)
    assert Article.objects.get().body == "<p>People walked across. Before. While away.</p>"


def test_connection_cut_and_window_closed(open_desk: Open, article: Article) -> None:
    desk = open_desk(bears="ERR_INTERNET_DISCONNECTED")
    open_form(desk, form_of(article))
    desk.context.set_offline(True)
    write_on(desk, " While away.")
    expect(desk.locator("[data-away]")).to_contain_text(AWAY)
    context = desk.context
    desk.close()
    assert not WorkingCopy.objects.exists()
    context.set_offline(False)
    again = context.new_page()
    open_form(again, form_of(article))
    bring_back(again)
    assert sent_body(again) == "<p>People walked across. While away.</p>"


def test_new_article_and_its_bylines_come_back(open_desk: Open) -> None:
    make_section("News")
    desk = open_desk()
    open_form(desk)
    write(desk, "A bridge opens", "Words of my own.")
    desk.get_by_label("Guest or agency:").first.fill("A. Guest")
    expect_kept_all(desk)
    open_form(desk, ADD)
    bring_back(desk)
    save(desk)
    article = Article.objects.get()
    assert (article.headline, article.body) == ("A bridge opens", "<p>Words of my own.</p>")
    assert [row.name for row in article.bylines.all()] == ["A. Guest"]


def test_typing_without_a_pause_is_kept_all_the_same(open_desk: Open, article: Article) -> None:
    desk = open_desk()
    open_form(desk, form_of(article))
    body_of(desk).get_by_text("People walked across.").click()
    desk.keyboard.press("End")
    desk.keyboard.type(" and on and on" * 4, delay=150)
    assert "and on and on" in WorkingCopy.objects.get().sent


def test_thrown_away_is_gone(open_desk: Open, article: Article) -> None:
    desk = open_desk()
    open_form(desk, form_of(article))
    write_on(desk, " Not this.")
    expect_kept_all(desk)
    open_form(desk, form_of(article))
    desk.get_by_role("button", name="Throw it away").click()
    expect(desk.get_by_role("toolbar")).to_be_visible()
    expect(desk.locator(".desk-offer")).to_have_count(0)
    assert "Not this" not in sent_body(desk)


def end_session(page: Page) -> None:
    Session.objects.all().delete()
    user = User.objects.get(username="editor")
    user.set_password(PASSWORD)
    user.save()


def log_in_again(page: Page, password: str = PASSWORD) -> None:
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Password").fill(password)
    dialog.get_by_role("button", name="Log in").click()


def test_session_expired_while_typing(open_desk: Open, article: Article) -> None:
    desk = open_desk()
    open_form(desk, form_of(article))
    end_session(desk)
    write_on(desk, " Still here.")
    expect(desk.get_by_role("dialog")).to_be_visible()
    log_in_again(desk, "wrong")
    expect(desk.get_by_role("dialog").get_by_role("alert")).to_contain_text("Please enter the correct username")
    log_in_again(desk)
    expect(desk.get_by_role("dialog")).to_be_hidden()
    expect_kept_all(desk)
    save(desk)
    assert Article.objects.get().body == "<p>People walked across. Still here.</p>"


def test_session_expired_before_the_save(open_desk: Open, article: Article) -> None:
    desk = open_desk()
    open_form(desk, form_of(article))
    write_on(desk, " Saved at last.")
    end_session(desk)
    desk.get_by_role("button", name="Save and continue").click()
    log_in_again(desk)
    expect(desk.get_by_text("successfully")).to_be_visible()
    assert Article.objects.get().body == "<p>People walked across. Saved at last.</p>"


def test_bad_input_is_said_at_its_field_and_kept(open_desk: Open, article: Article) -> None:
    desk = open_desk()
    open_form(desk, form_of(article))
    write_on(desk, " Good words.")
    desk.get_by_label("Slug:").fill("two words")
    desk.get_by_role("button", name="Save and continue").click()
    expect(desk.locator(".field-slug .errorlist")).to_contain_text("single hyphens")
    assert sent_body(desk) == "<p>People walked across. Good words.</p>"
    expect(desk.get_by_label("Slug:")).to_have_value("two words")


def test_two_windows_of_one_editor_keep_both_texts(open_desk: Open, article: Article) -> None:
    desk = open_desk()
    other = desk.context.new_page()
    for page, words in ((desk, " From one."), (other, " From two.")):
        page.bring_to_front()
        open_form(page, form_of(article))
        write_on(page, words)
        expect_kept_all(page)
    texts = sorted(copy.sent.split("People walked across. ")[1][:9] for copy in WorkingCopy.objects.all())
    assert texts == ["From one.", "From two."]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_offer_and_login_have_no_violation(open_desk: Open, article: Article, scheme: str) -> None:
    desk = open_desk(scheme=scheme)
    open_form(desk, form_of(article))
    write_on(desk, " Words.")
    expect_kept_all(desk)
    open_form(desk, form_of(article))
    assert violations(desk) == []
    end_session(desk)
    write_on(desk, " More.")
    expect(desk.get_by_role("dialog")).to_be_visible()
    assert violations(desk) == []


def opened_in_a_browser_of_its_own(chromium: Browser, live_server: LiveServer, profile: Path) -> BrowserContext:
    """With a folder on the disk, so that it can be killed and started again."""
    context = chromium.browser_type.launch_persistent_context(
        profile, executable_path=require("chromium"), args=ARGUMENTS, base_url=live_server.url
    )
    context.set_default_timeout(30_000)
    return context


def kill_browser(profile: Path) -> None:
    for process in Path("/proc").iterdir():
        command = process / "cmdline"
        if process.name.isdecimal() and command.exists() and str(profile).encode() in command.read_bytes():
            os.kill(int(process.name), signal.SIGKILL)


def test_browser_killed(chromium: Browser, live_server: LiveServer, article: Article, tmp_path: Path) -> None:
    session = client_of("Editor").cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    context = opened_in_a_browser_of_its_own(chromium, live_server, tmp_path / "profile")
    context.add_cookies([cookie])
    desk = context.pages[0]
    open_form(desk, form_of(article))
    write_on(desk, " The last words.")
    expect_kept_all(desk)
    kill_browser(tmp_path / "profile")
    again = opened_in_a_browser_of_its_own(chromium, live_server, tmp_path / "profile")
    again.add_cookies([cookie])
    page = again.pages[0]
    open_form(page, form_of(article))
    bring_back(page)
    assert sent_body(page) == "<p>People walked across. The last words.</p>"
    again.close()

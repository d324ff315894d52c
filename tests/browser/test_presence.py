"""Two editors at one article, in two real browsers: one writes, the other waits or takes over; no word is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from tests.admin.desk import LIST
from tests.browser.conftest import log_in_as
from tests.browser.test_accessibility import SCHEMES, violations
from tests.browser.test_nothing_lost import form_of, save, write_on
from tests.browser.writing import body_of, open_form, sent_body
from tests.chromium import Open
from tests.factories import make_article


@pytest.fixture
def article(transactional_db: None) -> Article:
    return make_article("Bridge opens", status="draft", body="<p>People walked across.</p>")


@pytest.fixture
def desks(open_page: Open, live_server: LiveServer, article: Article) -> tuple[Page, Page]:
    """Two editors; the first has the form open."""
    pages = []
    for role in ("Editor", "Admin"):
        page = open_page()
        log_in_as(role, page, live_server)
        pages.append(page)
    with pages[0].expect_response("**/working-copy/"):
        open_form(pages[0], form_of(article))
    return pages[0], pages[1]


def test_second_sees_who_is_writing_and_waits(desks: tuple[Page, Page], article: Article) -> None:
    first, second = desks
    second.goto(LIST)
    expect(second.get_by_role("row", name="Bridge opens")).to_contain_text("editor is editing")
    open_form(second, form_of(article))
    expect(second.get_by_text("editor has been editing this since")).to_be_visible()
    expect(second.locator(".ProseMirror")).to_have_attribute("contenteditable", "false")
    expect(second.get_by_role("button", name="Save and continue")).to_be_disabled()
    write_on(first, " First.")
    save(first)
    first.goto("/admin/")
    expect(second.locator(".ProseMirror")).to_have_attribute("contenteditable", "true")
    expect(body_of(second)).to_have_text("People walked across. First.")


def test_taking_over_keeps_what_the_other_typed(desks: tuple[Page, Page], article: Article) -> None:
    first, second = desks
    open_form(second, form_of(article))
    second.get_by_role("button", name="Take over").click()
    expect(second.locator(".ProseMirror")).to_have_attribute("contenteditable", "true")
    write_on(first, " Half a sentence")
    expect(first.get_by_text("admin took over at")).to_be_visible()
    expect(first.locator(".ProseMirror")).to_have_attribute("contenteditable", "false")
    write_on(second, " Second.")
    save(second)
    second.goto("/admin/")
    first.get_by_role("link", name="Open the article again").click()
    first.get_by_role("link", name="Bring it back").click()
    expect(first.locator(".desk-clash")).to_contain_text("Half a sentence")
    assert sent_body(first) == "<p>People walked across. Half a sentence</p>"
    assert Article.objects.get().body == "<p>People walked across. Second.</p>"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_waiting_form_has_no_violation(desks: tuple[Page, Page], article: Article, scheme: str) -> None:
    _first, second = desks
    second.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_form(second, form_of(article))
    expect(second.locator(".ProseMirror")).to_have_attribute("contenteditable", "false")
    assert violations(second) == []

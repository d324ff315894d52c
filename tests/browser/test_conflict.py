"""Two editors at once: the second sees both texts, chooses, and loses nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from tests.browser.conftest import log_in_as
from tests.browser.test_accessibility import SCHEMES, violations
from tests.browser.writing import body_of
from tests.chromium import Open
from tests.factories import make_article


@pytest.fixture
def article(transactional_db: None) -> Article:
    return make_article("Bridge opens", status="draft", body="<p>People walked across.</p>")


@pytest.fixture
def open_two(open_page: Open, live_server: LiveServer, article: Article) -> tuple[Page, Page]:
    """The same form, open at two editors; the first has no scripts, so that nobody knows of them until they save."""
    pages = []
    for role, has_scripts in (("Editor", False), ("Admin", True)):
        page = open_page(java_script_enabled=has_scripts)
        log_in_as(role, page, live_server)
        page.goto(f"/admin/articles/article/{article.pk}/change/")
        pages.append(page)
    expect(pages[1].get_by_role("toolbar")).to_be_visible()
    return pages[0], pages[1]


def write_at_the_end(page: Page, text: str) -> None:
    body_of(page).get_by_text("People walked across.").click()
    page.keyboard.press("End")
    page.keyboard.type(text)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()


def clash(first: Page, second: Page) -> None:
    first.locator("textarea[name=body]").fill("<p>People walked across. First words.</p>")
    save(first)
    expect(first.get_by_text("was changed successfully")).to_be_visible()
    write_at_the_end(second, " Second words.")
    save(second)
    expect(second.get_by_role("heading", name="Changed by somebody else")).to_be_visible()


def test_second_sees_both_texts_and_keeps_theirs(open_two: tuple[Page, Page], article: Article) -> None:
    first, second = open_two
    clash(first, second)
    expect(second.locator(".desk-clash")).to_contain_text("People walked across. First words.")
    expect(body_of(second)).to_have_text("People walked across. Second words.")
    second.get_by_label("Theirs: editor").check()
    expect(body_of(second)).to_have_text("People walked across. First words.")
    save(second)
    expect(second.get_by_text("was changed successfully")).to_be_visible()
    assert Article.objects.get().body == "<p>People walked across. First words.</p>"


def test_who_writes_on_in_theirs_keeps_every_word(open_two: tuple[Page, Page], article: Article) -> None:
    first, second = open_two
    clash(first, second)
    second.get_by_label("Theirs: editor").check()
    body_of(second).get_by_text("First words.").click()
    second.keyboard.press("End")
    second.keyboard.type(" Third words.")
    expect(second.get_by_label("Mine")).to_be_checked()
    save(second)
    expect(second.get_by_text("was changed successfully")).to_be_visible()
    assert Article.objects.get().body == "<p>People walked across. First words. Third words.</p>"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_conflict_and_history_have_no_violation(open_two: tuple[Page, Page], article: Article, scheme: str) -> None:
    first, second = open_two
    second.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    clash(first, second)
    second.get_by_text("What differs, from theirs to mine").click()
    assert violations(second) == []
    second.goto(f"/admin/articles/article/{article.pk}/history/")
    second.get_by_role("button", name="Compare").click()
    expect(second.get_by_role("heading", name="From")).to_be_visible()
    assert violations(second) == []


@pytest.mark.parametrize("width", [375, 1440])
def test_conflict_fits_the_screen(open_two: tuple[Page, Page], article: Article, width: int) -> None:
    first, second = open_two
    second.set_viewport_size({"width": width, "height": 900})
    clash(first, second)
    assert second.evaluate("document.documentElement.scrollWidth") <= width
    second.goto(f"/admin/articles/article/{article.pk}/history/")
    assert second.evaluate("document.documentElement.scrollWidth") <= width

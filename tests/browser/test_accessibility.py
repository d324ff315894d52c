"""Pages a screen reader, a keyboard and a small screen can use."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.browser.writing import ADD, open_form
from tests.chromium import Open
from tests.factories import (
    make_article,
    make_author,
    make_byline,
    make_comment,
    make_image,
    make_linkback,
    make_page,
    make_tagged,
)

SCHEMES = ["light", "dark"]


@pytest.fixture
def article(transactional_db: None) -> Article:
    image = make_image(caption="A bridge")
    body = f'<p>Text.</p><figure data-image="{image.pk}"></figure><h2>More</h2><p>Words.</p>'
    article = make_article("A bridge opens", lead_image=image, body=body, tags=("river",))
    make_byline(article, make_author())
    make_linkback(article)
    make_comment(article, parent=make_comment(article, author_url="https://reader.example/"))
    make_page("About us", path="/about/")
    return article


def violations(page: Page) -> list[str]:
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_new_article_form_has_no_violation(open_desk: Open, article: Article, scheme: str) -> None:
    desk = open_desk(scheme=scheme)
    open_form(desk, ADD)
    assert violations(desk) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_article_form_has_no_violation(open_desk: Open, article: Article, scheme: str) -> None:
    desk = open_desk(scheme=scheme)
    open_form(desk, f"/admin/articles/article/{article.pk}/change/")
    expect(desk.locator(".ProseMirror figure")).to_contain_text("A bridge")
    assert violations(desk) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_list_of_articles_has_no_violation(open_desk: Open, article: Article, scheme: str) -> None:
    desk = open_desk(scheme=scheme)
    desk.goto("/admin/articles/article/?author=Author")
    expect(desk.locator("#result_list tbody tr").first).to_be_visible()
    assert violations(desk) == []


def test_tags_are_merged_by_the_keyboard_without_a_violation(open_desk: Open, article: Article) -> None:
    make_tagged("rivers")
    desk = open_desk(width=375, scheme="dark")
    desk.goto("/admin/articles/tag/")
    for name in ("river", "rivers"):
        desk.get_by_role("row", name=name, exact=False).get_by_role("checkbox").first.check()
    desk.get_by_label("Action:").select_option("merge")
    desk.get_by_role("button", name="Go", exact=True).press("Enter")
    expect(desk.get_by_role("heading", name="Which of these tags stays?")).to_be_visible()
    assert violations(desk) == []
    assert desk.evaluate("document.documentElement.scrollWidth") <= 375
    desk.get_by_role("radio", name="rivers").focus()
    desk.keyboard.press("Space")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("1 merged into “rivers”")).to_be_visible()
    assert sorted(article.tags.names()) == ["rivers"]
    desk.get_by_role("link", name="rivers", exact=True).first.click()
    for old in ("river", "/tag/river/"):
        expect(desk.get_by_role("checkbox", name=f"Take “{old}” away")).to_have_count(1)
    assert violations(desk) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_picture_dialog_has_no_violation(open_desk: Open, article: Article, scheme: str) -> None:
    desk = open_desk(scheme=scheme)
    open_form(desk, ADD)
    desk.get_by_role("button", name="Choose a picture…").click()
    expect(desk.get_by_role("dialog").get_by_role("option")).to_have_count(1)
    assert violations(desk) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_login_has_no_violation(open_page: Open, transactional_db: None, scheme: str) -> None:
    """Readers' pages: `tests/pages_rules/test_every_kind.py`."""
    reader = open_page(scheme=scheme)
    reader.goto("/admin/login/")
    assert violations(reader) == []


def test_editor_fits_a_phone_before_its_font_is_there(open_desk: Open, article: Article) -> None:
    desk = open_desk(width=375, bears="ERR_FAILED")
    desk.route("**/*.woff2", lambda route: route.abort())
    open_form(desk, ADD)
    assert desk.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize("address", [ADD, "change", "/admin/articles/article/", "/admin/"])
def test_desk_fits_a_phone(open_desk: Open, article: Article, address: str) -> None:
    desk = open_desk(width=375)
    desk.goto(f"/admin/articles/article/{article.pk}/change/" if address == "change" else address)
    assert desk.evaluate("document.documentElement.scrollWidth") <= 375

"""The front page and a section's page, made by the keyboard alone on a phone in the dark: put, looked at, launched."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from articles import fronts
from articles.models import Article, FrontEdition
from tests.browser.conftest import await_keys
from tests.browser.test_accessibility import violations
from tests.chromium import Open
from tests.factories import make_article, make_image, make_section

LIST = "/admin/articles/frontedition/"


@pytest.fixture
def stories(transactional_db: None) -> list[Article]:
    world = make_section("World")
    make_image(caption="A quay in the fog")
    return [make_article(headline, section=world) for headline in ("Ferries sail", "Bridges hold", "Wells run dry")]


def launch_another(story: Article) -> None:
    """As somebody else might: of each page that is live."""
    for live in FrontEdition.objects.filter(state="live"):
        draft = fronts.draft(live.section)
        draft.slots.update(article=story, headline="Second thoughts")
        fronts.launch(draft, by=None)


def is_whole(page: Page, width: int = 375) -> bool:
    """Nothing that axe complains of, nothing beside the screen."""
    assert violations(page) == []
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)


def press(page: Page, name: str, role: str = "button") -> None:
    page.get_by_role(role, name=name, exact=True).first.press("Enter")  # type: ignore[arg-type]
    await_keys(page)


def choose(page: Page, label: str, words: str) -> None:
    """With what Django puts in place of a long list of options."""
    page.get_by_role("combobox", name=label).first.press("Space")
    expect(page.get_by_role("searchbox", name=label)).to_be_focused()
    page.keyboard.type(words)
    expect(page.get_by_role("option", name=words)).to_be_visible()
    assert is_whole(page)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("of", ["front", "section"])
def test_page_is_made_by_keyboard_and_taken_back(open_desk: Open, stories: list[Article], of: str) -> None:
    desk = open_desk(width=375, scheme="dark")
    desk.goto(LIST)
    await_keys(desk)
    assert is_whole(desk)
    press(desk, *(("Edit the front page", "link") if of == "front" else ("Edit", "button")))
    desk.get_by_label("Place:").first.select_option("lead")
    choose(desk, "Story", "Ferries sail")
    desk.get_by_label("Headline here:").first.fill("First of all")
    press(desk, "Save and look at it")
    expect(desk.locator("h2").first).to_have_text("First of all")
    assert is_whole(desk)
    desk.go_back()
    await_keys(desk)
    press(desk, "Save and launch")
    expect(desk.get_by_text("is live.")).to_be_visible()
    launch_another(stories[1])
    desk.goto(f"{LIST}?of={'front' if of == 'front' else stories[1].section_id}")
    desk.locator("#result_list a").last.press("Enter")
    await_keys(desk)
    assert is_whole(desk)
    press(desk, "Launch this one again")
    expect(desk.get_by_text("is as it was then.")).to_be_visible()
    desk.goto("/" if of == "front" else "/world/")
    expect(desk.locator("h2").first).to_have_text("First of all")

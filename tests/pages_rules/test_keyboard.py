"""A newsroom read with the keyboard alone, and without any script (pages.md, 1 and 39), in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import Open
from tests.pages_rules.conftest import made_story

FOCUSED = "document.activeElement?.labels?.[0]?.textContent.trim() || document.activeElement?.textContent.trim()"
MOST = 120
"""More steps than any of these pages has links."""


def tab_to(reader: Page, words: str) -> None:
    """Keys that a page does not hear yet are pressed again."""
    for _ in range(MOST):
        reader.keyboard.press("Tab")
        if str(reader.evaluate(FOCUSED)).startswith(words):
            return
    raise AssertionError(f"{words}: not reached on {reader.url}")


def follow(reader: Page, words: str, heading: str) -> None:
    tab_to(reader, words)
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text(heading)


@pytest.mark.browser
def test_rule_39_keys_alone_lead_from_front_to_feed_without_scripts(open_page: Open, transactional_db: None) -> None:
    made_story()
    reader = open_page(java_script_enabled=False)
    reader.goto("/")
    follow(reader, "World", "World")
    tab_to(reader, "Skip to content")
    reader.keyboard.press("Enter")
    follow(reader, "Bridge opens", "Bridge opens")
    follow(reader, "Ferry stops", "Ferry stops")
    follow(reader, "Search", "Search")
    tab_to(reader, "Search the paper")
    reader.keyboard.type("bridge")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("status")).to_contain_text("Stories with “bridge”")
    tab_to(reader, "Follow this search")
    reader.keyboard.press("Enter")
    expect(reader.locator("rss item > title")).to_have_text("Bridge opens")
    for _ in range(2):
        reader.go_back()
    tab_to(reader, "Feed")
    reader.keyboard.press("Enter")
    expect(reader.locator("rss item > title").first).to_be_visible()

"""From page to page in a real browser: what it may fetch ahead, and how it turns the page (pages.md, 21 and 22)."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page

from tests.chromium import Open
from tests.factories import make_article

MOVES = "matchMedia('(prefers-reduced-motion: no-preference)').matches"
TURNED = "addEventListener('pagereveal', (event) => { window.turned = Boolean(event.viewTransition) })"


@pytest.fixture
def reader(transactional_db: None, open_page: Open) -> Page:
    make_article("Bridge opens", path="/bridge/")
    return open_page()


def test_rule_21_browser_takes_the_rules(reader: Page) -> None:
    reader.goto("/bridge/")
    rules = reader.locator("script[type=speculationrules]")
    assert reader.evaluate("HTMLScriptElement.supports('speculationrules')")
    [prefetch] = json.loads(rules.text_content() or "")["prefetch"]
    assert prefetch["eagerness"] == "moderate"
    refused = prefetch["where"]["and"][1]["not"]["href_matches"]
    assert {"/search/*", "/admin/*", "/media/*"} <= set(refused)


@pytest.mark.parametrize(("motion", "turns"), [("no-preference", True), ("reduce", False)])
def test_rule_22_page_turns_only_for_who_likes_motion(reader: Page, motion: str, turns: bool) -> None:
    reader.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    reader.add_init_script(TURNED)
    reader.goto("/bridge/")
    reader.locator(".nameplate a").click()
    reader.wait_for_url("**/")
    reader.wait_for_function("window.turned !== undefined")
    assert (reader.evaluate(MOVES), reader.evaluate("window.turned")) == (turns, turns)

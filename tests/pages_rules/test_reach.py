"""WCAG 2.2 AA (pages.md, 35 to 41): sizes, focus, keyboard; what axe finds is in `test_look`."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml.html import HtmlElement

from articles.models import Article
from tests.chromium import Open
from tests.pages_rules.conftest import made_story
from tests.views.reading import one, page, select

SMALL = """() => [...document.querySelectorAll('a, button, input')].filter((one) => {
  const box = one.getBoundingClientRect();
  const inline = getComputedStyle(one).display === 'inline' && one.closest('p, li');
  const isStretched = getComputedStyle(one, '::after').position === 'absolute';
  return box.width && !inline && !isStretched && !one.closest('.skip') && (box.width < 24 || box.height < 24);
}).map((one) => one.outerHTML)"""


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/world/asia/bridge/", "/search/"])
def test_rule_35_targets_are_large_enough(open_page: Open, transactional_db: None, path: str) -> None:
    made_story()
    reader = open_page(width=375)
    reader.goto(path)
    assert reader.evaluate(SMALL) == []


@pytest.mark.browser
def test_rule_36_focus_is_never_hidden(open_page: Open, transactional_db: None) -> None:
    """Nothing sticks over the text: only the rail stays in sight, and it stands beside it."""
    made_story()
    reader = open_page(width=375)
    reader.goto("/world/asia/bridge/")
    stuck = "[...document.querySelectorAll('*')].filter((one) => /fixed|sticky/.test(getComputedStyle(one).position))"
    assert reader.evaluate(f"{stuck}.length") == 0


def test_rule_37_password_may_come_from_a_manager(client: Client, db: None) -> None:
    tree = page(client, "/admin/login/")
    assert one(tree, "input[name=username]").get("autocomplete") == "username"
    assert one(tree, "input[name=password]").get("autocomplete") == "current-password"
    assert tree.xpath("//@onpaste") == []


def test_rule_39_place_in_the_menu_is_said(client: Client, story: Article) -> None:
    found = {path: select(page(client, path), "nav.strip a[aria-current]") for path in ("/world/", story.path or "")}
    assert {path: [link.get("aria-current") for link in links] for path, links in found.items()} == {
        "/world/": ["page"],
        story.path: ["true"],
    }


@pytest.mark.browser
def test_rule_39_keyboard_reaches_every_link_in_order(open_page: Open, transactional_db: None) -> None:
    made_story()
    reader = open_page()
    reader.goto("/world/asia/bridge/")
    reachable = "[...document.querySelectorAll('a, summary')].filter((one) => one.checkVisibility())"
    reached = []
    for _ in range(count := int(reader.evaluate(f"{reachable}.length"))):
        reader.keyboard.press("Tab")
        reached.append(reader.evaluate(f"{reachable}.indexOf(document.activeElement)"))
    assert reached == list(range(count))


def test_rule_40_what_was_found_is_a_status(client: Client, story: Article) -> None:
    [said] = select(page(client, "/search/?q=bridge"), "p[role=status]")
    assert "bridge" in (said.text or "")


def test_rule_41_nothing_plays_by_itself(client: Client, db: None, tree: HtmlElement) -> None:
    assert tree.xpath("//@autoplay") == []

"""An editor walks through the site as it will be, with mouse and keyboard, and leaves it again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import await_keys
from tests.browser.test_accessibility import SCHEMES, violations
from tests.chromium import Open
from tests.factories import make_article, make_page, make_section

TOMORROW = timezone.localtime() + timedelta(days=1)


@pytest.fixture(autouse=True)
def newsroom(transactional_db: None) -> None:
    world = make_section("World")
    make_article("Old news", section=world)
    make_article("Budget is read", section=world, published_at=TOMORROW.replace(hour=17), path="/budget/")
    make_page("About", path="/about/")


def test_editor_walks_from_the_front_page_to_a_story_of_tomorrow_and_leaves(open_desk: Open) -> None:
    desk = open_desk(bears="404")
    desk.goto("/admin/")
    desk.get_by_role("link", name="The site at a time to come").click()
    expect(desk.get_by_label("Date and time")).to_have_value(f"{TOMORROW:%Y-%m-%d}T18:00")
    desk.get_by_role("button", name="Show the site").click()
    bar = desk.get_by_role("complementary", name="The site as of")
    expect(bar).to_contain_text(f"{TOMORROW:%A} {TOMORROW.day} {TOMORROW:%B}")
    desk.get_by_role("navigation", name="Sections", exact=True).get_by_role("link", name="World").click()
    expect(desk.get_by_role("heading", name="World")).to_be_visible()
    desk.get_by_role("main").get_by_role("link", name="Budget is read").first.click()
    expect(desk.get_by_role("heading", name="Budget is read")).to_be_visible()
    bar.get_by_label("Another time").fill(f"{TOMORROW:%Y-%m-%d}T16:00")
    desk.keyboard.press("Enter")
    expect(bar).to_contain_text("16:00 IST")
    expect(desk.get_by_role("heading", name="Budget is read")).to_be_hidden()
    bar.get_by_label("Another time").fill("2020-01-01T10:00")
    bar.get_by_role("button", name="Show").click()
    expect(desk.get_by_text("This time has passed. Choose a later one.")).to_be_visible()
    desk.get_by_label("Date and time").fill(f"{TOMORROW:%Y-%m-%d}T18:00")
    desk.get_by_role("button", name="Show the site").click()
    expect(desk.get_by_role("heading", name="Budget is read")).to_be_visible()
    bar.get_by_role("link", name="Leave").click()
    expect(desk.get_by_role("link", name="The site at a time to come")).to_be_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_bar_has_no_violation_and_fits(open_desk: Open, scheme: str) -> None:
    desk = open_desk(scheme=scheme, width=375, bears="404")
    for path in ("/", "/budget/", "/nothing/", "/about/", "/lite/budget/"):
        desk.goto(f"/preview/at/{TOMORROW:%Y-%m-%d}T18:00{path}")
        await_keys(desk)
        assert violations(desk) == []
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for path in ("/admin/as-of/", f"/admin/planned/?day={TOMORROW:%Y-%m-%d}"):
        desk.goto(path)
        assert violations(desk) == []

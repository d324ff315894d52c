"""What breaks is put over every page, and taken off, by the keyboard on a phone in the dark."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import await_keys
from tests.browser.test_fronts import choose, is_whole, press
from tests.chromium import Open
from tests.factories import make_article


def test_banner_is_begun_and_ended_by_keyboard(transactional_db: None, open_desk: Open) -> None:
    make_article("Ferries sail")
    desk = open_desk(width=375, scheme="dark")
    desk.goto("/admin/articles/banner/add/")
    await_keys(desk)
    desk.get_by_label("Text:").fill("All ferries sail again")
    desk.get_by_label("Ends:").fill("2020-01-01T10:00")
    press(desk, "Save")
    expect(desk.get_by_text("That moment is over.")).to_be_visible()
    choose(desk, "Leads to", "Ferries sail")
    desk.get_by_label("Ends:").fill(f"{timezone.localtime() + timedelta(hours=1):%Y-%m-%dT%H:%M}")
    press(desk, "Save")
    assert is_whole(desk)
    desk.get_by_role("row").get_by_role("checkbox").last.press("Space")
    desk.get_by_label("Action:").select_option("end_now")
    press(desk, "Go")
    expect(desk.get_by_text("The banner is off every page.")).to_be_visible()

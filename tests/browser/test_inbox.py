"""The inbox in a real browser: a key for each decision, a small screen, light and dark."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Linkback, SiteRule
from tests.admin.desk import client_of
from tests.browser.conftest import await_keys
from tests.browser.test_accessibility import SCHEMES, violations
from tests.chromium import Open
from tests.factories import make_article, make_linkback, minutes_ago

INBOX = "/admin/articles/linkback/"
LONG = "longwordwithoutaspace" * 20
PAGES = ["", "{}/change/", "?state=all", "?q=nothing"]


@pytest.fixture
def linkbacks(transactional_db: None) -> list[Linkback]:
    """Three that wait, newest first: One, Two and Three."""
    article = make_article("Ferries cross the river")
    return [
        make_linkback(
            article, title=title, status="pending", source_url=f"https://{title.lower()}.example/a",
            received_at=minutes_ago(minutes), excerpt="[…] read a report now […]", link_text="a report",
        )
        for minutes, title in enumerate(["One", "Two", "Three"])
    ]  # fmt: skip


@pytest.fixture
def hostile(linkbacks: list[Linkback]) -> Linkback:
    """One whose page has changed since it was approved, with everything odd and long about it."""
    return make_linkback(
        linkbacks[0].article, status="approved", title=LONG, excerpt=LONG, changed_title="Pills", changed_excerpt=LONG,
        source_url=f"https://{'a.' * 60}evil.example/{'b' * 1500}", is_hidden=True, is_nofollow=True, link_count=2412,
        final_url=f"https://other.example/{LONG}", canonical_url="https://third.example/", problem=LONG[:300],
    )  # fmt: skip


@pytest.fixture
def open_inbox(open_page: Open, live_server: LiveServer, transactional_db: None) -> Open:
    """Logged in as a moderator."""
    session = client_of("Moderator").cookies[settings.SESSION_COOKIE_NAME].value

    def opened(address: str = INBOX, **options: object) -> Page:
        page = open_page(**options)
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page.goto(address)
        if options.get("java_script_enabled", True):
            await_keys(page)
        return page

    return opened


def expect_focus(page: Page, title: str) -> None:
    expect(page.locator("[data-row]:focus")).to_contain_text(title)
    await_keys(page)


def statuses() -> dict[str, str]:
    return dict(Linkback.objects.values_list("title", "status"))


@pytest.mark.parametrize(
    ("key", "said", "status"),
    [("a", "approved", "approved"), ("r", "rejected", "rejected"), ("s", "marked as spam", "spam"),
     ("b", "Blocked: one.example", "spam")],
)  # fmt: skip
def test_key_decides_on_the_row_and_goes_on(
    open_inbox: Open, linkbacks: list[Linkback], key: str, said: str, status: str
) -> None:
    page = open_inbox()
    page.keyboard.press("j")
    expect_focus(page, "One")
    page.keyboard.press(key)
    expect(page.locator(".messagelist")).to_contain_text(said)
    expect(page.locator("[data-said]")).to_contain_text(said)
    expect_focus(page, "Two")
    assert statuses() == {"One": status, "Two": "pending", "Three": "pending"}
    assert SiteRule.objects.exists() is (key == "b")


def test_undo_key_takes_the_last_decision_back(open_inbox: Open, linkbacks: list[Linkback]) -> None:
    page = open_inbox()
    page.keyboard.press("j")
    page.keyboard.press("b")
    expect_focus(page, "Two")
    page.keyboard.press("u")
    expect(page.locator(".messagelist")).to_contain_text("Undone: 1 linkback is as before.")
    expect_focus(page, "One")
    assert set(statuses().values()) == {"pending"}
    assert not SiteRule.objects.exists()


def test_all_is_decided_without_a_mouse(open_inbox: Open, linkbacks: list[Linkback]) -> None:
    page = open_inbox()
    page.keyboard.press("j")
    for key, title in [("a", "Two"), ("s", "Three")]:
        page.keyboard.press(key)
        expect_focus(page, title)
    page.keyboard.press("r")
    expect(page.get_by_text("Nothing here.")).to_be_visible()
    await_keys(page)
    assert statuses() == {"One": "approved", "Two": "spam", "Three": "rejected"}
    page.keyboard.press("u")
    expect_focus(page, "Three")
    assert statuses()["Three"] == "pending"


def test_focus_walks_the_rows(open_inbox: Open, linkbacks: list[Linkback]) -> None:
    page = open_inbox()
    for key, title in [
        *[("j", "One"), ("j", "Two"), ("ArrowDown", "Three"), ("j", "Three")],
        *[("k", "Two"), ("ArrowUp", "One"), ("k", "One")],
    ]:
        page.keyboard.press(key)
        expect_focus(page, title)


def test_typing_decides_nothing(open_inbox: Open, linkbacks: list[Linkback]) -> None:
    page = open_inbox()
    search = page.get_by_label("Words of the page")
    search.focus()
    page.keyboard.type("jars b")
    expect(search).to_have_value("jars b")
    page.get_by_label("Action:").focus()
    page.keyboard.type("s")
    page.locator("body").press("a")
    assert set(statuses().values()) == {"pending"}


def test_keys_with_modifiers_are_the_browsers(open_inbox: Open, linkbacks: list[Linkback]) -> None:
    page = open_inbox()
    page.keyboard.press("j")
    for modifier in ("Control", "Alt", "Meta"):
        page.keyboard.press(f"{modifier}+b")
    expect_focus(page, "One")
    assert set(statuses().values()) == {"pending"}


def test_held_key_decides_once(open_inbox: Open, linkbacks: list[Linkback]) -> None:
    page = open_inbox()
    page.keyboard.press("j")
    page.keyboard.down("a")
    expect_focus(page, "Two")
    page.keyboard.down("a")
    page.keyboard.press("j")
    expect_focus(page, "Three")
    assert statuses() == {"One": "approved", "Two": "pending", "Three": "pending"}


def test_M6_keys_decide_on_the_change(open_inbox: Open, hostile: Linkback) -> None:
    page = open_inbox(f"{INBOX}?q=evil")
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.locator(".messagelist")).to_contain_text("kept as approved")
    hostile.refresh_from_db()
    assert (hostile.status, hostile.title, hostile.has_changed) == ("approved", LONG, False)


def test_button_goes_on_like_its_key(open_inbox: Open, linkbacks: list[Linkback]) -> None:
    page = open_inbox()
    page.get_by_role("button", name="Reject").nth(1).click()
    expect_focus(page, "Three")
    page.locator(".messagelist").get_by_role("button", name="Undo").click()
    expect_focus(page, "Two")


def test_buttons_work_without_scripts(open_inbox: Open, linkbacks: list[Linkback]) -> None:
    page = open_inbox(f"{INBOX}?q=example", java_script_enabled=False)
    page.get_by_role("button", name="Approve").first.click()
    expect(page.locator(".messagelist")).to_contain_text("“One”: approved.")
    assert page.url.endswith("?q=example")
    page.locator(".messagelist").get_by_role("button", name="Undo").click()
    expect(page.locator(".messagelist")).to_contain_text("Undone")
    assert set(statuses().values()) == {"pending"}


@pytest.mark.parametrize("width", [375, 768, 1440])
@pytest.mark.parametrize("address", PAGES)
def test_H100_inbox_fits_the_screen(open_inbox: Open, hostile: Linkback, address: str, width: int) -> None:
    page = open_inbox(INBOX + address.format(hostile.pk), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", SCHEMES)
def test_inbox_has_no_violation(open_inbox: Open, hostile: Linkback, scheme: str) -> None:
    page = open_inbox(scheme=scheme)
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.locator(".desk-done")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("address", ["linkback/{}/change/", "siterule/", "siterule/add/", "delivery/"])
def test_page_has_no_violation(open_inbox: Open, hostile: Linkback, address: str, scheme: str) -> None:
    page = open_inbox(f"/admin/articles/{address.format(hostile.pk)}", scheme=scheme)
    assert violations(page) == []

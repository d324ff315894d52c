"""What an editor does on the article's form, step by step."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import await_keys

ADD = "/admin/articles/article/add/"


def body_of(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Body")


def open_form(page: Page, address: str = ADD) -> None:
    page.goto(address)
    expect(page.get_by_role("toolbar")).to_be_visible()
    await_keys(page)


def write(page: Page, headline: str, text: str) -> None:
    page.get_by_label("Headline:", exact=True).fill(headline)
    page.get_by_label("Section:").select_option(index=1)
    body_of(page).click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def choose(page: Page, button: str, words: str) -> None:
    """By searching: opens the dialog, types, takes the first answer."""
    page.get_by_role("toolbar").get_by_role("button", name=button).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").fill(words)
    expect(dialog.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()


def sent_body(page: Page) -> str:
    return page.locator("textarea[name=body]").input_value()

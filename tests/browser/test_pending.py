"""A live story holds an edit that readers do not see: kept, gone on with by another, published."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from articles.models import Article, PendingEdit
from tests.browser.test_accessibility import SCHEMES, violations
from tests.browser.test_nothing_lost import form_of, write_on
from tests.browser.writing import open_form, sent_body
from tests.chromium import Open
from tests.factories import make_article


@pytest.fixture
def article(transactional_db: None) -> Article:
    return make_article("Bridge opens", path="/bridge/", body="<p>People walked across.</p>")


def test_edit_is_kept_gone_on_with_and_published(open_desk: Open, open_page: Open, article: Article) -> None:
    desk = open_desk()
    open_form(desk, form_of(article))
    write_on(desk, " Not yet.")
    desk.get_by_role("button", name="Keep for later").click()
    expect(desk.get_by_text("Readers see the article as it was.")).to_be_visible()
    expect(desk.locator(".desk-offer")).to_have_count(0)
    reader = open_page()
    reader.goto("/bridge/")
    expect(reader.get_by_text("People walked across.")).to_be_visible()
    expect(reader.get_by_text("Not yet.")).to_be_hidden()
    desk.get_by_role("link", name="Go on with it").click()
    expect(desk.get_by_role("toolbar")).to_be_visible()
    assert sent_body(desk) == "<p>People walked across. Not yet.</p>"
    desk.goto(form_of(article))
    desk.get_by_role("button", name="Publish it now").click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    reader.reload()
    expect(reader.get_by_text("Not yet.")).to_be_visible()
    assert not PendingEdit.objects.exists()


def test_edit_is_scheduled(open_desk: Open, article: Article) -> None:
    desk = open_desk()
    open_form(desk, form_of(article))
    write_on(desk, " Not yet.")
    desk.get_by_role("button", name="Keep for later").click()
    desk.get_by_label("Publish it at").fill("2090-01-01T10:00")
    desk.get_by_role("button", name="Schedule it").click()
    expect(desk.get_by_text("It goes out on 1 Jan 2090, 10:00 IST.")).to_be_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_form_with_an_edit_has_no_violation_and_fits_a_phone(open_desk: Open, article: Article, scheme: str) -> None:
    desk = open_desk(scheme=scheme, width=375)
    open_form(desk, form_of(article))
    write_on(desk, " Not yet.")
    desk.get_by_role("button", name="Keep for later").click()
    expect(desk.get_by_role("heading", name="An edit is kept for later")).to_be_visible()
    expect(desk.get_by_role("toolbar")).to_be_visible()
    assert violations(desk) == []
    assert desk.evaluate("document.documentElement.scrollWidth") <= 375

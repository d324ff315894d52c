"""A publication that was a mistake, taken back without scripts; and the list of who did what."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, AuditEntry
from tests.admin.desk import step_page
from tests.browser.conftest import log_in_as
from tests.browser.test_accessibility import violations
from tests.chromium import Open
from tests.factories import make_article


@pytest.fixture(autouse=True)
def _window(settings: object, _told_at_once: None) -> None:
    settings.UNDO_SECONDS = 60  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [375, 1440])
def test_publication_is_undone_without_scripts(
    open_page: Open, live_server: LiveServer, transactional_db: None, width: int
) -> None:
    article = make_article("Bridge opens", status="ready", path=None, published_at=None)
    page = open_page(width=width, java_script_enabled=False)
    log_in_as("Editor", page, live_server)
    page.goto(step_page(article.pk, "publish"))
    page.locator("input[type=submit].default, .submit-row [type=submit]").first.click()
    expect(page.get_by_role("button", name="Undo the publication")).to_have_count(2)
    page.get_by_role("button", name="Undo the publication").last.click()
    expect(page.get_by_text("The publication of “Bridge opens” is undone.")).to_be_visible()
    assert Article.objects.get().status == "ready"


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1440, "light")])
def test_audit_is_accessible_and_fits(
    open_page: Open, live_server: LiveServer, transactional_db: None, width: int, scheme: str
) -> None:
    for number, action in enumerate(AuditEntry.Action.values):
        AuditEntry.objects.create(
            username="asha", action=action, kind="articles.article", named=f"{'Long' * 40} {number}", object_id="7",
            address="2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", details="Published",
        )  # fmt: skip
    page = open_page(width=width, scheme=scheme)
    log_in_as("Admin", page, live_server)
    page.goto("/admin/articles/auditentry/")
    expect(page.get_by_role("row")).not_to_have_count(0)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

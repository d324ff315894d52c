"""An editor looks at what is planned, by keyboard, on a desk and on a phone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import await_keys
from tests.browser.test_accessibility import SCHEMES, violations
from tests.chromium import Open
from tests.factories import make_article


@pytest.mark.parametrize("scheme", SCHEMES)
def test_calendar_on_a_desk_and_a_phone(transactional_db: None, open_desk: Open, scheme: str) -> None:
    make_article("Budget is read", published_at=datetime(2090, 3, 4, 4, tzinfo=UTC))
    for width in (1440, 375):
        desk = open_desk(scheme=scheme, width=width)
        desk.goto("/admin/planned/?show=month&day=2090-03-01")
        await_keys(desk)
        assert desk.locator(".desk-plan > li:visible").count() == (35 if width == 1440 else 1)
        assert violations(desk) == []
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
        desk.get_by_role("link", name="Budget is read").focus()
        desk.keyboard.press("Enter")
        expect(desk.get_by_label("Headline:", exact=True)).to_have_value("Budget is read")

"""What an editor does in a browser: logs in, waits until the page hears the keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.admin.desk import client_of
from tests.chromium import Open


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


def await_keys(page: Page) -> None:
    """Return when the page hears the keyboard: Chromium drops what is typed before a page's first picture."""
    page.wait_for_load_state("load")
    page.evaluate("() => new Promise((heard) => requestAnimationFrame(() => requestAnimationFrame(heard)))")


def log_in_as(role: str, page: Page, live_server: LiveServer) -> None:
    session = client_of(role).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


@pytest.fixture
def open_desk(open_page: Open, live_server: LiveServer) -> Open:
    """The same, logged in as an editor."""
    session = client_of("Editor").cookies[settings.SESSION_COOKIE_NAME].value

    def opened(**options: Any) -> Page:
        page = open_page(**options)
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        return page

    return opened

"""A real browser over a live site: one Chromium for the run, a profile of its own for each test."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.services import require

# How long a page may take is not what these tests ask; the machine may be busy.
expect.set_options(timeout=30_000)

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = require("chromium")
    # Playwright runs a loop in this thread, where Django would refuse every query of a test.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(chromium: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Opens pages of a new profile; what the browser complains about fails the test, but for what it `bears`."""
    complaints: list[str] = []
    contexts = []

    def opened(width: int = 1280, scheme: Any = "light", bears: str = "\0", **options: Any) -> Page:
        # A worker asks for pages when it likes: only where a test is about it.
        options = {"service_workers": "block"} | options
        viewport = {"width": width, "height": 900}
        context = chromium.new_context(
            base_url=live_server.url, viewport=viewport, color_scheme=scheme, reduced_motion="reduce", **options
        )
        contexts.append(context)
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda said: said.type == "error" and bears not in said.text and complaints.append(said.text)
        )
        return page

    with _requests() as under_way:
        yield opened
        for context in contexts:
            context.close()
        _settle(under_way)
    assert complaints == []


@contextmanager
def _requests() -> Iterator[set[int]]:
    """The threads of the live server that answer somebody; each answers one at a time."""
    under_way: set[int] = set()

    def begin(**_: Any) -> None:
        under_way.add(get_ident())

    def end(**_: Any) -> None:
        under_way.discard(get_ident())

    request_started.connect(begin)
    request_finished.connect(end)
    yield under_way
    request_started.disconnect(begin)
    request_finished.disconnect(end)


def _settle(under_way: set[int]) -> None:
    """What a page sends when it is left is still under way then, and the database is about to be emptied."""
    end, quiet_since = time.monotonic() + 10, time.monotonic()
    while time.monotonic() < min(end, quiet_since + 0.1):
        time.sleep(0.01)
        if under_way:
            quiet_since = time.monotonic()

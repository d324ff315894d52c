"""The server goes and comes again between what was kept and the save: the form bears it, and so does what was typed."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_nothing_lost import AWAY, expect_kept_all
from tests.browser.writing import ADD, body_of, open_form, sent_body, write
from tests.commands.servers import running
from tests.engines import free_port

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]


def log_in(page: Page, name: str, password: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def test_server_restarted_between_copy_and_save(chromium: Browser, tmp_path: Path) -> None:
    port = free_port()
    context = chromium.new_context(base_url=f"http://127.0.0.1:{port}")
    context.set_default_timeout(30_000)
    desk = context.new_page()
    with running(tmp_path, "run", port=port) as server:
        log_in(desk, *server.login())
        open_form(desk, ADD)
        write(desk, "A bridge opens", "Before.")
        expect_kept_all(desk)
        server.stop(signal.SIGINT)
    body_of(desk).get_by_text("Before.").click()
    desk.keyboard.press("End")
    desk.keyboard.type(" While it was away.")
    desk.get_by_role("button", name="Save and continue").click()
    expect(desk.locator("[data-away]")).to_contain_text(AWAY)
    with running(tmp_path, "run", port=port):
        expect_kept_all(desk)
        desk.get_by_role("button", name="Save and continue").click()
        expect(desk.get_by_text("was added successfully")).to_be_visible()
        assert "<p>Before. While it was away.</p>" in sent_body(desk)
    context.close()

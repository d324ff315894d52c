"""What a browser that has never been at the desk fetches for an article's form, from the production server."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_server_restarted import log_in
from tests.browser.writing import ADD
from tests.commands.servers import running

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]
MOST_BYTES = 700 * 1024


def fetched(page: Page, path: str) -> dict[str, int]:
    """Bytes over the wire, headers included, by address."""
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    watched = page.context.new_cdp_session(page)
    watched.send("Network.enable")
    watched.send("Network.setCacheDisabled", {"cacheDisabled": True})
    watched.on("Network.requestWillBeSent", lambda sent: addresses.update({sent["requestId"]: sent["request"]["url"]}))
    watched.on(
        "Network.loadingFinished",
        lambda done: sizes.update({addresses[done["requestId"]]: int(done["encodedDataLength"])}),
    )
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return sizes


def test_article_form_is_700_kib_at_most_on_first_load(chromium: Browser, tmp_path: Path) -> None:
    with running(tmp_path, "run") as server:
        context = chromium.new_context(base_url=server.url)
        desk = context.new_page()
        log_in(desk, *server.login())
        sizes = fetched(desk, ADD)
        context.close()
    assert any(address.endswith(".js") for address in sizes)
    assert sum(sizes.values()) <= MOST_BYTES, sorted(sizes.items(), key=lambda one: -one[1])[:10]

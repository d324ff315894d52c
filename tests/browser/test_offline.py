"""Reading without a network: what was read stays, what was withdrawn goes, and a switch takes all of it back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from articles import publishing
from articles.models import Article
from tests.chromium import Open
from tests.factories import make_article

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]
KEPT = "caches.open('read-1').then((cache) => cache.keys()).then((all) => all.map((one) => new URL(one.url).pathname))"
CONTROLLED = "navigator.serviceWorker.controller !== null"
UNREGISTERED = "() => navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)"


def until(reader: Page, script: str) -> None:
    """Playwright's own way of waiting needs `eval`, which our pages forbid."""
    for _ in range(300):
        if reader.evaluate(script):
            return
        reader.wait_for_timeout(100)
    raise AssertionError(f"{script}: {reader.evaluate(KEPT)}")


def reader_with_worker(open_page: Open, path: str) -> Page:
    """Who opened a page, and has the worker since."""
    reader = open_page(bears="Failed to load resource", service_workers="allow")
    reader.goto(path)
    until(reader, CONTROLLED)
    until(reader, f"{KEPT}.then((all) => all.length > 1)")
    return reader


def test_rule_34_what_was_read_is_there_without_a_network(open_page: Open) -> None:
    for number, headline in enumerate(("Bridge opens", "Tom & Jerry’s <b>$&</b>", "Never read")):
        make_article(headline, path=f"/{number}/", body=f"<p>Text {number}</p>")
    make_article("पुल", path="/पुल/", language="hi")
    reader = reader_with_worker(open_page, "/0/")
    for path in ("/1/", "/पुल/", "/"):
        reader.goto(path)
    until(reader, f"{KEPT}.then((all) => all.length === 4)")
    reader.context.set_offline(True)
    reader.goto("/0/")
    expect(reader.get_by_text("Text 0")).to_be_visible()
    reader.goto("/2/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("No connection")
    links = reader.get_by_role("navigation").get_by_role("link")
    expect(links).to_have_text(["पुल", "Tom & Jerry’s <b>$&</b>", "Bridge opens"])
    links.first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("पुल")


def test_network_is_believed_and_what_was_withdrawn_goes(open_page: Open) -> None:
    make_article("Bridge opens", path="/0/")
    reader = reader_with_worker(open_page, "/0/")
    Article.objects.update(headline="Bridge is open")
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Bridge is open")
    publishing.kill(Article.objects.get())
    reader.reload()
    until(reader, f"{KEPT}.then((all) => String(all) === '/offline/')")
    reader.context.set_offline(True)
    reader.goto("/0/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("No connection")


def test_thirty_articles_are_kept_and_nothing_of_the_desk(open_page: Open) -> None:
    for number in range(33):
        make_article(path=f"/{number}/")
    reader = reader_with_worker(open_page, "/0/")
    for number in range(1, 33):
        reader.goto(f"/{number}/", wait_until="commit")
        until(reader, f"{KEPT}.then((all) => all.includes('/{number}/'))")
    reader.goto("/admin/")
    reader.goto("/preview/12345678901234567890123456789012/")
    kept = reader.evaluate(KEPT)
    assert sorted(kept) == sorted(["/offline/", *(f"/{number}/" for number in range(3, 33))])
    reader.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        reader.goto("/admin/")


def test_switch_takes_worker_and_copies_back(open_page: Open, settings: Settings) -> None:
    make_article(path="/0/")
    reader = reader_with_worker(open_page, "/0/")
    settings.SERVICE_WORKER = False
    reader.goto("/0/")
    assert reader.locator("script[src]").count() == 0
    until(reader, UNREGISTERED)
    assert reader.evaluate("caches.keys()") == []

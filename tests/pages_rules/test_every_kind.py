"""Every kind of readers' page, in both schemes and both languages of the site (pages.md, 25 and 32): one pass each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django import Settings

from articles import publishing
from articles.linkbacks.receiving import limits
from articles.models import Article, Banner, Comment, Section
from articles.pages.head import html_language
from articles.views import errors
from tests.chromium import Open
from tests.factories import make_article
from tests.pages_rules.conftest import made_story

pytestmark = pytest.mark.browser
ARTICLE, HINDI, KILLED = "/world/asia/bridge/", "/पुल/", "/withdrawn/"
LISTS = ["/", "/world/", "/world/asia/", "/tag/rivers/", "/author/asha/", "/archive/", "/archive/2026/"]
LISTS += ["/archive/2026/01/", "/archive/2026/01/20/", "/archive/corrections/"]
SEARCHES = ["/search/", "/search/?q=bridge", "/search/?q=xyzzyx&section=/world/&from=2026-01-01", "/search/?q=brigde"]
SINGLE = [ARTICLE, HINDI, "/about/", "/linkbacks/webmention/"]
LITE = [f"/lite{path}" for path in [*LISTS[:2], *LISTS[3:], *SEARCHES[:3], ARTICLE, HINDI, "/about/"]]
NOTICES = ["/nothing/", KILLED, "/offline/", "/away/", "/broken/"]
COMMENTS = ["/comments/{story}/", "/comments/{story}/?to={comment}", "/comments/{story}/?sent=1", "/comments/{hindi}/"]
KINDS = [*LISTS, *SEARCHES, *SINGLE, *LITE, *NOTICES, *COMMENTS]
FEEDS = ["/feed/", "/world/feed/atom/"]
_REFUSED = "status of 4"
"""What the browser complains of where a page is not there, or a form is refused."""
_AXE = """(rules) => axe.run({resultTypes: ['violations'], ...(rules && {runOnly: rules})})
  .then((found) => found.violations)"""
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""All that the scheme changes."""


@pytest.fixture
def site(transactional_db: None, settings: Settings) -> dict[str, int]:
    """The numbers that stand in addresses."""
    settings.COMMENTS_RECEIVE = True
    limits.forget()
    story = made_story()
    Section.objects.update(takes_comments=True)
    publishing.kill(make_article("Withdrawn", path=KILLED))
    hindi = Article.objects.get(language="hi").pk
    return {"story": story.pk, "hindi": hindi, "comment": Comment.objects.get().pk}


def visited(reader: Page, site: dict[str, int]) -> Iterator[str]:
    """Opens one page of each kind after the other; the last is the form that came back."""
    _answer(reader, "/away/", errors.away(RequestFactory().get("/")))
    _answer(reader, "/broken/", errors.broken(RequestFactory().get("/")))
    for kind in KINDS:
        reader.goto(kind.format(**site))
        yield kind
    with reader.expect_navigation():
        reader.locator("form.commenting").evaluate("(form) => form.submit()")
    yield "a form that came back"


def _answer(reader: Page, path: str, answer: HttpResponse) -> None:
    """What only a broken site would answer."""
    text, headers = answer.content.decode(), {"Content-Security-Policy": answer["Content-Security-Policy"]}
    reader.route(f"**{path}", lambda route: route.fulfill(body=text, content_type="text/html", headers=headers))


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    found: list[dict[str, Any]] = page.evaluate(_AXE, rules)
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("language", ["en-in", "hi"])
def test_rule_25_every_kind_of_page_has_no_violation(
    open_page: Open, site: dict[str, int], settings: Settings, language: str
) -> None:
    """In Hindi with a banner over every page."""
    settings.LANGUAGE_CODE = language
    if language == "hi":
        Banner.objects.create(text="पुल खुला", language="hi", ends_at=timezone.now() + timedelta(hours=1))
    reader, script, found, languages = open_page(bears=_REFUSED), Axe().axe_script, [], {}
    for kind in visited(reader, site):
        reader.emulate_media(color_scheme="light")
        reader.evaluate(script)
        found += [(kind, one) for one in violations(reader)]
        reader.emulate_media(color_scheme="dark")
        found += [(kind, "dark", one) for one in violations(reader, OF_COLOURS)]
        languages[kind] = reader.locator("html").get_attribute("lang")
    assert found == []
    assert {languages[kind] for kind in LISTS} == {html_language(language)}


def test_rule_32_nothing_scrolls_sideways(open_page: Open, site: dict[str, int]) -> None:
    """320 pixels are 1280 at four times their size."""
    reader = open_page(width=320, bears=_REFUSED)
    widths = {kind: reader.evaluate("document.documentElement.scrollWidth") for kind in visited(reader, site)}
    assert widths == dict.fromkeys(widths, 320)
    assert len(widths) == len(KINDS) + 1


@pytest.mark.parametrize("path", FEEDS)
def test_feed_can_be_read_in_both_schemes(open_page: Open, site: dict[str, int], path: str) -> None:
    reader = open_page(width=320)
    reader.goto(path)
    reader.evaluate(Axe().axe_script)
    for scheme in ("light", "dark"):
        reader.emulate_media(color_scheme=scheme)
        assert violations(reader, OF_COLOURS) == []
    assert reader.evaluate("document.documentElement.scrollWidth") == 320

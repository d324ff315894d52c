"""Budgets of an article's page (pages.md, the table above the rules)."""

from __future__ import annotations

import brotli
from django.test import Client
from lxml.html import HtmlElement

from articles.models import Article
from tests.views.reading import select

KIB = 1024


def test_budget_html_fits_the_first_flight(client: Client, story: Article) -> None:
    html = client.get(story.path or "").content
    assert len(brotli.compress(html, quality=5)) <= 14 * KIB
    assert len(html) <= 60 * KIB


def test_budget_css_is_one_block_of_six_kibibytes(tree: HtmlElement) -> None:
    [style] = select(tree, "style")
    assert len((style.text or "").encode()) <= 6 * KIB
    assert select(tree, "link[rel=stylesheet]") == []


def test_budget_scripts_are_five_kibibytes_with_the_worker(client: Client, tree: HtmlElement) -> None:
    assert set(tree.xpath("//script[not(@src)]/@type")) == {"application/ld+json", "speculationrules"}
    [script] = select(tree, "script[src]")
    assert script.get("defer") is not None
    assert sum(len(client.get(path).content) for path in (script.get("src"), "/service-worker.js")) <= 5 * KIB


def test_budget_dom_is_small(tree: HtmlElement) -> None:
    assert sum(1 for _ in tree.iter()) <= 800


def test_budget_no_fonts_are_loaded(tree: HtmlElement) -> None:
    [style] = select(tree, "style")
    assert "@font-face" not in (style.text or "")
    assert select(tree, "link[rel=preload]") == []

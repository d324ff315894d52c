"""The breaking banner stands on every page of readers until its end, and leads only to what is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Article, Banner
from articles.pages.stylesheet import stylesheet, stylesheet_hash
from tests.factories import make_article, make_page, make_section, make_tag

pytestmark = pytest.mark.django_db
PATHS = ("/", "/world/", "/ferries/", "/tag/rivers/", "/archive/", "/search/", "/nothing/", "/about/", "/lite/ferries/")


@pytest.fixture
def article() -> Article:
    make_page("About", path="/about/")
    return make_article("Ferries", section=make_section("World"), path="/ferries/", tags=(make_tag("Rivers"),))


def begin(text: str = "The bridge is open", minutes: float = 5, **fields: object) -> Banner:
    return Banner.objects.create(text=text, ends_at=timezone.now() + timedelta(minutes=minutes), **fields)


def shown(client: Client, path: str = "/") -> str:
    found = re.search(r'<aside class="breaking".*?</aside>', client.get(path).content.decode())
    return found[0] if found else ""


@pytest.mark.parametrize("path", PATHS)
def test_banner_leads_every_page_to_its_story(client: Client, article: Article, path: str) -> None:
    assert shown(client, path) == ""
    begin(article=article)
    assert '<a href="/ferries/">The bridge is open</a>' in shown(client, path)


@pytest.mark.parametrize("path", ["/", "/ferries/", "/lite/ferries/"])
def test_page_with_a_banner_allows_its_own_styles(client: Client, article: Article, path: str) -> None:
    kind = {"/": "front", "/ferries/": "article", "/lite/ferries/": "lite"}[path]
    assert f"'{stylesheet_hash(kind)}'" in client.get(path)["Content-Security-Policy"]
    begin()
    response = client.get(path)
    assert f"'{stylesheet_hash(kind, True)}'" in response["Content-Security-Policy"]
    assert stylesheet(kind, True) in response.content.decode()
    assert stylesheet(kind, True) != stylesheet(kind)


def test_banner_that_is_over_is_gone(client: Client) -> None:
    begin(minutes=-1)
    assert shown(client) == ""


def test_newest_banner_stands_alone(client: Client) -> None:
    begin("First")
    begin("Second")
    assert "Second" in shown(client)
    assert "First" not in client.get("/").content.decode()


def embargo(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(embargo_until=timezone.now() + timedelta(days=1))


@pytest.mark.parametrize("withdraw", [publishing.kill, embargo])
def test_story_that_is_withdrawn_leaves_the_line_without_a_link(
    client: Client, article: Article, withdraw: Callable[[Article], None]
) -> None:
    begin(article=article)
    withdraw(article)
    assert "<span>The bridge is open</span>" in shown(client)
    assert "href" not in shown(client)


def test_markup_in_the_text_is_text(client: Client) -> None:
    begin("<script>alert(1)</script> & more")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in shown(client)


def test_banner_in_hindi_says_so(client: Client) -> None:
    begin("पुल खुल गया", language="hi")
    assert '<span lang="hi">पुल खुल गया</span>' in shown(client)

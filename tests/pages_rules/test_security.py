"""Security and privacy (pages.md, 59 to 64)."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml.html import HtmlElement

from articles.models import Article
from tests.admin.desk import make_user
from tests.views.reading import select

PATHS = ["/world/asia/bridge/", "/", "/world/", "/tag/rivers/", "/author/asha/", "/archive/", "/search/?q=bridge"]
PATHS += ["/archive/corrections/", "/feed/", "/feed/json/", "/sitemap.xml", "/robots.txt", "/nothing/"]
HEADERS = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("path", [*PATHS, "/admin/login/"])
def test_rule_60_answers_close_what_is_not_needed(client: Client, story: Article, path: str) -> None:
    response = client.get(path, secure=True)
    assert {name: response.get(name) for name in HEADERS} == HEADERS
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("path", PATHS)
def test_rule_61_reader_gets_no_cookie(client: Client, story: Article, path: str) -> None:
    response = client.get(path)
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert b"csrfmiddlewaretoken" not in response.content


def test_rule_62_cookies_of_the_desk_are_closed(client: Client, db: None) -> None:
    user = make_user("Editor")
    user.set_password("a long password")
    user.save()
    client.post("/admin/login/", {"username": user.username, "password": "a long password"}, secure=True)
    cookie = client.cookies["sessionid"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")


def test_rule_63_sharing_is_by_plain_links(tree: HtmlElement) -> None:
    links = [link.get("href").partition("?")[0] for link in select(tree, "p.share a")]
    assert links == ["mailto:", "https://wa.me/", "https://news.example/world/asia/bridge/"]


def test_rule_64_shared_caches_may_keep_it_and_browsers_ask(client: Client, story: Article) -> None:
    said = client.get(story.path or "")["Cache-Control"]
    assert said.startswith("public, max-age=0, s-maxage=1,")
    assert "stale-if-error=86400" in said

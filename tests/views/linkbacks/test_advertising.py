"""What articles say of where they take linkbacks: table A of the specification."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.linkbacks.formats.discovery import discover
from articles.linkbacks.formats.fetched_page import FetchedPage
from tests.factories import make_article, make_linkback, make_section
from tests.views.linkbacks.notices import url_of

PINGBACK = "https://news.example/linkbacks/pingback/"
WEBMENTION = "https://news.example/linkbacks/webmention/"


def headers_of(response: Any) -> tuple[str | None, str | None]:
    return response.headers.get("X-Pingback"), response.headers.get("Link")


@pytest.mark.parametrize("method", ["get", "head"])
def test_A1_A6_A9_headers_on_get_and_head(client: Client, method: str) -> None:
    response = getattr(client, method)(make_article().path)
    assert headers_of(response) == (PINGBACK, f'<{WEBMENTION}>; rel="webmention"')


def test_A2_A4_pingback_link_is_literal_and_the_only_one(client: Client) -> None:
    literal = f'<link rel="pingback" href="{PINGBACK}">'
    article = make_article(headline=literal, body=f'<p>{literal}</p><p>&lt;link rel="pingback" href="x"&gt;</p>')
    make_linkback(article, title=literal, excerpt=literal, source_url=f"https://blog.example/?{literal}")
    html = client.get(article.path).content.decode()
    assert re.findall(r'<link rel="pingback" href="([^"]*)" ?/?>', html) == [PINGBACK]


def test_A3_endpoints_are_absolute_without_ampersand_or_fragment(client: Client) -> None:
    response = client.get(make_article().path)
    assert [url for url in (PINGBACK, WEBMENTION) if set("&#?") & set(url)] == []
    assert f'<link rel="webmention" href="{WEBMENTION}">' in response.content.decode()


def test_A5_pingback_is_not_in_the_link_header(client: Client) -> None:
    assert "pingback" not in client.get(make_article().path)["Link"]


def test_A7_rdf_names_article_and_endpoint(client: Client) -> None:
    article = make_article("Ferries & boats")
    page = client.get(article.path)
    found = discover(FetchedPage(url_of(article), list(page.headers.items()), page.content), url_of(article))
    assert (found.pingback, found.webmention) == (PINGBACK, WEBMENTION)
    assert found.trackback == f"https://news.example/linkbacks/trackback/{article.pk}/"


@pytest.mark.parametrize("headline", ["a --> b", "a -- b", 'a "--><script>alert(1)</script>', "a --!> b"])
def test_A7_H85_headline_cannot_close_the_comment(client: Client, headline: str) -> None:
    html = client.get(make_article(headline).path).content.decode()
    comment = html[html.index("<!--") + 4 : html.index("-->")]
    assert "</rdf:RDF>" in comment
    assert "--" not in comment
    assert html.count("<!--") == 1


CLOSED: list[tuple[str, dict[str, Any]]] = [
    ("A8-closed", {"receives_linkbacks": False}),
    ("A8-killed", {"status": "killed"}),
    ("A8-draft", {"status": "draft", "path": "/draft/"}),
    ("A8-embargoed", {"embargo_until": timezone.now().replace(year=2099)}),
]


@pytest.mark.parametrize("fields", [pytest.param(row[1], id=row[0]) for row in CLOSED])
def test_A8_closed_article_advertises_nothing(client: Client, fields: dict[str, Any]) -> None:
    response = client.get(make_article(**fields).path)
    assert headers_of(response) == (None, None)
    assert "linkbacks/" not in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/news/", "/search/?q=a", "/archive/", "/nothing/", "/tag/rivers/"])
def test_A8_other_pages_advertise_nothing(client: Client, path: str) -> None:
    make_article(section=make_section("News"), tags=("Rivers",))
    response = client.get(path)
    assert headers_of(response) == (None, None)
    assert 'rel="pingback"' not in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/linkbacks/pingback/", "/linkbacks/webmention/", "/linkbacks/trackback/1/", "/xmlrpc.php"]
)
def test_A10_endpoints_do_not_redirect(client: Client, path: str) -> None:
    assert client.post(path, "x", content_type="text/plain").status_code in {200, 400, 404}


def test_A11_host_header_shapes_no_address(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    response = client.get(make_article().path, headers={"Host": "evil.example"})
    assert headers_of(response)[0] == PINGBACK
    assert "evil.example" not in response.content.decode()


def test_PS_wordpress_finds_the_body_early_enough(client: Client) -> None:
    html = client.get(make_article(body="<p>The first words.</p>").path).content
    assert b"<title>" in html
    assert html.index(b"The first words.") < 150_000

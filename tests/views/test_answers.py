"""Every public answer: no cookie, a strict policy, two methods, and links that lead somewhere."""

from __future__ import annotations

import base64
import hashlib

import pytest
from django.test import Client
from django.utils import timezone
from lxml.html import HtmlElement

from tests.factories import make_article, make_author, make_byline, make_image, make_section
from tests.views.reading import one, page, select, texts

DAY = f"{timezone.localtime():%Y/%m/%d}"
PUBLIC = [
    "/",
    "/world/",
    "/story/",
    "/killed/",
    "/tag/rivers/",
    "/author/asha/",
    "/archive/",
    f"/archive/{DAY[:4]}/",
    f"/archive/{DAY[:7]}/",
    f"/archive/{DAY}/",
    "/search/",
    "/search/?q=story",
    "/nothing/",
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/favicon.svg",
    "/manifest.webmanifest",
]
PAGES = [path for path in PUBLIC if path not in set(PUBLIC[-5:])]


@pytest.fixture(autouse=True)
def _newsroom() -> None:
    world = make_section("World")
    make_section("Asia", parent=world)
    fields = {"section": world, "published_at": timezone.now(), "lead_image": make_image()}
    make_byline(make_article("Story", path="/story/", tags=("Rivers",), **fields), make_author(slug="asha"))
    make_article("Killed", path="/killed/", status="killed")


def digest(block: HtmlElement) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256((block.text or '').encode()).digest()).decode()}"


@pytest.mark.parametrize("path", PUBLIC)
def test_answer_sets_no_cookie_and_varies_by_none(client: Client, path: str) -> None:
    client.cookies["sessionid"] = "0123456789abcdef0123456789abcdef"
    response = client.get(path, headers={"accept-language": "hi"})
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize("path", PUBLIC)
def test_head_answers_like_get_without_a_body(client: Client, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head["Content-Type"] == got["Content-Type"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", PUBLIC)
def test_other_methods_are_not_allowed(path: str, method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert response.status_code == 405


@pytest.mark.parametrize("path", PAGES)
def test_rule_59_policy_allows_exactly_the_blocks_that_are_sent(client: Client, path: str) -> None:
    response = client.get(path)
    tree = page(client, path, response.status_code)
    [style] = select(tree, "style")
    scripts = [digest(one) for one in select(tree, "script[type=speculationrules]")]
    scripts += [one.get("integrity") for one in select(tree, "script[src]")]
    rules = "script-src {}; ".format(" ".join(f"'{one}'" for one in scripts)) if scripts else ""
    worker = "worker-src 'self'; trusted-types offline; " if rules else ""
    assert response["Content-Security-Policy"] == (
        f"default-src 'none'; style-src '{digest(style)}'; {rules}img-src 'self'; media-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; "
        f"{worker}require-trusted-types-for 'script'"
    )


@pytest.mark.parametrize("path", PAGES)
def test_page_needs_no_script_and_no_inline_style(client: Client, path: str) -> None:
    tree = page(client, path, client.get(path).status_code)
    assert tree.xpath("//@style | //@*[starts-with(name(), 'on')]") == []
    assert set(tree.xpath("//script[not(@src)]/@type")) <= {"application/ld+json", "speculationrules"}
    assert len(select(tree, "main")) == 1


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_ours_leads_somewhere(client: Client, path: str) -> None:
    tree = page(client, path, client.get(path).status_code)
    ours = {link for link in tree.xpath("//a/@href | //form/@action | //link/@href") if link.startswith("/")}
    assert "/search/" in ours
    assert {link: client.get(link).status_code for link in ours} == dict.fromkeys(ours, 200)


@pytest.mark.parametrize("path", PAGES)
def test_page_has_one_heading_and_a_way_past_the_menu(client: Client, path: str) -> None:
    tree = page(client, path, client.get(path).status_code)
    assert len(select(tree, "h1")) == 1
    assert tree.xpath("//body//a/@href")[0] == "#main"
    assert one(tree, "html").get("lang") == "en-IN"


def test_host_of_the_request_is_nowhere_on_the_page(client: Client, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["other.example"]  # type: ignore[attr-defined]
    response = client.get("/story/", headers={"host": "other.example"})
    assert response.status_code == 200
    assert b"other.example" not in response.content
    assert b"https://news.example/story/" in response.content


def test_editor_sees_what_everybody_sees(client: Client, admin_client: Client) -> None:
    assert admin_client.get("/story/").content == client.get("/story/").content


def test_robots_keep_out_of_admin_and_search(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[:3] == ["User-agent: *", "Disallow: /admin/", "Disallow: /search/"]


def test_not_found_helps_on(client: Client) -> None:
    tree = page(client, "/nothing/", 404)
    assert texts(tree, "h1") == ["This page is not in the paper"]
    assert one(tree, "input[name=q]").get("type") == "search"
    assert one(tree, "meta[name=robots]").get("content") == "noindex"

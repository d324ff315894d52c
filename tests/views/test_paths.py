"""Paths: any shape an article may have, old ones that lead on, and hostile ones."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_article, make_author, make_byline, make_redirect, make_section, make_tagged
from tests.views.reading import headlines, page

SHAPES = [
    "/a",
    "/a/",
    "/2016/10/20/ferries/",
    "/world/ferries/213727/",
    "/archives/123",
    "/story.html",
    "/राज्य/घाट-की-सीढ़ियाँ/",
    "/café/été/",
    "/100%-sure/",
    "/a&b=c;d/",
]


@pytest.mark.parametrize("path", SHAPES)
def test_article_stands_at_its_own_path(client: Client, path: str) -> None:
    article = make_article(path=unicodedata.normalize("NFC", path))
    assert client.get(article.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_encoded_path_is_found_in_either_form(client: Client, form: str) -> None:
    make_article(path=unicodedata.normalize("NFC", "/café/सीढ़ियाँ/"))
    response = client.get(quote(unicodedata.normalize(form, "/café/सीढ़ियाँ/")))
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("asked", "kept"), [("/a", "/a/"), ("/a/", "/a"), ("/a//", "/a/"), ("/a//", "/a"), ("/घाट", "/घाट/")]
)
def test_other_slash_leads_to_the_article(client: Client, asked: str, kept: str) -> None:
    article = make_article(path=kept)
    response = client.get(quote(asked))
    assert (response.status_code, response["Location"]) == (301, article.get_absolute_url())


@pytest.mark.parametrize("path", ["/search", "/archive", "/robots.txt/", "/healthz/", "/world", "/tag/rivers"])
def test_other_slash_leads_to_our_own_pages(client: Client, path: str) -> None:
    make_tagged("Rivers", section=make_section("World"))
    response = client.get(path)
    other = path.rstrip("/") if path.endswith("/") else f"{path}/"
    assert (response.status_code, response["Location"]) == (301, other)


@pytest.mark.parametrize("path", ["/tag/unknown", "/author/unknown", "/archive/1999", "/a//b", "/unknown"])
def test_other_slash_leads_nowhere_when_nothing_is_there(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_old_path_leads_to_where_the_article_is_now(client: Client) -> None:
    make_redirect("/old/", make_article(path="/घाट/"))
    response = client.get("/old/")
    assert (response.status_code, response["Location"]) == (301, quote("/घाट/"))


def test_old_path_leads_to_another_path(client: Client) -> None:
    make_redirect("/old/", "/search/")
    assert client.get("/old")["Location"] == "/search/"


@pytest.mark.parametrize("target", ["//evil.example/", "/\\evil.example", "https://evil.example/", "/a b"])
def test_redirect_stays_on_our_origin(client: Client, target: str) -> None:
    make_redirect("/old/", target)
    assert client.get("/old/").status_code == 404


def test_old_path_may_look_like_a_tag_or_an_author(client: Client) -> None:
    for old in ("/tag/old/", "/author/old/"):
        make_redirect(old, "/archive/")
        assert client.get(old)["Location"] == "/archive/"


@pytest.mark.parametrize(("path", "to"), [("/world/page/7/", "/world/"), ("/page/2/", "/"), ("/page/2", "/")])
def test_numbered_page_of_wordpress_leads_to_its_list(client: Client, path: str, to: str) -> None:
    make_section("World")
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, to)


def test_section_stands_at_its_nested_path(client: Client) -> None:
    below = make_section("राज्य", slug="राज्य", parent=make_section("India"))
    make_article("Below", section=below)
    assert headlines(page(client, quote("/india/राज्य/"))) == ["Below"]
    assert client.get(quote("/राज्य/")).status_code == 404


def test_hindi_tag_and_author_have_pages(client: Client) -> None:
    article = make_tagged("नदी का पानी", headline="Found")
    make_byline(article, make_author("मीरा", slug="मीरा"))
    for path in ("/tag/नदी-का-पानी/", "/author/मीरा/"):
        assert headlines(page(client, quote(path))) == ["Found"]


HOSTILE = [
    "/%00",
    "/tag/%00/",
    "/author/a%00b/",
    "/%0d%0aSet-Cookie:x=1/",
    "/%7f",
    "/%ff%fe/",
    "/%ed%a0%80/",
    "/" + "a" * 5000,
    "/" + "%E0%A4%98" * 2000 + "/",
    "/" + "a/" * 2500,
    "/tag/" + "a" * 5000 + "/",
    "/../../etc/passwd",
    "/%2e%2e/settings.py",
    "/a%5cb/",
    "/archive/%E0%A5%A8%E0%A5%A6%E0%A5%A7%E0%A5%AC/",
]


@pytest.mark.parametrize("path", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_path_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_path_is_answered(client: Client, path: str) -> None:
    encoded = quote(path.encode("utf-8", "surrogatepass"))
    assert client.get(f"/x{encoded}").status_code == 404


def test_percent_sign_in_a_path_survives_the_redirect(client: Client) -> None:
    article = make_article(path="/100%25-sure/")
    response = client.get("/100%2525-sure")
    assert response["Location"] == article.get_absolute_url() == "/100%2525-sure/"
    assert client.get(response["Location"]).status_code == 200

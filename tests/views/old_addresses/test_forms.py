"""The forms in which one article may be asked for: each leads to it in one step, or nowhere (U1 to U9)."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from tests.factories import (
    make_article,
    make_redirect,
)
from tests.views.old_addresses.newsroom import HINDI, STORY, location

FORMS = [
    ("U1-no-slash", STORY.rstrip("/")),
    ("U1-two-slashes", f"{STORY}/"),
    ("U2-doubled", "//2016//10/20/is-leaders-flee-stronghold/"),
    ("U2-doubled-inside", "/2016/10//20/is-leaders-flee-stronghold/"),
    ("U2-index.php", f"/index.php{STORY}"),
    ("U2-capitals", "/2016/10/20/IS-Leaders-Flee-Stronghold/"),
    ("U4-no-break-space", f"{STORY}%C2%A0"),
    ("U4-stuck-to-the-name", f"{STORY.rstrip('/')}%C2%A0"),
    *((f"U4-{mark}", STORY + quote(mark)) for mark in [")", ".", ",", '"', ").", "”", "’", "]", ">", "…", "\u200b"]),
    ("U4-before-the-slash", f"{STORY.rstrip('/')}),/"),
    ("U8-prefix", "/is-leaders-flee"),
    ("U8-prefix-under-a-date", "/2016/10/20/is-leaders/"),
    ("U9-date", "/2015/01/01/is-leaders-flee-stronghold/"),
    ("U9-category", "/sports/is-leaders-flee-stronghold/"),
    ("U9-plain", "/is-leaders-flee-stronghold"),
    ("U9-html", "/2016/10/is-leaders-flee-stronghold.html"),
    ("U9-date-and-comment-page", "/2015/01/01/is-leaders-flee-stronghold/comment-page-3/"),
]


@pytest.mark.parametrize("address", [pytest.param(row[1], id=row[0]) for row in FORMS])
def test_form_of_an_address_leads_to_the_article(client: Client, address: str) -> None:
    assert location(client, address) == (301, STORY)


def test_U1_structure_decides_on_the_slash(client: Client) -> None:
    make_article(path="/archives/5")
    assert location(client, "/archives/5/") == (301, "/archives/5")
    assert client.get("/archives/5").status_code == 200


@pytest.mark.parametrize(
    ("address", "to"),
    [("/Tag/Mosul/", "/tag/mosul/"), ("/Search/", "/search/"), ("/index.php/archive/2016/", "/archive/2016/"),
     ("/WORLD/Asia", "/world/asia/"), ("/index.php", "/")],
)  # fmt: skip
def test_U2_other_pages_in_capitals_lead_to_them(client: Client, address: str, to: str) -> None:
    assert location(client, address) == (301, to)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_U3_hindi_address_reaches_the_article_in_either_hex_and_form(client: Client, form: Any, case: Any) -> None:
    make_article(path=unicodedata.normalize("NFC", HINDI))
    encoded = quote(unicodedata.normalize(form, HINDI), safe="/")
    assert client.get(case(encoded)).status_code == 200


def test_U3_raw_hindi_address_reaches_the_article(client: Client) -> None:
    make_article(path=unicodedata.normalize("NFC", HINDI))
    raw = HINDI.encode().decode("latin-1")
    assert client.get("/", PATH_INFO=raw).status_code == 200


def test_E142_letter_cut_in_two_at_the_end_is_overlooked(client: Client) -> None:
    make_article(path="/घाट/")
    assert location(client, f"{quote('/घाट')}%e0%a4/") == (301, quote("/घाट/"))


def test_U5_trackers_matter_to_no_address_and_stay_on_a_redirect(client: Client) -> None:
    trackers = "utm_source=x&utm_medium=e+mail&fbclid=a%2Fb"
    assert client.get(f"{STORY}?{trackers}").status_code == 200
    assert client.get(f"/?{trackers}").status_code == 200
    for old in (f"/?p=17&{trackers}", f"{STORY.rstrip('/')}?{trackers}", f"/is-leaders?{trackers}"):
        assert location(client, old) == (301, f"{STORY}?{trackers}")
    assert location(client, f"/?s=dam&{trackers}") == (301, f"/search/?q=dam&{trackers}")


def test_U5_what_no_tracker_writes_is_left_behind(client: Client) -> None:
    assert location(client, f"/?p=17&utm_source={'x' * 10_000}") == (301, STORY)


def test_U6_answer_to_a_comment_reaches_the_article(client: Client) -> None:
    assert client.get(f"{STORY}?replytocom=5").status_code == 200
    assert location(client, "/?p=17&replytocom=5") == (301, STORY)


def test_U7_old_slug_and_old_date_lead_to_the_article(client: Client, newsroom: Article) -> None:
    make_redirect("/2016/10/19/is-leaders-flee/", newsroom)
    assert location(client, "/2016/10/19/is-leaders-flee/") == (301, STORY)


def test_U8_prefix_of_two_articles_leads_nowhere(client: Client) -> None:
    make_article(path="/is-leaders-return/", slug="is-leaders-return")
    assert client.get("/is-leaders").status_code == 404
    assert location(client, "/is-leaders-r") == (301, "/is-leaders-return/")


@pytest.mark.parametrize("path", ["/is-l", "/i", "/is-leaders.png", "/feed/is-leaders", "/media/is-leaders"])
def test_U8_prefix_that_says_too_little_leads_nowhere(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_U8_U9_hidden_article_is_neither_found_nor_in_the_way(client: Client) -> None:
    for hidden in ({"status": "draft"}, {"published_at": timezone.now() + timedelta(hours=1)}):
        make_article(slug="is-leaders-flee-stronghold", **hidden)
        make_article(slug="secret-plan-of-the-cabinet", **hidden)
    assert location(client, "/sports/is-leaders-flee-stronghold/") == (301, STORY)
    assert client.get("/secret-plan").content == client.get("/nothing-at-all").content


def test_U9_slug_of_two_articles_leads_nowhere(client: Client) -> None:
    make_article(path="/elsewhere/", slug="is-leaders-flee-stronghold")
    assert client.get("/sports/is-leaders-flee-stronghold/").status_code == 404

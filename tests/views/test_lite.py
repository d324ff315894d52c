"""The text edition: all of the text, none of the weight (pages.md, 31)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, unquote

import brotli
import pytest
from django.test import Client

from articles import publishing
from articles.models import Article, Correction
from tests.factories import make_article, make_author, make_byline, make_image, make_page, make_section, make_tag
from tests.views.reading import one, page, select, text, texts

SITE = "https://news.example"


@pytest.fixture
def article() -> Article:
    image, target = make_image(caption="A bridge", credit="Asha Raman"), make_article("Ferry stops", path="/ferry/")
    body = f'<p>{"Stone by stone. " * 900}</p><figure data-image="{image.pk}"></figure>'
    body += f'<p>It ends.</p><aside data-also-read="{target.pk}"></aside>'
    made = make_article(
        "Bridge opens", path="/world/bridge/", section=make_section("World"), body=body, tags=("Rivers",)
    )
    make_byline(made, make_author("Asha Raman", slug="asha"))
    return made


def test_rule_31_article_is_its_text_with_links_to_pictures(client: Client, article: Article) -> None:
    tree = page(client, f"/lite{article.path}")
    assert (texts(tree, "h1"), select(tree, "img")) == (["Bridge opens"], [])
    assert "It ends." in text(one(tree, "article"))
    assert texts(tree, "p.picture") == ["Picture: A bridge (Asha Raman)"]
    assert one(tree, "aside.also-read a").get("href") == "/lite/ferry/"


@pytest.mark.parametrize("path", ["/", "/world/bridge/", "/world/", "/tag/rivers/", "/author/asha/", "/about/"])
def test_rule_31_text_edition_is_ten_kibibytes_at_most(client: Client, article: Article, path: str) -> None:
    for _ in range(25):
        make_byline(make_article(section=article.section, tags=("Rivers",)), article.bylines.get().author)
    make_page(path="/about/")
    response = client.get(f"/lite{path}")
    assert response.status_code == 200
    assert len(brotli.compress(response.content)) <= 10 * 1024
    assert one(page(client, f"/lite{path}"), "link[rel=canonical]").get("href") == f"{SITE}{path}"


@pytest.mark.parametrize(
    "path", ["/search/", "/search/?q=पुल", "/archive/", "/archive/2026/", "/archive/2026/01/", "/archive/2026/01/20/",
             "/archive/corrections/"],
)  # fmt: skip
def test_rule_31_archive_and_search_are_ten_kibibytes_at_most(client: Client, path: str) -> None:
    for number in range(30):
        at = datetime(2026, 1, 20, 12, number, tzinfo=UTC)
        article = make_article(f"पुल {number} " + "नया पुल " * 20, path=f"/पुल-{number}/", published_at=at, language="hi")
        publishing.correct(article, Correction(text=f"{number} " + "".join(map(chr, range(0x905, 0x939))) * 30))
    response = client.get(f"/lite{path}")
    assert response.status_code == 200
    assert len(brotli.compress(response.content)) <= 10 * 1024
    tree = page(client, f"/lite{path}")
    ours = {link.get("href") for link in select(tree, "main a")}
    assert ours or path == "/search/"
    assert {link: client.get(link).status_code for link in ours} == dict.fromkeys(ours, 200)
    assert all(link.startswith("/lite/") for link in ours)
    assert unquote(one(tree, "link[rel=canonical]").get("href")) == f"{SITE}{path}"


def test_search_of_the_text_edition_finds_and_bears_any_words(client: Client, article: Article) -> None:
    assert texts(page(client, "/lite/search/?q=bridge"), "main li a") == ["Bridge opens"]
    tree = page(client, "/lite/search/?q=" + quote('<b>"\0 OR ('))
    assert select(tree, "main b") == []
    assert one(tree, "p[role=status]") is not None


@pytest.mark.parametrize("path", ["/archive/1999/", "/archive/2026/13/", "/archive/2026/02/30/", "/archive/0000/"])
def test_day_without_stories_is_not_there(client: Client, path: str) -> None:
    assert client.get(f"/lite{path}").status_code == 404


def test_list_is_walked_within_the_text_edition(client: Client) -> None:
    world = make_section("World")
    for _ in range(41):
        make_article(section=world)
    following = one(page(client, "/lite/world/"), "a[rel=next]").get("href")
    assert following.startswith("/lite/world/?page=")
    tree = page(client, following)
    assert len(select(tree, "main ul a")) == 20
    assert one(tree, "link[rel=canonical]").get("href") == SITE + following.removeprefix("/lite")


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"status": "killed"}, {"path": "/elsewhere/"}])
def test_what_readers_cannot_see_is_not_there(client: Client, fields: dict[str, str]) -> None:
    make_article(**{"path": "/secret/", **fields})
    there = client.get("/secret/").status_code
    assert client.get("/lite/secret/").status_code == there in {404, 410}


def test_tag_of_drafts_is_not_there(client: Client) -> None:
    make_article(status="draft", tags=(make_tag("Secret"),))
    assert client.get("/lite/tag/secret/").status_code == 404


def test_other_slash_stays_in_the_text_edition(client: Client, article: Article) -> None:
    response = client.get("/lite/world/bridge")
    assert (response.status_code, response["Location"]) == (301, "/lite/world/bridge/")


def test_every_page_leads_to_the_text_edition(client: Client, article: Article) -> None:
    for path in ("/", article.path or "", "/archive/"):
        assert len(select(page(client, path), "footer a[href=/lite/]")) == 1


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/lite/", 3), ("/lite/world/", 4), ("/lite/world/bridge/", 3)])
def test_text_edition_costs_what_the_page_costs(
    client: Client, django_assert_num_queries: Any, article: Article, path: str, queries: int, count: int
) -> None:
    for _ in range(count):
        make_byline(make_article(section=article.section, lead_image=make_image()), "A guest")
    with django_assert_num_queries(queries):
        client.get(path)


def test_text_edition_has_no_violation_of_its_policy(client: Client, article: Article) -> None:
    response = client.get("/lite/")
    assert "script-src" not in response["Content-Security-Policy"]
    assert select(page(client, "/lite/"), "script") == []

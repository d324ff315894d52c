"""Section, tag and author pages, and what a search finds."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import (
    make_article,
    make_author,
    make_byline,
    make_image,
    make_section,
    make_tagged,
)
from tests.views.reading import headlines, one, page, select, text, texts


def robots(client: Client, path: str) -> str:
    return one(page(client, path), "meta[name=robots]").get("content")


def test_section_lists_its_own_and_those_below_newest_first(client: Client) -> None:
    world = make_section("World", description="Reports from abroad.")
    make_article("Newest", section=world)
    make_article("Below", section=make_section("Asia", parent=world))
    make_article("Elsewhere", section=make_section("Sport"))
    tree = page(client, "/world/")
    assert headlines(tree) == ["Newest", "Below"]
    assert texts(tree, "p.about") == ["Reports from abroad."]


def test_section_links_what_stands_below_and_above(client: Client) -> None:
    world = make_section("World")
    make_section("Asia", parent=world)
    assert texts(page(client, "/world/"), "ul.tags a") == ["All", "Asia"]
    assert texts(page(client, "/world/asia/"), "nav.kicker a") == ["World"]


def test_section_name_does_not_swallow_a_longer_one(client: Client) -> None:
    make_article("In world", section=make_section("World"))
    make_article("In world cup", section=make_section("World cup"))
    assert headlines(page(client, "/world/")) == ["In world"]


def test_empty_section_says_so(client: Client) -> None:
    make_section("World")
    assert texts(page(client, "/world/"), "p.nothing") == ["Nothing has been published in this section yet."]


def test_entry_shows_standfirst_byline_and_time(client: Client) -> None:
    article = make_article(standfirst="Boats carry flour.", tags=("Rivers",))
    make_byline(article, make_author("Asha Raman"))
    tree = page(client, "/tag/rivers/")
    assert texts(tree, "article.h-entry p.p-summary") == ["Boats carry flour."]
    assert texts(tree, "article.h-entry p.meta")[0].startswith("By Asha Raman · ")
    assert text(one(tree, "article.h-entry time.dt-published")).endswith(" IST")


def test_entry_in_another_language_says_so(client: Client) -> None:
    make_tagged("Rivers", headline="घाट", language="hi")
    assert one(page(client, "/tag/rivers/"), "article.h-entry").get("lang") == "hi"


def test_list_shows_each_picture_that_is_there(client: Client) -> None:
    for image in (make_image(missing=True), make_image(), make_image()):
        make_tagged("Rivers", lead_image=image)
    found = select(page(client, "/tag/rivers/"), "article.h-entry img")
    assert [img.get("fetchpriority") for img in found] == ["high", None]
    assert [img.get("alt") for img in found] == ["", ""]


@pytest.mark.parametrize(("articles", "indexed"), [(2, False), (3, True)])
def test_thin_tag_is_not_indexed(client: Client, articles: int, indexed: bool) -> None:
    for _ in range(articles):
        make_tagged("Rivers")
    assert ("noindex" not in robots(client, "/tag/rivers/")) is indexed


def test_author_is_introduced(client: Client) -> None:
    author = make_author("Asha Raman", slug="asha", role="Correspondent", bio="Reads gauges.", portrait=make_image())
    make_byline(make_article("Hers"), author)
    make_article("Not hers")
    tree = page(client, "/author/asha/")
    assert headlines(tree) == ["Hers"]
    assert texts(tree, "header.h-card p") == ["Correspondent", "Reads gauges."]
    assert len(select(tree, "img.u-photo")) == 1


def test_article_with_two_roles_is_listed_once(client: Client) -> None:
    author, article = make_author(slug="asha"), make_article("Hers")
    make_byline(article, author)
    make_byline(article, author, role="photography")
    assert headlines(page(client, "/author/asha/")) == ["Hers"]


@pytest.mark.parametrize("path", ["/tag/nothing/", "/author/nobody/"])
def test_unknown_tag_or_author_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_author_of_nothing_is_not_there(client: Client) -> None:
    make_byline(make_article(status="draft"), make_author(slug="asha"))
    assert client.get("/author/asha/").status_code == 404


SEARCHES = [
    ("ferries", ["Ferries at night"]),
    ("NIGHT ferries", ["Ferries at night"]),
    ("flour", ["Ferries at night"]),
    ("ferries morning", []),
    ("100%", ["Rain up 100% in May"]),
    ("_", []),
    ("घाट", ["घाट की सीढ़ियाँ"]),
    ("", []),
    ("   ", []),
    ("\x00", []),
    ("ferries\x00night", ["Ferries at night"]),
    ("'\"; DROP TABLE articles_article; --", []),
    ("\\", []),
    ("x" * 10_000, []),
    ("ferries " * 2_000, ["Ferries at night"]),
]


@pytest.mark.parametrize(("words", "found"), SEARCHES, ids=range(len(SEARCHES)))
def test_search_finds_what_readers_type(client: Client, words: str, found: list[str]) -> None:
    make_article("Ferries at night", standfirst="They carry flour.")
    make_article("Rain up 100% in May")
    make_article("घाट की सीढ़ियाँ")
    response = client.get("/search/", {"q": words})
    assert response.status_code == 200
    assert headlines(page(client, response.request["PATH_INFO"] + "?" + response.request["QUERY_STRING"])) == found


def test_search_repeats_the_words_safely_and_is_not_indexed(client: Client) -> None:
    tree = page(client, "/search/?q=<b>river</b>")
    assert one(tree, "input[name=q]").get("value") == "<b>river</b>"
    assert texts(tree, "div.found p") == ["No story was found for “<b>river</b>”."]
    assert robots(client, "/search/?q=river") == "noindex"


def test_menu_marks_where_the_reader_is(client: Client) -> None:
    world = make_section("World")
    make_section("Sport")
    article = make_article(section=make_section("Asia", parent=world))
    for path in ("/world/", "/world/asia/", article.path):
        assert texts(page(client, path), "nav.strip a[aria-current]") == ["World"]

"""Walking through a list: forwards and back, each article once, and no way in by a made-up cursor."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from tests.factories import make_article, make_author, make_byline, make_section, make_tag
from tests.views.reading import headlines, href, one, page


def many(count: int, equal_times: bool = False) -> list[str]:
    """Headlines of that many articles in all lists, in the order of a list."""
    section, tag, author = make_section("World"), make_tag("Rivers"), make_author(slug="asha")
    now = timezone.now()
    for number in range(count):
        moment = {"published_at": now} if equal_times else {}
        make_byline(make_article(f"Story {number:03}", section=section, tags=(tag,), **moment), author)
    return [article.headline for article in Article.objects.published().newest_first()]


def walk(client: Client, path: str, rel: str) -> tuple[list[list[str]], str]:
    """Headlines of each page from there on, and the address of the last."""
    pages = []
    while True:
        tree = page(client, path)
        pages.append(headlines(tree))
        following = href(tree, rel)
        if following is None:
            return pages, path
        path = following


@pytest.mark.parametrize("equal_times", [False, True])
@pytest.mark.parametrize("path", ["/world/", "/tag/rivers/", "/author/asha/", "/search/?q=story"])
def test_walk_sees_each_article_once_both_ways(client: Client, path: str, equal_times: bool) -> None:
    expected = many(47, equal_times)
    forwards, last = walk(client, path, "next")
    backwards, first = walk(client, last, "prev")
    assert [len(one_page) for one_page in forwards] == [20, 20, 7]
    assert [headline for one_page in forwards for headline in one_page] == expected
    assert (backwards[::-1], first) == (forwards, path)


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (20, 1), (21, 2), (40, 2), (41, 3)])
def test_list_ends_without_a_dangling_link(client: Client, count: int, pages: int) -> None:
    many(count)
    assert len(walk(client, "/world/", "next")[0]) == pages


def test_first_page_has_no_way_back(client: Client) -> None:
    many(21)
    tree = page(client, "/world/")
    assert href(tree, "next")
    assert href(tree, "prev") is None


def test_each_page_is_canonical_itself(client: Client) -> None:
    many(21)
    following = href(page(client, "/world/"), "next") or ""
    canonical = one(page(client, following), "link[rel=canonical]").get("href")
    assert canonical == f"https://news.example{following}"


def test_page_of_months_is_walked_too(client: Client) -> None:
    now = timezone.now()
    for number in range(21):
        make_article(f"Story {number}", published_at=now)
    pages, _last = walk(client, f"/archive/{timezone.localtime(now):%Y/%m/%d}/", "next")
    assert [len(one_page) for one_page in pages] == [20, 1]


def test_new_article_does_not_shift_later_pages(client: Client) -> None:
    many(41)
    following = href(page(client, "/world/"), "next") or ""
    before = headlines(page(client, following))
    make_article("Just in", section=Article.objects.all()[0].section, published_at=timezone.now())
    assert headlines(page(client, following)) == before


def test_cursor_of_another_list_is_refused(client: Client) -> None:
    many(21)
    following = href(page(client, "/world/"), "next") or ""
    assert client.get(following).status_code == 200
    assert client.get(following.replace("/world/", "/tag/rivers/")).status_code == 404


def test_cursor_with_nothing_behind_it_is_refused(client: Client) -> None:
    many(21)
    following = href(page(client, "/world/"), "next") or ""
    Article.objects.filter(headline="Story 020").update(status="killed")
    assert client.get(following).status_code == 404


HOSTILE = [
    "",
    "1",
    "-1",
    "before",
    "before-20161020T015300-42-0123456789",
    "before-99999999T999999-42-0123456789",
    "after-00010101T000000-1-0123456789",
    "before-20161020T015300-" + "9" * 400 + "-0123456789",
    "x" * 100_000,
    "\x00",
    "before-२०१६१०२०T०१५३००-४२-0123456789",
]


@pytest.mark.parametrize("token", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("path", ["/world/", "/search/"])
def test_made_up_cursor_is_not_found(client: Client, token: str, path: str) -> None:
    many(1)
    assert client.get(path, {"page": token, "q": "story"}).status_code == 404


def test_changed_cursor_is_not_found(client: Client) -> None:
    many(21)
    following = href(page(client, "/world/"), "next") or ""
    assert client.get(following[:-1] + ("0" if following[-1] != "0" else "1")).status_code == 404
    assert client.get(following.replace("before", "after")).status_code == 404
    assert client.get(f"{following}&page=").status_code == 404


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_cursor_is_answered(client: Client, token: str) -> None:
    token = token.encode("utf-8", "replace").decode()
    assert client.get("/search/", {"page": token}).status_code == 404

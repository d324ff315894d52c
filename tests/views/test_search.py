"""The search page: its form, its filters, what it marks, and what it offers where nothing is found."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.search.index import Words
from tests.factories import make_article, make_section, make_tagged
from tests.views.reading import headlines, href, one, page, texts

pytestmark = pytest.mark.django_db


def test_snippet_marks_words_and_escapes_all_else(client: Client) -> None:
    make_article("Story", body="<p>A &lt;img src=x&gt; by the ferry.</p>")
    tree = page(client, "/search/?q=ferry")
    assert texts(tree, "p.snippet mark") == ["ferry"]
    assert texts(tree, "p.snippet") == ["A <img src=x> by the ferry."]


def test_form_keeps_what_was_chosen(client: Client) -> None:
    make_tagged("rivers", headline="Ferry", section=make_section("World"))
    make_article("Ferry elsewhere", section=make_section("Sport"))
    tree = page(client, "/search/?q=ferry&section=/world/&tag=Rivers&from=2001-01-01&until=2999-01-01&sort=newest")
    assert headlines(tree) == ["Ferry"]
    assert one(tree, "select[name=section] option[selected]").get("value") == "/world/"
    assert [one(tree, f"input[name={name}]").get("value") for name in ("tag", "from")] == ["rivers", "2001-01-01"]


def test_misspelt_search_offers_the_word(client: Client) -> None:
    make_article("Harbour opens", section=make_section("World"))
    Words().gather()
    tree = page(client, "/search/?q=harbuor&sort=newest")
    assert one(tree, "div.found p a").get("href") == "/search/?q=harbour&sort=newest"
    assert headlines(page(client, "/search/?q=harbour&sort=newest")) == ["Harbour opens"]


@pytest.mark.parametrize("sort", ["best", "newest"])
def test_walk_keeps_the_filters(client: Client, sort: str) -> None:
    for _ in range(21):
        make_article("Ferry")
    tree = page(client, f"/search/?q=ferry&from=2001-01-01&sort={sort}")
    following = href(tree, "next") or ""
    assert "from=2001-01-01" in following
    assert len(headlines(page(client, following))) == 1


HOSTILE = ["section=x", "tag=%00", "author=%27", "from=9999-12-31", "until=9999-12-31", "until=x", "from=0001-01-01",
           "sort=x", "tag=" + "x" * 3_000, "from=2001-W01-1", "section=/world/&section=1"]  # fmt: skip


@pytest.mark.parametrize("given", HOSTILE, ids=range(len(HOSTILE)))
def test_bad_filters_err_nowhere(client: Client, given: str) -> None:
    make_article("Ferry")
    assert client.get(f"/search/?q=ferry&{given}").status_code == 200

"""The list of articles: truthful, searchable, and as cheap for many as for one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.admin.states import state_text
from articles.models import Article
from tests.admin.desk import LIST, client_of
from tests.factories import make_article, make_author, make_byline, make_image, make_section, minutes_ago

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 3, 6, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 4, 4, 30, tzinfo=UTC)
STATES = [
    ({"status": "draft"}, "Draft"),
    ({"status": "published", "published_at": NOW}, "Published"),
    ({"status": "published", "published_at": LATER}, "Scheduled for 4 Nov 2026, 10:00 IST"),
    ({"status": "published", "published_at": NOW, "embargo_until": LATER}, "Under embargo until 4 Nov 2026, 10:00 IST"),
    ({"status": "killed", "published_at": NOW}, "Killed"),
]
FILTERS = [
    ("state=draft", ["Draft"]),
    ("state=scheduled", ["Embargoed", "Later"]),
    ("state=published", ["Out"]),
    ("month=2026-11", ["Embargoed", "Later", "Out"]),
    ("month=2026-10", []),
    ("q=standing", ["Out"]),
    ("q=river", ["Draft"]),
    ("q=/out/", ["Out"]),
]


@pytest.mark.parametrize(("fields", "text"), STATES)
def test_state_is_said_truthfully(fields: dict[str, Any], text: str) -> None:
    assert state_text(Article(**fields), NOW) == text


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(("query", "headlines"), FILTERS)
def test_list_is_narrowed(query: str, headlines: list[str]) -> None:
    make_article("Out", published_at=NOW, path="/out/", standfirst="Long standing")
    make_article("Later", published_at=LATER)
    make_article("Embargoed", published_at=NOW, embargo_until=LATER)
    make_article("Draft", status="draft", tags=("river",))
    found = client_of("Editor").get(f"{LIST}?{query}").context["cl"].queryset
    assert sorted(article.headline for article in found) == headlines


def test_month_is_in_the_order_of_publication_unless_another_is_asked_for() -> None:
    make_article("Newer", published_at=NOW)
    make_article("Older, changed last", published_at=NOW - timedelta(hours=1))
    client = client_of("Editor")
    found = [
        [article.headline for article in client.get(f"{LIST}?month=2026-11{asked}").context["cl"].result_list]
        for asked in ("", "&o=2", "&o=-2")
    ]
    assert found[0] == ["Newer", "Older, changed last"]
    assert found[1] == found[2][::-1]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_many(count: int) -> None:
    section = make_section("News")
    for _ in range(count):
        article = make_article(lead_image=make_image(), section=section)
        make_byline(article, make_author())
    client = client_of("Editor")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(LIST)
    assert len(queries) == 11


@pytest.mark.parametrize("count", [1, 3])
def test_form_costs_the_same_for_many(count: int) -> None:
    article = make_article(status="draft", lead_image=make_image())
    make_byline(article, make_author())
    for _ in range(count):
        make_image()
    client = client_of("Editor")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{LIST}{article.pk}/change/")
    assert len(queries) == 20


def test_newest_change_comes_first() -> None:
    old, new = make_article("Old"), make_article("New")
    Article.objects.filter(pk=old.pk).update(modified_at=minutes_ago(60))
    found = client_of("Editor").get(LIST).context["cl"].result_list
    assert [article.pk for article in found] == [new.pk, old.pk]


FOUND = [
    ("q=BRIDGES", ["A bridge"]),
    ("q=crossed", ["A bridge"]),
    ("q=nobody", []),
    ("q=-bridge", []),
    ("q=%22%22", []),
    ("q=water+ways", ["Tagged"]),
    ("q=/bridges/", ["A bridge"]),
    ("q=https://www.example.org/bridges/one/%3Futm=1", ["A bridge"]),
    ("author=Asha+Rao", ["A bridge"]),
    ("author=asha", ["A bridge"]),
    ("author=Nobody", []),
    ("q=bridge&author=nobody", []),
]


@pytest.mark.parametrize(("query", "headlines"), FOUND)
def test_list_finds_by_the_index(query: str, headlines: list[str]) -> None:
    article = make_article("A bridge", body="<p>People crossed.</p>", path="/bridges/one/")
    make_byline(article, make_author("Asha Rao"))
    make_byline(make_article("Tagged", tags=("Water Ways",)), make_author("Ravi"))
    response = client_of("Editor").get(f"{LIST}?{query}")
    assert [row.headline for row in response.context["cl"].result_list] == headlines


def test_search_looks_through_no_row_one_by_one() -> None:
    make_article("A bridge")
    client = client_of("Editor")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{LIST}?q=bridge")
    said = [query["sql"].upper() for query in queries]
    assert len(said) <= 16
    assert not [sql for sql in said if "LIKE UPPER('%BRIDGE" in sql and 'ARTICLES_ARTICLE"."' in sql]


def test_words_of_many_articles_find_those_changed_last(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        make_article(f"Bridge {number}")
    monkeypatch.setattr("articles.search.engines.is_common", lambda query: True)
    monkeypatch.setattr("articles.search.desk.WALKED", 2)
    found = client_of("Editor").get(f"{LIST}?q=bridge").context["cl"].result_list
    assert [article.headline for article in found] == ["Bridge 3", "Bridge 2"]


def test_nothing_counts_a_whole_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.admin.article_list.MOST_PAGED", 2)
    for _ in range(4):
        make_article()
    client = client_of("Editor")
    with CaptureQueriesContext(connection) as queries:
        response = client.get(LIST)
    counts = [query["sql"] for query in queries if "COUNT(" in query["sql"] and "articles_article" in query["sql"]]
    assert len(counts) == 1
    assert "LIMIT 3" in counts[0]
    assert response.context["cl"].result_count == 2
    assert b"Older ones are found by" in response.content


@pytest.mark.parametrize("page", [0, 3, 10**6])
def test_page_that_is_not_there_is_no_error(page: int) -> None:
    make_article()
    assert client_of("Editor").get(f"{LIST}?p={page}", follow=True).status_code == 200


def test_author_filter_offers_who_wrote_last_and_nobody_else() -> None:
    make_byline(make_article(), make_author("Asha"))
    make_author("Never Wrote")
    text = client_of("Editor").get(f"{LIST}?author=Asha&state=draft").content.decode()
    assert '<option value="Asha">' in text
    assert "Never Wrote" not in text
    assert '<input type="hidden" name="state" value="draft">' in text


PLANS = [
    ({"section": 1}, "article_desk_section"),
    ({"language": "hi"}, "article_desk_language"),
    ({}, "article_desk"),
]


@pytest.mark.parametrize(("filtered", "index"), PLANS)
def test_filter_has_an_index_in_the_order_of_the_list(filtered: dict[str, Any], index: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            if filtered:  # In an empty table a walk through all costs as little as one through those alone.
                cursor.execute("DROP INDEX article_desk")
    plan = Article.objects.filter(**filtered).order_by("-modified_at", "-id")[:51].values("pk").explain()
    assert index in plan
    assert "B-TREE" not in plan


@pytest.mark.parametrize(
    ("typed", "headlines"),
    [
        ("bri", ["A bridge"]),
        ("a bridg", ["A bridge"]),
        ("brx", []),
        ("नद", ["नदी"]),
        ("'", []),
        ("x'\\", []),
    ],
)
def test_article_is_found_while_its_word_is_typed(typed: str, headlines: list[str]) -> None:
    make_article("A bridge", body="")
    make_article("नदी", body="")
    asked = {"app_label": "articles", "model_name": "redirect", "field_name": "article", "term": typed}
    found = client_of("Editor").get("/admin/autocomplete/", asked).json()["results"]
    assert [one["text"] for one in found] == headlines

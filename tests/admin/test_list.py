"""The list of articles: truthful, searchable, and as cheap for many as for one."""

from __future__ import annotations

from datetime import UTC, datetime
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
    assert len(queries) == 17


def test_newest_change_comes_first() -> None:
    old, new = make_article("Old"), make_article("New")
    Article.objects.filter(pk=old.pk).update(modified_at=minutes_ago(60))
    found = client_of("Editor").get(LIST).context["cl"].result_list
    assert [article.pk for article in found] == [new.pk, old.pk]

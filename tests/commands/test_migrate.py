"""Nothing to do costs nothing: no row of an archive is looked at, unless a trigger that watches them was gone."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Byline, copied_times
from articles.search import Asked, Best, index, parse
from tests.factories import make_article, make_byline, minutes_ago

pytestmark = pytest.mark.django_db(transaction=True)


def migrated() -> list[str]:
    """What the command asked of the rows of articles, and wrote beside them; not what makes triggers."""
    with CaptureQueriesContext(connection) as queries:
        call_command("migrate", verbosity=0)
    asked = [query["sql"].lstrip() for query in queries]
    return [
        sql for sql in asked if sql.startswith(("UPDATE articles", "SELECT min(id)", "INSERT INTO articles_search"))
    ]


def test_nothing_to_do_looks_at_no_article() -> None:
    make_byline(make_article("Harbour opened"), "A guest")
    migrated()
    assert migrated() == []
    make_article("Harbour closed")
    assert len(Best(Asked(parse("harbour"))).keys) == 2


def test_what_was_written_without_triggers_is_taken_up() -> None:
    article = make_article()
    make_byline(article, "A guest")
    copied_times.drop("default")
    index.drop("default")
    moved = minutes_ago(3)
    Article.objects.update(published_at=moved)
    make_article("Harbour closed")
    assert len(migrated()) >= 4
    assert Byline.objects.get().published_at == moved
    assert len(Best(Asked(parse("harbour"))).keys) == 1


def test_one_trigger_that_is_gone_is_enough() -> None:
    suffix = " ON articles_article" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER search_written{suffix}")
    make_article("Harbour closed")
    assert migrated()
    assert len(Best(Asked(parse("harbour"))).keys) == 1

"""What was written while nobody watched is taken up, whoever writes it and in however many pieces."""

from __future__ import annotations

import pytest
from django.db import connection

from articles.models import Article
from articles.search import Asked, Best, cleaned, index, parse, suggestion
from tests.factories import make_article, make_section


@pytest.mark.django_db(transaction=True)
def test_what_came_without_triggers_is_found_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_EACH", 2)
    section = make_section("News")
    known = make_article("Harbour opened", section=section)
    index.drop("default")
    written = [make_article(f"Harbour embankment number{n}", section=section) for n in range(7)]
    assert _entries() == {known.pk}
    index.create("default")
    assert _entries() == {known.pk, *(article.pk for article in written)}
    assert len(Best(Asked(parse(cleaned("harbour")))).keys) == 8
    assert suggestion(parse("embankmant")) == "embankment"
    assert Article.objects.count() == 8


def _entries() -> set[int]:
    column = "article_id" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM articles_search")  # noqa: S608
        return {row[0] for row in cursor.fetchall()}

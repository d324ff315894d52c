"""Edits that are due are shown within a transaction that is taken back: nobody else sees them, nothing of it stays."""

from __future__ import annotations

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test import Client
from django.utils import timezone

from articles.models import Article, Change, PendingEdit, Revision
from articles.revisions import content_of, digests
from articles.views.edits_due import edits_due
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)
MOMENT = timezone.now() + timedelta(days=1)


@pytest.fixture
def article(transactional_db: None) -> Article:
    article = make_article("Bridge opens", path="/bridge/", body="<p>People walked across.</p>")
    content = content_of(article)
    opened = {**digests(content), "status": article.status}
    wanted = {**content, "headline": "Bridge closes", "tags": ["dam"]}
    PendingEdit.objects.create(article=article, content=wanted, opened=opened, due_at=MOMENT)
    return article


def read_by_another() -> str:
    """With a connection of its own."""
    found: list[str] = []

    def read() -> None:
        found.append(Client().get("/bridge/").content.decode())
        connections.close_all()

    thread = Thread(target=read)
    thread.start()
    thread.join()
    return found[0]


def test_another_reader_sees_nothing_of_it_meanwhile(article: Article) -> None:
    with edits_due(MOMENT) as shown:
        assert Article.objects.get().headline == "Bridge closes"
        assert "Bridge opens</h1>" in read_by_another()
    assert (shown.due, shown.refused) == (1, 0)


def test_nothing_of_it_stays(article: Article) -> None:
    changes = Change.objects.count()
    with edits_due(MOMENT):
        assert list(article.tags.names()) == ["dam"]
        assert Revision.objects.exists()
    assert (Article.objects.get().headline, article.tags.count()) == ("Bridge opens", 0)
    assert (Change.objects.count(), Revision.objects.count(), PendingEdit.objects.count()) == (changes, 0, 1)


def test_nothing_of_it_stays_when_the_page_breaks(article: Article) -> None:
    with pytest.raises(ZeroDivisionError), edits_due(MOMENT):
        _ = 1 / 0
    assert (Article.objects.get().headline, PendingEdit.objects.count()) == ("Bridge opens", 1)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer, who is waited for")
def test_whoever_saves_goes_first(article: Article) -> None:
    held, done = Event(), Event()

    def save() -> None:
        with transaction.atomic():
            Article.objects.select_for_update().get()
            held.set()
            done.wait(20)
            Article.objects.update(headline="Bridge falls")
        connections.close_all()

    thread = Thread(target=save)
    thread.start()
    held.wait(20)
    with pytest.raises(OperationalError, match="lock timeout"), edits_due(MOMENT):
        pass
    done.set()
    thread.join()
    assert Article.objects.get().headline == "Bridge falls"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans each query as it comes")
def test_connection_goes_on_planning_as_before(article: Article) -> None:
    connection.close()
    with edits_due(MOMENT):
        Client().get("/bridge/")
    with connection.cursor() as cursor:
        cursor.execute("SHOW plan_cache_mode")
        assert cursor.fetchone() == ("force_generic_plan",)
    assert "Bridge opens</h1>" in Client().get("/bridge/").content.decode()

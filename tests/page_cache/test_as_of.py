"""What an editor sees of a time to come comes into no cache, and out of none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from articles.models import Banner
from articles.pages.as_of import address_at
from tests.admin.desk import client_of
from tests.factories import make_article, make_section
from tests.page_cache.newsroom import Cached, cached

pytestmark = pytest.mark.django_db(transaction=True)
MOMENT = timezone.now() + timedelta(days=1)
AT = address_at(MOMENT, "")


@pytest.fixture
def news() -> Iterator[Cached]:
    world = make_section("World")
    make_article("Old news", section=world, path="/old/")
    make_article("Budget is read", section=world, path="/budget/", published_at=MOMENT - timedelta(hours=1))
    Banner.objects.create(text="Bridge is open", ends_at=MOMENT - timedelta(hours=2))
    with cached() as made:
        yield made


@pytest.fixture
def cookie(transactional_db: None) -> str:
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client_of('Editor').cookies[name].value}"


@pytest.mark.parametrize("path", ["/", "/world/", "/budget/", "/archive/"])
def test_reader_gets_nothing_of_what_an_editor_saw(news: Cached, cookie: str, path: str) -> None:
    before = news.get(path)
    kept, parts = len(news.store.addresses), len(news.parts.addresses)
    seen = news.get(f"{AT}{path}", COOKIE=cookie)
    assert (seen.status, b"as-of" in seen.content) == (200, True)
    assert (len(news.store.addresses), len(news.parts.addresses)) == (kept, parts)
    assert news.get(f"{AT}{path}").status == 404
    assert b"Budget" not in news.get(f"{AT}{path}").content
    assert news.get(path).content == before.content
    assert news.made_anew(path).content == before.content


def test_editor_gets_nothing_that_is_kept_for_readers(news: Cached, cookie: str) -> None:
    for path in ("/", "/world/", "/old/"):
        assert b"Bridge is open" in news.get(path).content
        seen = news.get(f"{AT}{path}", COOKIE=cookie).content
        assert b"Bridge is open" not in seen
        assert b"Budget is read" in seen

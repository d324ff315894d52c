"""A launch is seen on the held front page, and on no other page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User

from articles import fronts
from articles.models import FrontSlot
from tests.factories import make_article, make_section
from tests.page_cache.newsroom import Cached, cached

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def news() -> Iterator[Cached]:
    with cached() as made:
        yield made


def test_launch_and_its_undoing_are_seen_at_once(transactional_db: None, news: Cached) -> None:
    editor, section = User.objects.create_user("editor"), make_section("World")
    old, _new = make_article("Old", section=section, path="/old/"), make_article("New", section=section, path="/new/")
    fronts.launch(fronts.draft(), by=editor)
    news.settle()
    before, article = news.get("/").content, news.get("/new/")
    draft = fronts.draft()
    FrontSlot.objects.create(edition=draft, article=old, place="lead", headline="Put in front")
    news.settle()
    assert news.get("/").content == before
    fronts.launch(draft, by=editor)
    news.settle()
    assert b"Put in front" in news.get("/").content
    assert news.get("/new/").content == article.content
    assert news.renderings("/new/") == 1
    fronts.launch_again(fronts.live().based_on, by=editor)  # type: ignore[union-attr, arg-type]
    news.settle()
    assert news.get("/").content == before

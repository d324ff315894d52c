"""A launch is seen on the held page that it makes, and on no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles import fronts
from articles.models import Article, FrontSlot
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


def test_launch_of_a_section_is_seen_on_its_page_only(transactional_db: None, news: Cached) -> None:
    editor, world = User.objects.create_user("editor"), make_section("World")
    old = make_article("Old", section=world, path="/old/")
    make_article("New", section=world, path="/new/"), make_article("Match", section=make_section("Sport"))
    others = ["/", "/sport/", "/new/", "/feed/", "/world/feed/"]
    fronts.launch(fronts.draft(world), by=editor)
    news.settle()
    before, kept = news.get("/world/").content, [news.get(path).content for path in others]
    draft = fronts.draft(world)
    FrontSlot.objects.create(edition=draft, article=old, place="lead", headline="Put in front")
    news.settle()
    assert news.get("/world/").content == before
    fronts.launch(draft, by=editor)
    news.settle()
    assert b"Put in front" in news.get("/world/").content
    assert [news.get(path).content for path in others] == kept
    assert [news.renderings(path) for path in others] == [1] * len(others)
    fronts.launch_again(fronts.live(world).based_on, by=editor)  # type: ignore[union-attr, arg-type]
    news.settle()
    assert news.get("/world/").content == before


def test_story_put_on_a_page_shows_there_when_it_appears(transactional_db: None, news: Cached) -> None:
    world, elsewhere = make_section("World"), make_article("Match", section=make_section("Sport"), status="draft")
    make_article("New", section=world)
    draft = fronts.draft(world)
    FrontSlot.objects.create(edition=draft, article=elsewhere, place="lead")
    fronts.launch(draft, by=None)
    news.settle()
    assert b"Match" not in news.get("/world/").content
    Article.objects.filter(pk=elsewhere.pk).update(status="published", path="/match/", published_at=timezone.now())
    news.settle()
    assert b"Match" in news.get("/world/").content

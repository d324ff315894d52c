"""A picture leaves every page when its rights end, though nobody writes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Image
from articles.page_cache.schedule import appearing, next_moment
from tests.factories import make_article, make_author, make_byline, make_image, make_section
from tests.page_cache.newsroom import cached, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
PLACES = ("/ferries/", "/boats/", "/lite/ferries/", "/", "/world/", "/feed/", "/feed/json/", "/author/asha/")


def newsroom() -> Image:
    """A picture that leads one article, stands in the text of another, and is its writer's portrait."""
    image = make_image(caption="Boats at dawn")
    author = make_author("Asha", slug="asha", portrait=image)
    section = make_section("World")
    make_byline(make_article("Ferries cross", section=section, path="/ferries/", lead_image=image), author)
    body = f'<p>Text.</p><figure data-image="{image.pk}"></figure>'
    make_byline(make_article("Boats", section=section, path="/boats/", body=body), author)
    return image


def name_of(image: Image) -> bytes:
    return image.file.name.rpartition("/")[2].partition(".")[0].encode()


def test_held_pages_lose_it_when_the_moment_comes() -> None:
    image = newsroom()
    with cached() as news:
        shown = {path for path in PLACES if name_of(image) in news.get(path).content}
        assert shown == set(PLACES)
        Image.objects.update(rights_end_at=timezone.now() + timedelta(seconds=2))
        news.settle()
        assert name_of(image) in news.get("/ferries/").content
        wait_for(lambda: not any(name_of(image) in news.get(path).content for path in PLACES), 8)
        assert all(news.get(path).status == 200 for path in PLACES)
    image.refresh_from_db()
    assert image.file.storage.exists(image.file.name)
    assert Article.objects.get(path="/ferries/").lead_image == image


def test_later_end_brings_it_back() -> None:
    image = newsroom()
    Image.objects.update(rights_end_at=timezone.now())
    with cached() as news:
        assert not any(name_of(image) in news.get(path).content for path in PLACES)
        Image.objects.update(rights_end_at=None)
        news.settle()
        assert all(name_of(image) in news.get(path).content for path in PLACES)


def test_schedule_knows_the_moment_and_what_changes_then() -> None:
    now = timezone.now()
    ends_at = now + timedelta(hours=1)
    image = make_image(rights_end_at=ends_at)
    assert next_moment("default", now) == ends_at
    assert appearing("default", now, ends_at) == {f"image:{image.pk}", "front"}
    assert appearing("default", now, ends_at - timedelta(seconds=1)) == set()
    assert next_moment("default", ends_at) is None

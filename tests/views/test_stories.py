"""Stories in a list look as they are, whatever of them changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Author, Byline, Image, Section
from tests.factories import make_article, make_author, make_byline, make_image, make_section

pytestmark = pytest.mark.django_db

CHANGES: dict[str, tuple[Callable[[], object], str]] = {
    "headline": (lambda: Article.objects.filter(slug="old").update(headline="New <i> one"), "New &lt;i&gt; one"),
    "standfirst": (lambda: Article.objects.filter(slug="old").update(standfirst="New words"), "New words"),
    "path": (lambda: Article.objects.filter(slug="old").update(path="/new/"), 'href="/new/"'),
    "language": (lambda: Article.objects.filter(slug="old").update(language="hi"), 'lang="hi"'),
    "section": (lambda: Section.objects.filter(slug="below").update(name="Renamed"), '<p class="kicker">Renamed</p>'),
    "picture": (lambda: Image.objects.update(width=1234), 'width="1234"'),
    "copies": (lambda: Image.objects.update(renditions="r1.50.50 whole:320"), "320w"),
    "author": (lambda: Author.objects.update(name="Ana Roe"), "By Ana Roe"),
    "guest": (lambda: Byline.objects.update(author=None, guest_name="AFP"), "By AFP"),
}  # fmt: skip


@pytest.fixture
def story() -> Article:
    section = make_section("Below", parent=make_section("World"))
    article = make_article(section=section, lead_image=make_image(), slug="old", published_at=timezone.now())
    make_byline(article, make_author("Jo Doe"))
    return article


@pytest.mark.parametrize(("change", "shown"), CHANGES.values(), ids=CHANGES.keys())
def test_story_shows_what_changed(client: Client, story: Article, change: Callable[[], object], shown: str) -> None:
    assert shown not in client.get("/world/").content.decode()
    change()
    assert shown in client.get("/world/").content.decode()

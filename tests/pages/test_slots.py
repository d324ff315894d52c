"""Stories that editors put on the front page stand there, once, and only while readers may see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Article, FrontEdition, FrontSlot
from tests.factories import make_article, make_image, make_section

pytestmark = pytest.mark.django_db
Place = FrontSlot.Place


@pytest.fixture
def stories() -> list[Article]:
    """The first is the oldest."""
    world = make_section("World")
    now = timezone.now()
    return [
        make_article(f"Story {n}", section=world, path=f"/s{n}/", published_at=now - timedelta(hours=50 - n))
        for n in range(30)
    ]


def put(article: Article, place: str = Place.LEAD, position: int = 0, **fields: object) -> FrontSlot:
    edition, _made = FrontEdition.objects.get_or_create(state="live")
    return FrontSlot.objects.create(edition=edition, article=article, place=place, position=position, **fields)


def headlines(client: Client, level: str) -> list[str]:
    return re.findall(rf"<{level}><a[^>]*>([^<]*)</a>", client.get("/").content.decode())


def test_lead_is_the_one_that_was_put_there_however_old(client: Client, stories: list[Article]) -> None:
    assert headlines(client, "h2")[0] == "Story 29"
    put(stories[0])
    assert headlines(client, "h2")[0] == "Story 0"
    assert client.get("/").content.decode().count('href="/s0/"') == 1


def test_stories_beside_the_lead_stand_in_their_order_and_the_rest_fills_itself(
    client: Client, stories: list[Article]
) -> None:
    put(stories[3], Place.TOP, 2), put(stories[4], Place.TOP, 1)
    assert headlines(client, "h3")[:3] == ["Story 4", "Story 3", "Story 28"]


def test_first_in_its_section_leads_the_block(client: Client, stories: list[Article]) -> None:
    put(stories[2], Place.SECTION)
    block = client.get("/").content.decode().partition('class="rail"')[2]
    assert re.findall(r'href="(/s\d+/)"', block.partition("World")[2])[0] == "/s2/"


def test_headline_and_picture_are_those_of_the_place(client: Client, stories: list[Article]) -> None:
    image = make_image(alt_text="Seen from the tower")
    put(stories[0], headline="Only <here>", image=image)
    page = client.get("/").content.decode()
    assert "Only &lt;here&gt;" in page
    assert "Seen from the tower" in page or image.url in page
    assert "Only" not in client.get("/s0/").content.decode()


WITHDRAWN: dict[str, Callable[[Article], object]] = {
    "killed": publishing.kill,
    "embargoed": lambda one: Article.objects.filter(pk=one.pk).update(embargo_until=timezone.now() + timedelta(1)),
    "deleted": lambda one: Article.objects.filter(pk=one.pk).delete(),
}


@pytest.mark.parametrize("how", WITHDRAWN)
def test_place_of_what_is_withdrawn_fills_itself(client: Client, stories: list[Article], how: str) -> None:
    put(stories[0])
    WITHDRAWN[how](stories[0])
    assert headlines(client, "h2")[0] == "Story 29"


def test_draft_is_nobody_s_front_page(client: Client, stories: list[Article]) -> None:
    put(stories[0])
    FrontEdition.objects.update(state="draft")
    assert headlines(client, "h2")[0] == "Story 29"

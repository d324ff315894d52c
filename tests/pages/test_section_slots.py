"""Stories that editors put on a section's page stand at its top, once; older pages go on as if nobody had."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml.html import HtmlElement

from articles.models import Article, FrontEdition, FrontSlot, Section
from tests.factories import make_article, make_image, make_section
from tests.pages.test_slots import WITHDRAWN
from tests.views.reading import headlines, page, select, texts

pytestmark = pytest.mark.django_db
Place = FrontSlot.Place
NEWEST = [f"Story {n}" for n in range(49, 29, -1)]


@pytest.fixture
def stories() -> list[Article]:
    """The first is the oldest."""
    world, now = make_section("World"), timezone.now()
    return [
        make_article(f"Story {n}", section=world, path=f"/s{n}/", published_at=now - timedelta(hours=60 - n))
        for n in range(50)
    ]


def put(article: Article, place: str = Place.LEAD, *, on: Section | None = None, **fields: Any) -> FrontSlot:
    edition, _made = FrontEdition.objects.get_or_create(state="live", section=on or article.section)
    return FrontSlot.objects.create(edition=edition, article=article, place=place, **fields)


def all_pages(client: Client) -> list[HtmlElement]:
    found, address = [], "/world/"
    while address:
        found.append(page(client, address))
        address = next((link.get("href") for link in select(found[-1], "a[rel=next]")), "")
    return found


def test_lead_and_pinned_stand_above_the_newest(client: Client, stories: list[Article]) -> None:
    put(stories[48], Place.TOP, position=2), put(stories[3], Place.TOP, position=1), put(stories[40])
    shown = headlines(page(client, "/world/"))
    assert shown[:4] == ["Story 40", "Story 3", "Story 48", "Story 49"]
    assert shown[4:] == [one for one in NEWEST[1:] if one not in ("Story 40", "Story 48")]


def test_newest_leads_where_nobody_put_a_lead(client: Client, stories: list[Article]) -> None:
    put(stories[5], Place.TOP), put(stories[49], Place.TOP, position=1)
    tree = page(client, "/world/")
    assert headlines(tree)[:4] == ["Story 48", "Story 5", "Story 49", "Story 47"]
    assert texts(tree, ".opener a.p-name") == ["Story 48"]


def test_older_pages_are_those_of_a_section_without(client: Client, stories: list[Article]) -> None:
    before = [headlines(tree) for tree in all_pages(client)]
    put(stories[0]), put(stories[30], Place.TOP), put(stories[29], Place.TOP, position=1)
    first, *older = [headlines(tree) for tree in all_pages(client)]
    assert older == before[1:]
    assert len(first) == len(set(first)) == 22
    assert {*first, *older[0], *older[1]} == {one.headline for one in stories}


def test_way_back_leads_to_the_page_with_its_lead(client: Client, stories: list[Article]) -> None:
    put(stories[0])
    second = all_pages(client)[1]
    [back] = select(second, "a[rel=prev]")
    assert headlines(page(client, back.get("href")))[0] == "Story 0"


def test_story_of_another_section_says_where_it_is_from(client: Client, stories: list[Article]) -> None:
    put(make_article("A match", section=make_section("Sport")), on=stories[0].section)
    tree = page(client, "/world/")
    assert headlines(tree) == ["A match", *NEWEST]
    assert texts(tree, ".opener .kicker") == ["Sport"]


def test_headline_and_picture_are_those_of_the_place(client: Client, stories: list[Article]) -> None:
    image = make_image(alt_text="Seen from the tower")
    put(stories[0], headline="Only <here>", image=image)
    tree = page(client, "/world/")
    assert headlines(tree)[0] == "Only <here>"
    assert [img.get("fetchpriority") for img in select(tree, ".stream img")] == ["high"]
    assert "Only" not in client.get("/").content.decode()


@pytest.mark.parametrize("how", WITHDRAWN)
def test_place_of_what_is_withdrawn_fills_itself(client: Client, stories: list[Article], how: str) -> None:
    put(stories[0])
    WITHDRAWN[how](stories[0])
    assert headlines(page(client, "/world/")) == NEWEST


def test_edition_is_of_one_section_only(client: Client, stories: list[Article]) -> None:
    below = make_section("Asia", parent=stories[0].section)
    make_article("From Asia", section=below, path="/asia-story/", published_at=timezone.now() - timedelta(days=9))
    put(stories[0], on=below)
    assert headlines(page(client, "/world/")) == NEWEST
    assert headlines(page(client, "/world/asia/")) == ["Story 0", "From Asia"]


@pytest.mark.parametrize("state", ["draft", "past"])
def test_what_is_not_live_is_on_nobody_s_page(client: Client, stories: list[Article], state: str) -> None:
    put(stories[0])
    FrontEdition.objects.update(state=state)
    assert headlines(page(client, "/world/")) == NEWEST


def test_section_without_stories_shows_what_was_put_there(client: Client) -> None:
    empty = make_section("Empty")
    put(make_article("Elsewhere"), on=empty)
    assert headlines(page(client, "/empty/")) == ["Elsewhere"]

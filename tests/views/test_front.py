"""The front page with nothing, little and much to show."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from articles.models import Section
from tests.factories import make_article, make_author, make_byline, make_image, make_section
from tests.views.reading import headlines, one, page, pictures, select, text, texts


def newsroom(articles: int, with_pictures: bool = True) -> None:
    sections = [make_section(name) for name in ("India", "World", "Sport", "Opinion")]
    for number in range(articles):
        image = make_image() if with_pictures else None
        make_article(f"Story {number}", section=sections[number % 4], lead_image=image)


def test_empty_paper_says_so_kindly(client: Client) -> None:
    tree = page(client, "/")
    assert texts(tree, "main h2") == ["The first edition is being set"]
    assert headlines(tree) == []


@pytest.mark.parametrize("with_pictures", [True, False])
@pytest.mark.parametrize("articles", [1, 3, 40])
def test_no_story_stands_twice_above_the_latest(client: Client, articles: int, with_pictures: bool) -> None:
    newsroom(articles, with_pictures)
    tree = page(client, "/")
    shown = headlines(tree) + texts(tree, "ul.more a")
    assert len(shown) == len(set(shown))
    assert min(articles, 12) <= len(shown) <= articles


@pytest.mark.parametrize("articles", [1, 3, 40])
def test_no_picture_stands_twice(client: Client, articles: int) -> None:
    newsroom(articles)
    shared = make_image()
    for _ in range(3):
        make_article(section=Section.objects.first(), lead_image=shared)
    shown = pictures(page(client, "/"))
    assert shown
    assert len(shown) == len(set(shown))


def test_single_story_leads(client: Client) -> None:
    make_article("Only")
    tree = page(client, "/")
    assert texts(tree, "article.lead h2 a.p-name") == ["Only"]
    assert select(tree, "ol.latest") == []


def test_lead_has_a_picture_when_one_of_the_newest_has(client: Client) -> None:
    make_article("Newest")
    make_article("With picture", lead_image=make_image())
    tree = page(client, "/")
    assert texts(tree, "article.lead h2") == ["With picture"]
    assert one(tree, "article.lead img").get("fetchpriority") == "high"


def test_missing_picture_does_not_lead(client: Client) -> None:
    make_article("Broken", lead_image=make_image(missing=True))
    make_article("Whole", lead_image=make_image())
    tree = page(client, "/")
    assert texts(tree, "article.lead h2") == ["Whole"]
    assert len(pictures(tree)) == 1


def test_only_one_picture_is_urgent(client: Client) -> None:
    newsroom(40)
    found = select(page(client, "/"), "img")
    assert [img.get("fetchpriority") for img in found].count("high") == 1
    assert {img.get("loading") for img in found[1:]} == {"lazy"}


def test_latest_is_newest_first_and_not_what_stands_beside_it(client: Client) -> None:
    newsroom(40)
    tree = page(client, "/")
    latest = texts(tree, "section.rail a")
    beside = texts(tree, "section.top h2 a") + texts(tree, "section.top h3 a")
    assert latest == sorted(latest, key=lambda name: int(name.split()[1]))
    assert len(latest) == 7
    assert not set(latest) & set(beside)


def test_blocks_are_headed_by_their_sections(client: Client) -> None:
    newsroom(40)
    tree = page(client, "/")
    links = {text(link): link.get("href") for link in select(tree, "header.block-head h2 a")}
    assert links == {"India": "/india/", "World": "/world/", "Sport": "/sport/", "Opinion": "/opinion/"}


def test_opinion_shows_who_speaks_with_one_portrait_each(client: Client) -> None:
    opinion, news = make_section("Opinion"), make_section("News")
    make_article("News", section=news)
    author = make_author("Nandini Rao", portrait=make_image())
    for number in range(2):
        make_byline(make_article(f"View {number}", section=opinion), author)
    tree = page(client, "/")
    assert texts(tree, "section.voices p.voice") == ["Nandini Rao", "Nandini Rao"]
    assert len(select(tree, "p.voice img")) == 1


def test_hindi_stories_stand_together_under_their_language(client: Client) -> None:
    make_article("English")
    for number in range(2):
        make_article(f"ख़बर {number}", language="hi")
    tree = page(client, "/")
    assert texts(tree, "article.lead h2") == ["English"]
    assert one(tree, "section.block[lang=hi]").get("class") == "block"
    assert texts(tree, "section.block[lang=hi] h3") == ["ख़बर 0", "ख़बर 1"]


def test_masthead_says_what_day_it_is(client: Client) -> None:

    with time_machine.travel("2016-10-19T20:00:00Z"):
        assert text(one(page(client, "/"), "p.today")) == "Thursday, October 20, 2016"


def test_nameplate_is_the_heading(client: Client) -> None:
    assert texts(page(client, "/"), "h1") == ["The Meridian"]

"""The page the project starts from, imported: everything the seed shows is there, once and in its place."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from lxml import html

from articles import publishing
from articles.models import Article
from tests import seed
from tests.factories import make_section
from tests.wordpress.running import run_import

pytestmark = pytest.mark.django_db
PATH = "/world/is-leaders-flee-stronghold-of-mosul-as-iraqi-forces-close-in/213727/"
VILLAGES = "/world/iraqi-forces-free-nine-villages-from-is-in-mosul/213480/"
START = "/world/iraqi-pm-signals-start-of-operations-to-recover-mosul-from-is/213101/"


def import_seed() -> None:
    run_import(seed.WXR, uploads=seed.FOLDER)


@pytest.fixture
def page(client: Client) -> html.HtmlElement:
    import_seed()
    return html.fromstring(client.get(PATH).content.decode())


def text_of(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def test_headline_and_date_read_as_they_did(page: html.HtmlElement) -> None:
    assert text_of(page.cssselect("h1.p-name")[0]) == "IS Leaders Flee Stronghold of Mosul As Iraqi Forces Close In"
    assert text_of(page.cssselect("time.dt-published")[0]) == "October 20, 2016, 07:23 IST"
    assert page.cssselect("time.dt-published")[0].get("datetime") == "2016-10-20T07:23:00+05:30"


def test_picture_stands_there_once_with_its_caption_once(page: html.HtmlElement) -> None:
    figure = page.cssselect("article.h-entry figure")
    assert len(figure) == 1
    image = figure[0].cssselect("img")[0]
    assert (image.get("width"), image.get("height")) == ("700", "467")
    caption = text_of(figure[0].cssselect("figcaption")[0])
    assert caption.count("IS Leaders Flee Stronghold of Mosul As Iraqi Forces Close In") == 1


def test_every_paragraph_is_there_in_order(page: html.HtmlElement) -> None:
    shown = text_of(page.cssselect(".e-content")[0])
    words = seed.body().partition("[/caption]")[2]
    sentences = re.split(r"ALSO READ:\s[^\"]+?(?=\s\"We are| East of Mosul, forces)", words)
    places = [shown.find(" ".join(part.split())[:80]) for part in sentences]
    assert len(sentences) == 3
    assert places == sorted(places)
    assert -1 not in places
    assert len(page.cssselect(".e-content > p")) == 17


def test_two_also_read_boxes_stand_between_the_right_paragraphs(page: html.HtmlElement) -> None:
    boxes = page.cssselect(".e-content > aside.also-read")
    assert [box.cssselect("a")[0].get("href") for box in boxes] == [VILLAGES, START]
    before = [text_of(box.getprevious())[-30:] for box in boxes]
    after = [text_of(box.getnext())[:15] for box in boxes]
    assert [text.endswith(("for Thursday.", "world,” he said.", 'world," he said.')) for text in before] == [True, True]
    assert after == ['"We are telling', "East of Mosul, "]


def test_both_pingbacks_show_title_and_excerpt(page: html.HtmlElement) -> None:
    entries = page.cssselect("#linkbacks li.u-comment.h-cite.pingback")
    assert [text_of(entry.cssselect("a.u-url.p-name")[0]) for entry in entries] == [
        "39 Killed In Triple Iraqi Attacks | NWI",
        "Mosul Liberation: Iraqi PM Asks IS Militants To Surrender | NWI",
    ]
    assert all({"ugc", "nofollow"} <= set(entry.cssselect("a.p-name")[0].get("rel").split()) for entry in entries)
    excerpts = [text_of(entry.cssselect(".p-content")[0]) for entry in entries]
    assert all(excerpt.startswith("[…]") and excerpt.endswith("[…]") for excerpt in excerpts)


def test_tags_link_to_their_pages(page: html.HtmlElement, client: Client) -> None:
    tags = page.cssselect("a.p-category[rel~=tag]")
    assert sorted(text_of(tag) for tag in tags) == ["Islamic State", "Mosul"]
    assert all(client.get(tag.get("href")).status_code == 200 for tag in tags)


def test_pasted_seed_finds_picture_and_stories_after_the_import(client: Client) -> None:
    import_seed()
    article = Article(headline="Pasted", section=make_section("Desk"), body=seed.body())
    publishing.publish(article)
    page = html.fromstring(client.get(article.path).content.decode())
    assert len(page.cssselect(".e-content figure img")) == 1
    assert text_of(page.cssselect(".e-content figcaption")[0]).count("IS Leaders Flee") == 1
    boxes = page.cssselect(".e-content > aside.also-read a")
    assert [box.get("href") for box in boxes] == [VILLAGES, START]
    assert "data-unresolved" not in article.body


def test_pasted_seed_stays_readable_before_the_import(client: Client) -> None:
    article = Article(headline="Pasted", section=make_section("Desk"), body=seed.body())
    publishing.publish(article)
    page = html.fromstring(client.get(article.path).content.decode())
    shown = text_of(page.cssselect(".e-content")[0])
    assert page.cssselect(".e-content img") == []
    assert shown.count("IS Leaders Flee Stronghold of Mosul As Iraqi Forces Close In") == 1
    assert "ALSO READ: Iraqi Forces Free Nine Villages From IS In Mosul" in shown
    assert "ALSO READ: Iraqi PM Signals Start of Operations To Recover Mosul From IS" in shown
    assert article.body.count("data-unresolved") == 3


def test_pasted_seed_resolves_when_it_is_saved_after_the_import() -> None:
    article = Article(headline="Pasted", section=make_section("Desk"), body=seed.body())
    publishing.save(article)
    import_seed()
    problems = publishing.save(article).problems
    assert problems == ()
    assert article.also_read.count() == 2

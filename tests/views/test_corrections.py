"""Corrections are said at the article, on a page of their own, and to search engines."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Article, Correction
from tests.factories import make_article
from tests.feeds.reading import read

pytestmark = pytest.mark.django_db
LIST = "/archive/corrections/"


def make_correction(article: Article, text: str = "The bridge has four arches, not five.", **fields: Any) -> Correction:
    correction = Correction(text=text, **fields)
    publishing.correct(article, correction)
    return correction


def test_note_stands_above_the_text_or_below_it(client: Client) -> None:
    article = make_article(body="<p>The middle.</p>")
    make_correction(article, "The first note, above.")
    make_correction(article, "The second note, below.", kind="clarification", at_top=False)
    page = client.get(article.path).content.decode()
    places = [page.index(words) for words in ("<p>The first note", "<p>The middle.", "<p>The second note")]
    assert places == sorted(places)
    assert [kind in page for kind in ("<b>Correction</b>", "<b>Clarification</b>")] == [True, True]


def test_article_without_any_says_nothing(client: Client) -> None:
    assert 'aria-label="Corrections"' not in client.get(make_article().path).content.decode()


def test_text_of_a_note_is_text(client: Client) -> None:
    article = make_article()
    make_correction(article, "<script>alert(1)</script> & more")
    for path in (article.path, LIST):
        page = client.get(path).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page


def test_search_engines_are_told(client: Client) -> None:
    article = make_article()
    made = make_correction(article)
    page = client.get(article.path).content.decode()
    told = json.loads(re.findall(r'<script type="application/ld\+json">(.+?)</script>', page)[0])
    [one] = told["correction"]
    assert (one["@type"], one["text"]) == ("CorrectionComment", made.text)
    assert told["dateModified"] == one["datePublished"]


def test_list_shows_the_newest_first_with_their_articles(client: Client) -> None:
    articles = [make_article("Bridge opens"), make_article("Ferry stops")]
    for article in articles:
        make_correction(article, f"About: {article.headline}")
    page = client.get(LIST).content.decode()
    assert page.index("About: Ferry stops") < page.index("About: Bridge opens")
    assert f'href="{articles[0].path}"' in page


def test_list_tells_nothing_of_what_was_withdrawn_or_waits(client: Client) -> None:
    killed, embargoed, seen = make_article(), make_article(), make_article()
    for article in (killed, embargoed, seen):
        make_correction(article, f"A note on number {article.pk}.")
    publishing.kill(killed)
    Article.objects.filter(pk=embargoed.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    page = client.get(LIST).content.decode()
    assert [f"number {one.pk}." in page for one in (killed, embargoed, seen)] == [False, False, True]


def test_empty_list_says_so(client: Client) -> None:
    assert "Nothing has been corrected yet." in client.get(LIST).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_three_queries(client: Client, django_assert_num_queries: Any, count: int) -> None:
    for _ in range(count):
        make_correction(make_article())
    with django_assert_num_queries(3):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_article_costs_what_it_did(client: Client, django_assert_num_queries: Any, count: int) -> None:
    article = make_article()
    for _ in range(count):
        make_correction(article)
    with django_assert_num_queries(4):
        client.get(article.path)


@pytest.mark.parametrize("form", ["feed/", "feed/atom/"])
def test_feed_of_corrections_says_what_was_wrong(client: Client, form: str) -> None:
    article = make_article("Bridge opens")
    make_correction(article, "Four arches, <b>not</b> five.", kind="clarification")
    [entry] = read(client, f"{LIST}{form}").entries
    assert (entry.title, entry.link) == ("Clarification: Bridge opens", f"https://news.example{article.path}")
    assert entry.content[0].value == "<p>Four arches, &lt;b&gt;not&lt;/b&gt; five.</p>"
    assert entry.id.startswith("tag:news.example,")


def test_feed_of_corrections_as_json(client: Client) -> None:
    made = make_correction(make_article("पुल खुला", language="hi"))
    [item] = json.loads(client.get(f"{LIST}feed/json/").content)["items"]
    assert (item["title"], item["language"]) == ("भूल-सुधार: पुल खुला", "hi")
    assert (item["summary"], item["id"]) == (made.text, f"tag:news.example,{made.made_at.year}:correction/{made.pk}")


def test_feed_of_corrections_tells_nothing_of_what_was_withdrawn(client: Client) -> None:
    killed, seen = make_article("Bridge opens"), make_article("Ferry stops")
    for article in (killed, seen):
        make_correction(article)
    publishing.kill(killed)
    assert [entry.title for entry in read(client, f"{LIST}feed/").entries] == ["Correction: Ferry stops"]


def test_page_of_corrections_offers_its_feed(client: Client) -> None:
    page = client.get(LIST).content.decode()
    offered = re.findall(r'<link rel="alternate" type="application/rss\+xml"[^>]* href="(.+?)"', page)
    assert offered == [f"https://news.example{LIST}feed/"]


@pytest.mark.parametrize("count", [1, 3])
def test_feed_of_corrections_costs_one_query(client: Client, django_assert_num_queries: Any, count: int) -> None:
    for _ in range(count):
        make_correction(make_article())
    with django_assert_num_queries(1):
        client.get(f"{LIST}feed/")

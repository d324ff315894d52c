"""Readers' comments under an article: threads, anchors, and nothing of what is hidden or hostile."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml.html import HtmlElement

from articles.models import Article, Comment
from tests.factories import from_wordpress, make_article, make_comment
from tests.views.reading import one, page, select, text, texts


@pytest.fixture
def article(db: None) -> Article:
    return make_article(path="/story/")


def shown(client: Client) -> list[str]:
    return texts(page(client, "/story/"), "section#comments div.p-content")


def nested(tree: HtmlElement) -> list[int]:
    """How many lists each comment stands in, in the order of the page."""
    return [len(entry.xpath("ancestor::ol[ancestor::section[@id='comments']]")) for entry in select(tree, "li.comment")]


def test_article_without_comments_says_nothing_of_them(client: Client, article: Article) -> None:
    make_comment(article, status="pending")
    assert select(page(client, "/story/"), "#comments") == []


def test_comment_shows_name_day_and_words(client: Client, article: Article) -> None:
    make_comment(article, "First line\nsecond", author_name="Meera")
    tree = page(client, "/story/")
    assert texts(tree, "#comments h2") == ["1 comment"]
    assert texts(tree, "#comments b.p-name") == ["Meera"]
    assert len(select(tree, "#comments time[datetime]")) == 1
    assert len(select(tree, "#comments div.p-content br")) == 1


def test_comments_stand_oldest_first_each_under_what_it_answers(client: Client, article: Article) -> None:
    first, second = make_comment(article, "first"), make_comment(article, "second")
    make_comment(article, "to first", parent=first)
    make_comment(article, "to second", parent=second)
    make_comment(article, "third")
    assert shown(client) == ["first", "to first", "second", "to second", "third"]
    assert nested(page(client, "/story/")) == [1, 2, 1, 2, 1]


@pytest.mark.parametrize("status", ["pending", "spam", "deleted"])
def test_hidden_comment_is_hidden_with_all_that_answers_it(client: Client, article: Article, status: str) -> None:
    make_comment(article, "shown")
    hidden = make_comment(article, "hidden", status=status)
    answer = make_comment(article, "answers hidden", parent=hidden)
    make_comment(article, "answers the answer", parent=answer)
    assert shown(client) == ["shown"]


@pytest.mark.parametrize("kind", ["pingback", "trackback", "order_note"])
def test_other_kinds_are_never_shown(client: Client, article: Article, kind: str) -> None:
    make_comment(article, "a reader's")
    make_comment(article, "no reader's", kind=kind)
    assert shown(client) == ["a reader's"]


def test_eighth_answer_stands_on_the_fifth_level(client: Client, article: Article) -> None:
    above = None
    for number in range(8):
        above = make_comment(article, f"{number}", parent=above)
    assert shown(client) == [str(number) for number in range(8)]
    assert nested(page(client, "/story/")) == [1, 2, 3, 4, 5, 5, 5, 5]


def test_thread_of_two_hundred_answers_is_bearable(client: Client, article: Article) -> None:
    above = None
    for number in range(200):
        above = make_comment(article, f"{number}", parent=above)
    assert len(shown(client)) == 200


def test_circle_of_answers_is_left_out(client: Client, article: Article) -> None:
    make_comment(article, "shown")
    first = make_comment(article, "first")
    second = make_comment(article, "second", parent=first)
    Comment.objects.filter(pk=first.pk).update(parent=second)
    assert shown(client) == ["shown"]


def test_two_hundred_are_shown_and_the_rest_is_counted(client: Client, article: Article) -> None:
    for number in range(203):
        make_comment(article, str(number))
    tree = page(client, "/story/")
    assert texts(tree, "#comments h2") == ["203 comments"]
    assert texts(tree, "section#comments p")[0] == "The first 200 are shown."
    assert shown(client)[-1] == "199"


def test_U6_comment_keeps_the_anchor_it_had(client: Client, article: Article) -> None:
    make_comment(article, "old", **from_wordpress(5))
    new = make_comment(article, "new")
    tree = page(client, "/story/")
    assert text(one(tree, "li#comment-5 div.p-content")) == "old"
    assert text(one(tree, f"li#c-{new.pk} div.p-content")) == "new"


ADDRESSES = [
    ("https://reader.example/", True), ("http://reader.example", True), ("", False), ("javascript:alert(1)", False),
    ("reader.example", False), ("data:text/html,x", False), ("https://", False), ("//reader.example/", False),
    ('https://a.example/"onclick="x', False), ("http://[::1", False), ("\x01javascript:x", False),
]  # fmt: skip


@pytest.mark.parametrize(("url", "linked"), ADDRESSES)
def test_name_is_linked_to_a_web_address_only(client: Client, article: Article, url: str, linked: bool) -> None:
    make_comment(article, author_name="Meera", author_url=url)
    tree = page(client, "/story/")
    links = [(link.get("href"), link.get("rel")) for link in select(tree, "#comments a.p-name")]
    assert links == ([(url, "ugc nofollow noopener")] if linked else [])
    assert texts(tree, "#comments .p-name") == ["Meera"]
    assert select(tree, "a[onclick]") == []


def test_reader_without_a_name_is_a_reader(client: Client, article: Article) -> None:
    make_comment(article, author_name="")
    assert texts(page(client, "/story/"), "#comments .p-name") == ["A reader"]


def test_comments_of_a_hindi_article_are_counted_in_hindi(client: Client, db: None) -> None:
    article = make_article(path="/story/", language="hi")
    for _ in range(201):
        make_comment(article, author_name="")
    tree = page(client, "/story/")
    assert texts(tree, "#comments h2") == ["201 टिप्पणियाँ"]
    assert texts(tree, "section#comments p")[:2] == ["पहली 200 दिखाई गई हैं।", texts(tree, "#comments li p")[0]]
    assert set(texts(tree, "#comments .p-name")) == {"एक पाठक"}


def test_name_is_text(client: Client, article: Article) -> None:
    make_comment(article, author_name="<script>alert(1)</script>")
    assert texts(page(client, "/story/"), "#comments .p-name") == ["<script>alert(1)</script>"]


def test_nothing_private_is_on_the_page(client: Client, article: Article) -> None:
    make_comment(article, "shown", author_email="m@private.example", author_address="192.0.2.7")
    content = client.get("/story/").content
    assert [word in content for word in (b"shown", b"private.example", b"192.0.2.7")] == [True, False, False]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_comments_cost_no_query_of_their_own(
    client: Client, article: Article, django_assert_num_queries: Any, count: int
) -> None:
    above = None
    for _ in range(count):
        above = make_comment(article, parent=above)
    with django_assert_num_queries(4):
        client.get("/story/")

"""Writing a comment: a form that needs no script and no account, and what it does with hostile input."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from articles.commenting.switches import offered_at
from articles.commenting.token import token
from articles.linkbacks.receiving import limits
from articles.models import Article, Comment
from articles.page_keys import collected
from tests.factories import make_article, make_comment, make_section, minutes_ago
from tests.views.reading import one, page, select, text, texts

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def _is_on(settings: Any) -> None:
    settings.COMMENTS_RECEIVE = True
    limits.forget()


@pytest.fixture
def article(db: None) -> Article:
    return make_article("Bridge opens", path="/story/", section=make_section("News", takes_comments=True))


def at(article: Article) -> str:
    return f"/comments/{article.pk}/"


def send(client: Client, article: Article, **fields: Any) -> HttpResponse:
    form = {"name": "Meera", "text": "Well said.", "token": token(article.pk, minutes_ago(1)), **fields}
    return client.post(at(article), form_of(form), content_type=FORM)  # type: ignore[return-value]


def form_of(fields: dict[str, Any]) -> str:
    return urlencode(fields)


def said(response: HttpResponse) -> str:
    return response.content.decode()


def test_comment_waits_and_is_shown_when_it_is_approved(client: Client, article: Article) -> None:
    response = send(client, article, email="meera@private.example")
    assert (response.status_code, response["Location"]) == (303, f"{at(article)}?sent=1#main")
    assert "waits for a moderator" in text(one(page(client, response["Location"]), "[role=status]"))
    assert texts(page(client, "/story/"), "#comments .p-content") == []
    comment = Comment.objects.get()
    assert (comment.status, comment.author_email, comment.author_address) == (
        "pending", "meera@private.example", "127.0.0.1",
    )  # fmt: skip
    Comment.objects.decide("approved")
    tree = page(client, "/story/")
    assert texts(tree, "#comments .p-content") == ["Well said."]
    assert b"private.example" not in client.get("/story/").content


def test_article_leads_to_the_form_only_where_it_takes_comments(client: Client, article: Article) -> None:
    assert [link.get("href") for link in select(page(client, "/story/"), "#comments a")] == [at(article)]
    assert texts(page(client, "/story/"), "#comments h2") == ["Comments"]


@pytest.mark.parametrize("off", ["site", "section", "article", "age"])
def test_each_switch_closes_comments_and_what_was_typed_is_kept(
    client: Client, article: Article, settings: Any, off: str
) -> None:
    match off:
        case "site":
            settings.COMMENTS_RECEIVE = False
        case "section":
            article.section.takes_comments = False
            article.section.save()
        case "article":
            Article.objects.update(takes_comments=False)
        case "age":
            settings.COMMENTS_CLOSE_AFTER_DAYS = 3
            Article.objects.update(published_at=timezone.now() - timedelta(days=4))
    assert select(page(client, "/story/"), "#comments") == []
    response = send(client, article, text="Typed for nothing")
    assert response.status_code == 403
    assert "are closed" in said(response)
    assert "Typed for nothing" in said(response)
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("fields", "status"), [({"status": "draft"}, 404), ({"status": "killed"}, 410), ({"embargo_until": "later"}, 404)]
)
def test_what_is_not_out_has_no_form(client: Client, article: Article, fields: dict[str, Any], status: int) -> None:
    if "embargo_until" in fields:
        fields = {"embargo_until": timezone.now() + timedelta(days=1)}
    Article.objects.update(**fields)
    assert [client.get(at(article)).status_code, send(client, article).status_code] == [status, status]
    assert client.get("/comments/999999999999999999/").status_code == 404


WRONG = [
    ("name", "", "by what name"), ("name", "x" * 81, "80 characters"), ("email", "no address", "no e-mail address"),
    ("text", " \u202e\n ", "Write your comment"), ("text", "x" * 5001, "5000 characters"),
    ("text", "https://a.example " * 4, "3 links"), ("text", "& " * 2400, "5000 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "words"), WRONG)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(
    client: Client, article: Article, field: str, value: str, words: str
) -> None:
    response = send(client, article, **{"email": "m@a.example", field: value})
    assert response.status_code == 422
    assert words in said(response)
    assert f'id="{field}-said" class="wrong"' in said(response)
    assert not Comment.objects.exists()


@pytest.mark.parametrize("given", ["", "forged", "quick", "old", "other"])
def test_form_that_was_not_open_for_a_while_is_shown_again(client: Client, article: Article, given: str) -> None:
    tokens = {
        "quick": token(article.pk),
        "old": token(article.pk, minutes_ago(60 * 25)),
        "other": token(article.pk + 1, minutes_ago(1)),
    }
    response = send(client, article, text="Kept words", token=tokens.get(given, given))
    assert response.status_code == 422
    assert ["send it again" in said(response), "Kept words" in said(response)] == [True, True]
    assert not Comment.objects.exists()


def test_who_fills_in_what_nobody_sees_is_among_the_spam(client: Client, article: Article) -> None:
    assert send(client, article, website="https://spam.example").status_code == 303
    assert Comment.objects.get().status == "spam"


def test_same_words_twice_are_one_comment(client: Client, article: Article) -> None:
    send(client, article)
    response = send(client, article)
    assert "already" in text(one(page(client, response["Location"]), "[role=status]"))
    assert Comment.objects.count() == 1


def test_threads_have_two_levels(client: Client, article: Article) -> None:
    top = make_comment(article, "top")
    below = make_comment(article, "below", parent=top)
    tree = page(client, "/story/")
    assert f"{at(article)}?to={below.pk}" in [link.get("href") for link in select(tree, "#comments a")]
    for number, answered in enumerate((top, below)):
        send(client, article, text=f"answer {number}", to=answered.pk)
    assert set(Comment.objects.filter(status="pending").values_list("parent", flat=True)) == {top.pk}


@pytest.mark.parametrize("kind", ["pending", "foreign", "missing", "words", "kind", "hidden parent"])
def test_answer_to_what_readers_do_not_see_is_refused(client: Client, article: Article, kind: str) -> None:
    to: Any = {"missing": 10**17, "words": "1 OR 1=1"}.get(kind, "")
    match kind:
        case "pending":
            to = make_comment(article, status="pending").pk
        case "foreign":
            to = make_comment(make_article()).pk
        case "kind":
            to = make_comment(article, kind="order_note").pk
        case "hidden parent":
            to = make_comment(article, parent=make_comment(article, status="spam")).pk
    before = Comment.objects.count()
    response = send(client, article, text="Kept words", to=to)
    assert response.status_code == 422
    assert ["not there any more" in said(response), "Kept words" in said(response)] == [True, True]
    assert Comment.objects.count() == before
    assert client.get(f"{at(article)}?to={to}").status_code == 404


HOSTILE = [
    ("<script>alert(1)</script> <b>x</b> &amp; [caption]", "<script>alert(1)</script> <b>x</b> &amp; [caption]"),
    ("a\x00b\x07c", "abc"), ("\u202egnorw\u202c", "gnorw"), ("👩‍👩‍👧 नमस्ते", "👩‍👩‍👧 नमस्ते"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "shown"), HOSTILE)
def test_text_is_text(client: Client, article: Article, typed: str, shown: str) -> None:
    assert send(client, article, text=typed, name=f"N {typed}"[:80]).status_code == 303
    Comment.objects.decide("approved")
    assert texts(page(client, "/story/"), "#comments .p-content") == [shown]


def test_lines_paragraphs_and_addresses(client: Client, article: Article) -> None:
    send(client, article, text="One\r\ntwo\r\n\r\nthree https://a.example/x.")
    Comment.objects.decide("approved")
    tree = page(client, "/story/")
    assert [len(select(tree, f"#comments .p-content {tag}")) for tag in ("p", "br")] == [2, 1]
    link = one(tree, "#comments .p-content a")
    assert (link.get("href"), link.get("rel")) == ("https://a.example/x", "ugc nofollow noopener")


BODIES = [
    (b"text=" + b"x" * 1_000_000, FORM, 413), (b"{}", "application/json", 415), (b"", "", 415),
    (b"a=1&" * 2000, FORM, 400), (b"text=%ff%fe&name=%00", FORM, 422), (b"name=x", "multipart/form-data", 415),
]  # fmt: skip


@pytest.mark.parametrize(("body", "content_type", "status"), BODIES)
def test_hostile_bodies_are_refused_in_words(
    client: Client, article: Article, body: bytes, content_type: str, status: int
) -> None:
    response = client.generic("POST", at(article), body, content_type=content_type)
    assert response.status_code == status
    assert 'role="alert"' in said(response)  # type: ignore[arg-type]
    assert not Comment.objects.exists()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client: Client, article: Article, method: str) -> None:
    assert client.generic(method, at(article)).status_code == 405


def test_flood_of_one_network_asks_the_database_nothing(
    client: Client, article: Article, django_assert_num_queries: Any
) -> None:
    for number in range(10):
        assert send(client, article, text=f"{number}").status_code == 303
    send(client, article, text="refused, and counted")
    with django_assert_num_queries(0):
        statuses = {send(client, article, text=f"{number}").status_code for number in range(1000)}
    assert statuses == {429}
    assert Comment.objects.count() == 10


def test_flood_from_everywhere_is_two_hundred_an_hour(client: Client, article: Article) -> None:
    for number in range(200):
        make_comment(article, f"{number}", status="pending", created_at=minutes_ago(5))
    response = send(client, article, text="Kept words")
    assert response.status_code == 422
    assert "Kept words" in said(response)
    assert Comment.objects.count() == 200


def test_form_is_kept_by_nobody_and_sets_no_cookie(client: Client, article: Article) -> None:
    response = client.get(at(article))
    assert response["Cache-Control"] == "no-store"
    assert response.cookies == {}
    assert "noindex" in one(page(client, at(article)), "meta[name=robots]").get("content", "")


def test_structured_data_counts_what_is_shown(client: Client, article: Article) -> None:
    make_comment(article, status="pending")
    assert b"commentCount" not in client.get("/story/").content
    make_comment(article)
    assert b'"commentCount":1' in client.get("/story/").content.replace(b": ", b":")


def test_page_of_an_article_that_takes_comments_asks_four_queries(
    client: Client, article: Article, django_assert_num_queries: Any
) -> None:
    make_comment(article)
    client.get("/story/")
    with django_assert_num_queries(4):
        client.get("/story/")


def test_form_speaks_the_language_of_its_article(client: Client, article: Article) -> None:
    Article.objects.update(language="hi")
    assert texts(page(client, at(article)), "h1") == ["टिप्पणी लिखें"]


def test_page_ends_when_its_article_closes(article: Article, settings: Any) -> None:
    settings.COMMENTS_CLOSE_AFTER_DAYS = 3
    article.published_at = timezone.now() - timedelta(hours=1)
    with collected() as keys:
        assert offered_at(article) == at(article)
    assert keys.until == article.published_at + timedelta(days=3)

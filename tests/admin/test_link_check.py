"""The desk's link check: what is wrong, where, since when; asking again; and what the article's form says of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from articles import publishing
from articles.models import Article, LinkTarget
from articles.outgoing import follow
from tests.admin.desk import change_page, client_of, make_user, messages_of
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/outgoinglink/"
SINCE = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def make_wrong(url: str = "https://gone.example/page", state: str = "broken", **fields: Any) -> Article:
    """A public article with one link, which is wrong since `SINCE`."""
    target = {"answer": "It answers 404, Not Found.", "since_at": SINCE, "checked_at": SINCE}
    target |= {key: fields.pop(key) for key in ("answer", "moved_to") if key in fields}
    fields.setdefault("body", f'<p><a href="{url}">the page</a></p>')
    article = make_article(**fields)
    follow(article)
    LinkTarget.objects.filter(url=url).update(state=state, **target)
    return article


def text_of(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def listed(query: str = "", role: str = "superuser") -> str:
    user = User.objects.filter(username=role).first() or make_user(role)
    client = Client()
    client.force_login(user)
    html = client.get(LIST + query).content.decode()
    return text_of(html[html.index('id="changelist-form"') :])


def test_broken_link_stands_with_article_words_since_and_answer() -> None:
    make_wrong(headline="Bridge opens")
    row = listed()
    for words in ("the page gone.example /page", "Broken", "Since 4 Mar 2026, 17:30 IST", "It answers 404, Not Found."):
        assert words in row
    assert "Bridge opens" in row


def test_moved_page_names_its_new_address() -> None:
    make_wrong(state="moved", answer="It has moved for good.", moved_to="https://new.example/here")
    assert "Moved for good" in listed()
    assert "New address: new.example /here" in listed(role="Reporter")


def test_fine_and_unasked_and_hidden_are_told_apart() -> None:
    make_wrong("https://fine.example/", state="fine")
    make_wrong("https://new.example/", state="new")
    make_wrong("https://later.example/", embargo_until=timezone.now() + timedelta(hours=1))
    make_wrong("https://private.example/", state="unasked")
    row = listed()
    assert "private.example" in row
    assert not {"fine.example", "new.example", "later.example"} & set(row.split())


def test_list_is_filtered_by_kind_and_section() -> None:
    city = make_section("City")
    make_wrong("https://a.example/", section=city)
    make_wrong("https://b.example/", section=city, state="moved")
    make_wrong("https://c.example/", section=make_section("World"))
    for query, hosts in (
        ("?kind=broken", {"a.example", "c.example"}),
        (f"?article__section__id__exact={city.pk}", {"a.example", "b.example"}),
        (f"?kind=moved&article__section__id__exact={city.pk}", {"b.example"}),
        ("?kind=nonsense", {"a.example", "b.example", "c.example"}),
    ):
        assert set(re.findall(r"\b[abc]\.example\b", listed(query))) == hosts


def test_check_again_asks_soon() -> None:
    article = make_wrong()
    LinkTarget.objects.update(due_at=timezone.now() + timedelta(days=7))
    response = client_of("Editor").post(LIST, {"again": article.outgoing_links.get().pk}, follow=True)
    assert messages_of(response) == ["The page is asked again soon."]
    assert LinkTarget.objects.get().due_at <= timezone.now()


@pytest.mark.parametrize("number", ["0", "x", "9" * 30, ""])
def test_nonsense_is_not_asked_again(number: str) -> None:
    make_wrong()
    assert client_of("Editor").post(LIST, {"again": number}).status_code == 404


def test_who_may_not_change_articles_sees_nothing() -> None:
    article = make_wrong()
    client = client_of("Moderator")
    assert client.get(LIST).status_code == 403
    assert client.post(LIST, {"again": article.outgoing_links.get().pk}).status_code == 403
    assert LIST not in client.get("/admin/").content.decode()


def test_nobody_changes_or_deletes_a_link() -> None:
    article = make_wrong()
    client = client_of("superuser")
    pk = article.outgoing_links.get().pk
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{LIST}{pk}/change/", {"text": "x"}).status_code == 403


def test_markup_in_words_and_addresses_is_shown_as_text() -> None:
    make_wrong(
        "https://x.example/?a=%22%3E%3Cscript%3E",
        body='<p><a href="https://x.example/?a=%22%3E%3Cscript%3E">&lt;img src=x onerror=alert(1)&gt;</a></p>',
        answer="<b>Bad</b>",
        headline="<i>News</i>",
    )
    html = client_of("Editor").get(LIST).content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "&lt;b&gt;Bad&lt;/b&gt;" in html
    assert not any(tag in html for tag in ("<img src=x", "<b>Bad", "<i>News"))


def test_off_is_said_and_nothing_can_be_asked(settings: Settings) -> None:
    article = make_wrong()
    settings.LINK_CHECK_DAYS = 0
    client = client_of("Editor")
    html = client.get(LIST).content.decode()
    assert "Links are not checked here" in html
    assert 'name="again"' not in html
    assert client.post(LIST, {"again": article.outgoing_links.get().pk}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(count: int) -> None:
    for number in range(count):
        make_wrong(f"https://{number}.example/")
    client = client_of("Editor")
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    assert len(queries) == 7


def test_form_says_which_links_are_broken_until_they_are_mended() -> None:
    article = make_wrong()
    client = client_of("Editor")
    notice = text_of(client.get(change_page(article.pk)).content.decode())
    assert (
        "Links that lead nowhere the page : gone.example /page It answers 404, Not Found. All links to check" in notice
    )
    article.body = '<p><a href="https://other.example/">the page</a></p>'
    publishing.save(article)
    assert "Links that lead nowhere" not in client.get(change_page(article.pk)).content.decode()


def test_form_says_nothing_of_moved_pages_and_of_new_articles() -> None:
    article = make_wrong(state="moved")
    client = client_of("Editor")
    for address in (change_page(article.pk), "/admin/articles/article/add/"):
        assert "Links that lead nowhere" not in client.get(address).content.decode()

"""From a notice to what readers see, and what must not come of it: H45, H78, H89, H93, V10, WR6 and WR7."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles.linkbacks.parsing.parser import Parser
from articles.linkbacks.receiving import limits
from articles.linkbacks.sending.work import do_one as send_one
from articles.linkbacks.verifying.work import do_one
from articles.models import Announcement, Article, Delivery, Linkback
from tests.admin.desk import client_of
from tests.admin.inbox import INBOX
from tests.factories import make_article
from tests.fetch.conftest import Serve
from tests.fetch.servers import answering, by_path, page
from tests.linkbacks.verifying.chain import shown_to_readers, verified
from tests.linkbacks.verifying.sources import html, linking, url_of
from tests.views.linkbacks.notices import send_pingback, send_trackback, send_webmention
from tests.views.reading import select, texts

pytestmark = pytest.mark.django_db(transaction=True)

KINDS = {"pingback": send_pingback, "webmention": send_webmention}


@pytest.fixture(autouse=True)
def _no_flood() -> None:
    limits.forget()


FORGED = {"title": "Forged", "excerpt": "Forged words", "blog_name": "Forged"}


def test_H78_forged_trackback_is_never_shown(parser: Parser, serve: Serve) -> None:
    article = make_article()
    source = serve(answering(html("<p>A page of a competitor, without a link."))).url
    assert send_trackback(Client(), article, url=source, **FORGED).status_code == 200
    assert do_one(parser)
    row = Linkback.objects.get()
    assert (row.status, row.title, row.excerpt) == ("unverified", "", "")
    assert select(shown_to_readers(article), "section#linkbacks") == []
    assert b"Forged" not in client_of("Moderator").get(f"{INBOX}?state=all").content


def test_H78_trackback_says_what_its_page_says(parser: Parser, serve: Serve) -> None:
    article = make_article()
    send_trackback(Client(), article, url=serve(answering(linking(url_of(article)))).url, **FORGED)
    assert do_one(parser)
    assert Linkback.objects.values_list("kind", "title", "excerpt").get() == (
        "trackback", "A blog", "[…] We read a report today. […]",
    )  # fmt: skip


def test_H78_trackback_for_a_page_of_ours_is_refused() -> None:
    article, own = make_article(), make_article(path="/stories/own/")
    assert b"<error>1</error>" in send_trackback(Client(), article, url=url_of(own), **FORGED).content
    assert not Linkback.objects.exists()


def test_V10_H76_nothing_that_the_page_names_is_fetched(parser: Parser, serve: Serve) -> None:
    article = make_article()
    named = serve(answering(page()))
    head = "".join(
        f'<{tag} href="{named.url}" content="{named.url}">'
        for tag in (
            'link rel="canonical"', 'link rel="stylesheet"', 'link rel="alternate" type="application/json+oembed"',
            'link rel="author"', 'link rel="icon"', 'link rel="webmention"', 'meta property="og:image"',
        )
    )  # fmt: skip
    refresh = f'<meta http-equiv="refresh" content="0;url={named.url}">'
    card = f'<a class="p-author h-card" href="{named.url}"><img class="u-photo" src="{named.url}" alt="Asha"></a>'
    link = f'<a href="{url_of(article)}">link</a>'
    body = f'<head>{head}{refresh}</head><div class="h-entry">{card}{link}</div><script src="{named.url}"></script>'
    row = verified(
        parser, serve, html(body, f"Refresh: 0; url={named.url}", f"Link: <{named.url}>; rel=preload"), article
    )
    assert (row.status, row.author_name, named.connections) == ("pending", "Asha", 0)


def test_H45_linkback_that_is_shown_starts_no_notice(parser: Parser, serve: Serve) -> None:
    article = make_article(body="<p>No link.</p>")
    server = serve(answering(linking(url_of(article))))
    send_webmention(Client(), server.url, url_of(article))
    assert do_one(parser)
    assert texts(shown_to_readers(article), "section#linkbacks a.p-name") == ["A blog"]
    assert (send_one(), Announcement.objects.count(), Delivery.objects.count()) == (False, 0, 0)
    assert server.connections == 1


TROUBLE = [
    ("H89-500", html("x", status="500 Oops")),
    ("H89-slow-down", html("x", status="429 Slow")),
    ("H89-nothing", b""),
    ("H89-404", html("x", status="404 Not Found")),
    ("H89-403", html("x", status="403 Forbidden")),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("answer", [pytest.param(row[1], id=row[0]) for row in TROUBLE])
def test_WR7_resend_of_an_approved_pair_hides_nothing(parser: Parser, serve: Serve, answer: bytes, kind: str) -> None:
    article = make_article()
    pages = {"/": linking(url_of(article))}
    server = serve(by_path(pages))
    send_webmention(Client(), server.url, url_of(article))
    assert do_one(parser)
    shown_to_readers(article)
    pages["/"] = answer
    KINDS[kind](Client(), server.url, url_of(article))
    assert do_one(parser) is (kind == "webmention")
    assert texts(shown_to_readers(article), "section#linkbacks a.p-name") == ["A blog"]


def test_WR6_resend_updates_the_row_in_place(parser: Parser, serve: Serve) -> None:
    article = make_article()
    pages = {"/": linking(url_of(article))}
    server = serve(by_path(pages))
    send_webmention(Client(), server.url, url_of(article))
    assert do_one(parser)
    pages["/"] = linking(url_of(article), title="A better title")
    send_webmention(Client(), server.url, url_of(article))
    assert do_one(parser)
    assert [row.title for row in Linkback.objects.all()] == ["A better title"]


def test_WR6_resend_of_a_page_that_lost_its_link_takes_it_away(parser: Parser, serve: Serve) -> None:
    article = make_article()
    pages: dict[str, Any] = {"/": linking(url_of(article))}
    server = serve(by_path(pages))
    send_webmention(Client(), server.url, url_of(article))
    assert do_one(parser)
    assert texts(shown_to_readers(article), "section#linkbacks a.p-name") == ["A blog"]
    pages["/"] = html("<p>Nothing.")
    send_webmention(Client(), server.url, url_of(article))
    assert do_one(parser)
    assert select(shown_to_readers(article), "section#linkbacks") == []


def test_H93_article_that_moved_meanwhile_keeps_its_linkback(parser: Parser, serve: Serve) -> None:
    article = make_article(path="/stories/old/")
    server = serve(answering(linking("https://news.example/stories/old/")))
    send_webmention(Client(), server.url, "https://news.example/stories/old/")
    Article.objects.update(path="/stories/new/")
    assert do_one(parser)
    article.refresh_from_db()
    assert texts(shown_to_readers(article), "section#linkbacks a.p-name") == ["A blog"]

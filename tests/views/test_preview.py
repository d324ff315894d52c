"""What is not out yet can be read by whom it is shown to, and by nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Article, PreviewLink
from articles.pages.stylesheet import SCHEMES, stylesheet, stylesheet_hash
from tests.admin.desk import client_of
from tests.factories import make_article, make_byline, make_image, make_section

pytestmark = pytest.mark.django_db


def make_link(article: Article, days: float = 1, **fields: Any) -> str:
    link = PreviewLink.objects.create(article=article, valid_until=timezone.now() + timedelta(days=days), **fields)
    return f"/preview/{link.token}/"


@pytest.fixture
def draft() -> Article:
    article = make_article("Bridge opens", status="draft", tags=("Rivers",), lead_image=make_image(caption="A bridge"))
    make_byline(article, "A guest")
    return article


def test_link_shows_the_article_as_readers_would_see_it(client: Client, draft: Article) -> None:
    page = client.get(make_link(draft)).content.decode()
    for part in ("Bridge opens</h1>", "A first paragraph.", "A bridge", "A guest", ">Rivers</a>", "not published"):
        assert part in page


def test_preview_is_kept_by_nobody_and_leads_nobody_here(client: Client, draft: Article) -> None:
    response = client.get(make_link(draft))
    page = response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in page
    assert [
        word for word in ("canonical", "pingback", "webmention", "og:url", "u-url", "ld+json") if word in page
    ] == []
    assert not response.has_header("X-Pingback")


def test_link_that_is_over_or_taken_back_is_not_there(client: Client, draft: Article) -> None:
    over, back = make_link(draft, days=-1), make_link(draft, revoked_at=timezone.now())
    never = f"/preview/{'a' * 32}/"
    answers = [client.get(path) for path in (over, back, never)]
    assert [one.status_code for one in answers] == [404] * 3
    assert len({one.content for one in answers}) == 1
    assert [one["Cache-Control"] for one in answers] == ["private, no-store"] * 3


def test_embargo_holds_for_links_too(client: Client, draft: Article) -> None:
    path = make_link(draft)
    Article.objects.update(embargo_until=timezone.now() + timedelta(hours=1))
    assert client.get(path).status_code == 404
    Article.objects.update(embargo_until=timezone.now())
    assert client.get(path).status_code == 200


def test_link_leads_on_once_it_is_out_and_nowhere_once_it_is_dropped(client: Client, draft: Article) -> None:
    path = make_link(draft)
    publishing.publish(draft)
    assert client.get(path)["Location"] == draft.path
    publishing.kill(draft)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/preview/", "/preview/1", "/preview/0/", f"/preview/{'9' * 18}/", "/preview/x y/"])
def test_nonsense_is_answered_calmly(client: Client, draft: Article, path: str) -> None:
    assert client.get(path).status_code in {301, 302, 404}


@pytest.mark.parametrize("status", ["draft", "killed", "spiked", "published"])
def test_desk_sees_what_is_saved_whatever_its_state(status: str) -> None:
    article = make_article("Bridge opens", status=status, embargo_until=timezone.now() + timedelta(hours=1))
    response = client_of("Reporter").get(f"/preview/{article.pk}/")
    assert (response.status_code, "Bridge opens</h1>" in response.content.decode()) == (200, True)


def test_stranger_is_asked_who_it_is(client: Client, draft: Article) -> None:
    assert client.get(f"/preview/{draft.pk}/")["Location"] == f"/admin/login/?next=/preview/{draft.pk}/"


@pytest.mark.parametrize("extra", [0, 2])
def test_preview_asks_four_queries(client: Client, draft: Article, django_assert_num_queries: Any, extra: int) -> None:
    for number in range(extra):
        make_byline(draft, f"Guest {number}")
    path = make_link(draft)
    with django_assert_num_queries(4):
        client.get(path)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_frame_of_the_desk_is_in_the_scheme_it_asks_for(draft: Article, scheme: str) -> None:
    response = client_of("Reporter").get(f"/preview/{draft.pk}/?scheme={scheme}")
    shown = response.content.decode()
    assert f"<style>{stylesheet('preview', scheme=scheme)}</style>" in shown
    assert f'<meta name="color-scheme" content="{scheme}">' in shown
    assert f"'{stylesheet_hash('preview', scheme=scheme)}'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_frame_shows_what_readers_see_and_leads_out_of_itself(draft: Article) -> None:
    desk = client_of("Reporter")
    whole, framed = (desk.get(f"/preview/{draft.pk}/{query}").content.decode() for query in ("", "?scheme=dark"))
    assert ("not published" in whole, "<base" in whole, "_self" in whole) == (True, False, False)
    assert ("not published" in framed, '<base target="_blank">' in framed) == (False, True)
    assert '<a class="skip" href="#main" target="_self">' in framed


@pytest.mark.parametrize(
    ("query", "option", "ancestors"),
    [("?scheme=dark", "SAMEORIGIN", "'self'"), ("?scheme=light", "SAMEORIGIN", "'self'"), ("", "DENY", "'none'"),
     ("?scheme=", "DENY", "'none'"), ("?scheme=Dark", "DENY", "'none'"), ("?scheme=%00", "DENY", "'none'"),
     ("?scheme=dark%0d%0aX: y", "DENY", "'none'"), ("?scheme=dark&scheme=*", "DENY", "'none'")],
)  # fmt: skip
def test_only_a_frame_of_the_same_site_holds_what_is_asked_for_as_one(
    draft: Article, query: str, option: str, ancestors: str
) -> None:
    response = client_of("Reporter").get(f"/preview/{draft.pk}/{query}")
    assert response.status_code == 200
    assert response["X-Frame-Options"] == option
    assert f"frame-ancestors {ancestors};" in response["Content-Security-Policy"]


def test_no_frame_holds_a_shared_link_or_what_readers_have(client: Client, draft: Article) -> None:
    for path in (make_link(draft), make_article().path, "/"):
        whole, asked = client.get(path), client.get(f"{path}?scheme=dark")
        assert asked["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in asked["Content-Security-Policy"]
        assert asked.content == whole.content


def test_opinion_looks_like_one(client: Client) -> None:
    article = make_article(status="draft", section=make_section("Opinion"))
    page = client.get(make_link(article)).content.decode()
    assert '<body class="opinion">' in page
    assert client.post(make_link(article)).status_code == 405

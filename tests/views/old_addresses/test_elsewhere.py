"""Other names of the site, and what is moved, hidden or gone: in one step, and telling nothing (U10 to U16)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Section
from tests.factories import (
    from_wordpress,
    make_article,
    make_item,
    make_media_file,
    make_page,
    make_redirect,
    make_section,
)
from tests.views.old_addresses.newsroom import STORY, location

HOSTS = [
    ("www", f"http://www.news.example{STORY}?utm_source=x", f"{STORY}?utm_source=x"),
    ("alias", f"http://nws.example{STORY}", STORY),
    ("http", f"http://news.example{STORY}", STORY),
    ("www-and-number", "http://www.news.example/?p=17&fbclid=x", f"{STORY}?fbclid=x"),
    ("http-and-number", "http://news.example/?p=17", STORY),
    ("alias-and-capitals", f"https://nws.example{STORY.upper()}", STORY),
]


@pytest.mark.parametrize(("url", "to"), [pytest.param(*row[1:], id=f"U10-{row[0]}") for row in HOSTS])
def test_other_name_of_the_site_takes_one_step(client: Client, settings: Any, url: str, to: str) -> None:
    settings.BEHIND_PROXY, settings.ALIAS_HOSTS = True, {"www.news.example", "nws.example"}
    settings.ALLOWED_HOSTS = ["news.example", *settings.ALIAS_HOSTS]
    scheme, _slashes, host, path = url.split("/", 3)
    response = client.get(f"/{path}", secure=scheme == "https:", headers={"host": host})
    assert (response.status_code, response["Location"]) == (301, f"https://news.example{to}")


def test_U10_own_name_is_answered_at_once_and_nothing_is_nothing(client: Client, settings: Any) -> None:
    settings.ALIAS_HOSTS, settings.ALLOWED_HOSTS = {"www.news.example"}, ["news.example", "www.news.example"]
    assert client.get(STORY, headers={"host": "news.example"}).status_code == 200
    assert client.get("/nothing-at-all/", headers={"host": "www.news.example"}).status_code == 404


def test_U10_files_come_under_any_name(client: Client, settings: Any) -> None:
    settings.ALIAS_HOSTS, settings.ALLOWED_HOSTS = {"files.news.example"}, ["files.news.example"]
    response = client.get(make_media_file().file.url, headers={"host": "files.news.example"})
    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"%PDF")


def test_U12_link_to_what_was_not_imported_is_left_as_it_is(client: Client) -> None:
    make_article(path="/links/", body='<p><a href="https://old.example/?p=404">Lost</a></p>')
    assert b'<a href="https://old.example/?p=404">Lost</a>' in client.get("/links/").content


HIDDEN: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "private": {"status": "ready"},
    "scheduled": {"published_at": timezone.now() + timedelta(hours=1)},
    "embargo": {"embargo_until": timezone.now() + timedelta(hours=1)},
    "spiked": {"status": "spiked"},
}
WAYS = ["/?p=18", "/hidden-story/", "/hidden-story", "/hidden-story/feed/", "/2016/10/20/hidden-story/", "/hidden-st",
        "/older/", "/Hidden-Story/2/"]  # fmt: skip


@pytest.mark.parametrize("state", HIDDEN, ids=lambda state: f"U13-{state}")
@pytest.mark.parametrize("way", WAYS)
def test_hidden_article_answers_like_nothing(client: Client, state: str, way: str) -> None:
    nothing = client.get("/nothing-was-ever-here/")
    article = make_article(slug="hidden-story", path="/hidden-story/", **HIDDEN[state], **from_wordpress(18))
    make_item("post", 18, article.pk, "/2016/10/20/hidden-story/", status=state)
    make_redirect("/older/", article)
    answer = client.get(way)
    assert (answer.status_code, answer.content) == (404, nothing.content)
    assert dict(answer.headers) == dict(nothing.headers)


@pytest.mark.parametrize(
    "way", ["/trashed/", "/trashed", "/2016/10/20/trashed/", "/?p=19"], ids=lambda way: f"U14-{way}"
)
def test_E115_trash_of_the_import_is_gone(client: Client, way: str) -> None:
    article = make_article(path="/trashed/", status="spiked", **from_wordpress(19))
    make_item("post", 19, article.pk, "/2016/10/20/trashed/", status="trash")
    make_item("post", 20, article.pk, "/trashed/", status="trash")
    assert client.get(way).status_code == 410


@pytest.mark.parametrize(
    "way", ["/killed/", "/older/", "/?p=19", "/killed/feed/", "/Killed"], ids=lambda way: f"U14-{way}"
)
def test_U14_removed_article_is_gone(client: Client, way: str) -> None:
    make_redirect("/older/", make_article(path="/killed/", status="killed", **from_wordpress(19)))
    assert client.get(way).status_code == 410


@pytest.mark.parametrize("way", ["/trashed-page/", "/?page_id=21"], ids=lambda way: f"U14-{way}")
def test_E115_page_in_the_trash_is_gone(client: Client, way: str) -> None:
    page = make_page(path="/trashed-page/", is_published=False, **from_wordpress(21))
    make_item("page", 21, page.pk, "/trashed-page/", status="trash")
    assert client.get(way).status_code == 410


def test_U15_two_old_addresses_of_one_article_both_lead_to_it(client: Client, newsroom: Article) -> None:
    make_redirect("/first/", newsroom)
    make_item("post", 117, newsroom.pk, "/second/")
    assert [location(client, path) for path in ("/first/", "/second/", "/second")] == [(301, STORY)] * 3


def test_U16_section_wins_over_an_old_address(client: Client) -> None:
    make_item("post", 18, make_article().pk, "/world/")
    make_redirect("/world/asia/", "/search/")
    assert [client.get(path).status_code for path in ("/world/", "/world/asia/")] == [200, 200]


def test_E124_category_in_hindi_is_found_decoded_and_at_its_old_path(client: Client) -> None:
    section = make_section("राज्य", slug="राज्य")
    make_item("category", 9, section.pk, "/विषय/राज्य/")
    for address in (f"/category/{quote('राज्य')}/", quote("/विषय/राज्य/"), "/?cat=9"):
        assert location(client, address) == (301, quote("/राज्य/"))


def test_number_that_two_sites_share_leads_nowhere(client: Client) -> None:
    make_article(**from_wordpress(17, "https://other.example"))
    assert client.get("/?p=17").status_code == 404


def test_guid_of_an_earlier_home_leads_to_the_article(client: Client, newsroom: Article) -> None:
    make_item("guid", 674, newsroom.pk)
    assert location(client, "/?p=674") == (301, STORY)


def test_path_with_two_slashes_at_its_start_leads_to_no_other_host(client: Client) -> None:
    make_page(path="//evil.example/", **from_wordpress(99))
    assert location(client, "/?page_id=99") == (301, "/evil.example/")


def test_chain_of_moves_is_one_step(client: Client) -> None:
    make_redirect("/a/", "/b/")
    make_redirect("/b/", "/c/")
    make_redirect("/c/", "/world/")
    assert location(client, "/a/") == (301, "/world/")


def test_circle_of_moves_leads_nowhere(client: Client) -> None:
    make_redirect("/a/", "/b/")
    make_redirect("/b/", "/a/")
    assert client.get("/a/").status_code == 404


def test_moved_section_is_one_step_from_both_its_old_paths(client: Client) -> None:
    from articles import publishing

    section = Section.objects.get(path="/world/")
    for slug in ("globe", "earth"):
        section.slug = slug
        publishing.save_section(section)
    assert [location(client, path) for path in ("/world/", "/globe/")] == [(301, "/earth/")] * 2


# Hostile and cheap

"""Addresses of a WordPress site, row by row of the table in chapter 7.1, and what they lead to here."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import (
    from_wordpress,
    make_article,
    make_image,
    make_item,
    make_media_file,
)
from tests.views.old_addresses.newsroom import STORY, location

ROWS = [
    ("p", "/?p=17", STORY),
    ("p-guid-of-the-index", "/index.php?p=17", STORY),
    ("p-in-a-folder", "/sub/?p=17", STORY),
    ("page_id", "/?page_id=2", "/about/"),
    ("p-of-a-page", "/?p=2", "/about/"),
    ("post_type", "/?post_type=post&p=17", STORY),
    ("cat", "/?cat=3", "/world/asia/"),
    ("cat-paged", "/?cat=3&paged=2", "/world/asia/"),
    ("category_name", "/?category_name=world/asia", "/world/asia/"),
    ("tag", "/?tag=mosul", "/tag/mosul/"),
    ("author", "/?author=5", "/author/asha/"),
    ("author_name", "/?author_name=asha", "/author/asha/"),
    ("m-2016", "/?m=2016", "/archive/2016/"),
    ("m-201610", "/?m=201610", "/archive/2016/10/"),
    ("m-20161020", "/?m=20161020", "/archive/2016/10/20/"),
    ("year", "/?year=2016&monthnum=10&day=20", "/archive/2016/10/20/"),
    ("s", "/?s=river+water", "/search/?q=river+water"),
    ("paged", "/?paged=2", "/"),
    ("feed", "/?feed=rss2", "/feed/"),
    ("feed-atom", "/?feed=atom", "/feed/atom/"),
    ("feed-of-a-category", "/?cat=3&feed=rss2", "/world/asia/feed/"),
    ("feed-of-comments", "/?feed=comments-rss2", "/feed/"),
    ("nextpage", f"{STORY}2/", STORY),
    ("comment-page", f"{STORY}comment-page-2/", STORY),
    ("embed", f"{STORY}embed/", STORY),
    ("name-feed", f"{STORY}feed/", "/feed/"),
    ("name-feed-atom", f"{STORY}feed/atom/", "/feed/atom/"),
    ("feed-bare", "/feed", "/feed/"),
    ("feed-rss2", "/feed/rss2/", "/feed/"),
    ("feed-rdf", "/feed/rdf/", "/feed/"),
    ("comments-feed", "/comments/feed/", "/feed/"),
    ("category-feed", "/category/world/asia/feed/", "/world/asia/feed/"),
    ("section-feed-rss2", "/world/feed/rss2/", "/world/feed/"),
    ("tag-feed-rss2", "/tag/mosul/feed/rss2/", "/tag/mosul/feed/"),
    ("author-feed-rss", "/author/asha/feed/rss/", "/author/asha/feed/"),
    ("search-feed", "/search/mosul/feed/", "/feed/"),
    *((file, f"/{file}", "/feed/") for file in ("wp-rss2.php", "wp-feed.php", "wp-rdf.php", "wp-commentsrss2.php")),
    ("wp-atom.php", "/wp-atom.php", "/feed/atom/"),
    ("search", "/search/mosul+dam/", "/search/?q=mosul+dam"),
    ("category", "/category/world/asia/", "/world/asia/"),
    ("category-by-its-last-part", "/category/asia/", "/world/asia/"),
    ("category-page", "/category/world/page/3/", "/world/"),
    ("tag-page", "/tag/mosul/page/2/", "/tag/mosul/"),
    ("author-page", "/author/asha/page/2/", "/author/asha/"),
    ("year-archive", "/2016/", "/archive/2016/"),
    ("month-archive", "/2016/10/", "/archive/2016/10/"),
    ("day-archive", "/2016/10/20/", "/archive/2016/10/20/"),
    ("day-archive-page", "/2016/10/20/page/2/", "/archive/2016/10/20/"),
    ("day-archive-under-archives", "/archives/date/2016/10/20/", "/archive/2016/10/20/"),
    ("category-under-archives", "/archives/category/asia/", "/world/asia/"),
]


@pytest.mark.parametrize(("address", "to"), [pytest.param(*row[1:], id=f"7.1-{row[0]}") for row in ROWS])
def test_address_of_wordpress_leads_to_ours(client: Client, address: str, to: str) -> None:
    assert location(client, address) == (301, to)


@pytest.mark.parametrize(("_name", "_address", "to"), ROWS, ids=lambda value: str(value)[:20])
def test_what_it_leads_to_is_there(client: Client, _name: str, _address: str, to: str) -> None:
    assert client.get(to).status_code == 200


STRUCTURES = [
    "/2016/10/20/name/", "/2016/10/name/", "/name/", "/archives/213727", "/sports/name/", "/asha/name/",
    "/2016/10/name.html",
]  # fmt: skip


@pytest.mark.parametrize("path", STRUCTURES, ids=lambda path: f"7.1-structure-{path}")
def test_article_keeps_the_path_of_any_structure(client: Client, path: str) -> None:
    make_article(path=path)
    assert client.get(path).status_code == 200


NOTHING = [
    ("tag-feed-of-no-tag", "/tag/nothing/feed/"), ("cat-unknown", "/?cat=99"),
    ("tag-unknown", "/?tag=nothing"), ("author-unknown", "/?author=99"), ("p-unknown", "/?p=99"),
    ("m-without-stories", "/?m=2017"), ("year-without-stories", "/2017/"), ("month-13", "/2016/13/"),
    ("category-unknown", "/category/nothing/"), ("tag-page-unknown", "/tag/nothing/page/2/"),
    ("name-feed-unknown", "/nothing-at-all/feed/"), ("embed-unknown", "/nothing-at-all/embed/"),
    ("wp-login.php", "/wp-login.php"), ("wp-admin", "/wp-admin/"), ("wp-admin-page", "/wp-admin/post.php?post=17"),
    ("wp-json", "/wp-json/wp/v2/posts/17"), ("wp-cron.php", "/blog/wp-cron.php"), ("wp-includes", "/wp-includes/a.js"),
]  # fmt: skip


@pytest.mark.parametrize("address", [pytest.param(row[1], id=f"7.1-{row[0]}") for row in NOTHING])
def test_address_that_means_nothing_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["/wp-login.php", "/wp-admin/setup.php", "/wp-json/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_machine_costs_no_query(client: Client, django_assert_num_queries: Any, path: str, method: str) -> None:
    with django_assert_num_queries(0):
        assert getattr(client, method)(path).status_code == 404


# Attachments


def test_71_attachment_page_leads_to_the_file(client: Client) -> None:
    image = make_image(upload_path="2016/10/m.jpg", **from_wordpress(40))
    make_item("attachment", 40, image.pk, f"{STORY}picture/", parent=17)
    for address in (f"{STORY}picture/", f"{STORY}picture", "/?attachment_id=40", "/?p=40"):
        assert location(client, address) == (301, "/wp-content/uploads/2016/10/m.jpg")


def test_71_attachment_page_of_a_document_leads_to_it(client: Client) -> None:
    file = make_media_file(**from_wordpress(41))
    make_item("attachment", 41, file.pk, f"{STORY}report/", parent=17)
    assert location(client, f"{STORY}report/") == (301, file.file.url)
    assert b"".join(client.get(file.file.url).streaming_content) == b"%PDF"


@pytest.mark.parametrize("address", [f"{STORY}picture/", f"{STORY}attachment/picture/", "/?attachment_id=40"])
def test_71_attachment_page_without_a_file_leads_to_the_article(client: Client, address: str) -> None:
    image = make_image(missing=True, **from_wordpress(40))
    make_item("attachment", 40, image.pk, f"{STORY}picture/", parent=17)
    assert location(client, address) == (301, STORY)


def test_71_attachment_of_nothing_published_is_not_found(client: Client) -> None:
    make_item("attachment", 40, make_image(missing=True, **from_wordpress(40)).pk, "/hidden/picture/", parent=18)
    make_article(status="draft", **from_wordpress(18))
    assert [client.get(path).status_code for path in ("/hidden/picture/", "/?p=40")] == [404, 404]


# Rules

"""Addresses that nobody should send: answered on this site, and at a price that does not grow."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.views.old_addresses.newsroom import STORY, location

LONG = "9" * 20
HOSTILE = [
    f"/?p={LONG}", "/?p=-1", "/?p=0", "/?p=x", "/?p=%00", "/?p[]=17", "/?p=1e3", "/?p=%D9%A1", "/?p=17.0", "/?cat=-3",
    f"/?cat={LONG}", "/?cat=3,4", "/?cat=%00", "/?tag=%00", "/?tag=a,b", f"/?tag={'a' * 10_000}", "/?author=%00",
    f"/?author={LONG}", "/?author_name=%00", "/?m=%00", "/?m=0000", f"/?m={LONG}", "/?m=20161399", "/?m=2016101",
    "/?year=2016&day=20", "/?year=x", "/?year=0", f"/?year={LONG}", "/?monthnum=10&year=%E0%A5%A8",
    "/?attachment_id=%00", f"/?attachment_id={LONG}", "/?category_name=%00", "/?category_name=//", "/?feed=%00",
    f"/?feed={'x' * 10_000}", "/?paged=%00", f"/?s={'x ' * 5_000}", "/?s=%00", "/?s=%ED%A0%80", f"/?{'x=1&' * 900}",
    f"/?{'x' * 10_000}", "/?%00=%00", "/?p=17%00", "/x/?p=%00", "/?&&&=", "/?p=%FF", f"/{'a' * 2_000}/feed/",
    f"/{'a/' * 1_000}", f"/{'%C2%A0' * 2_000}", "/tag/%00/page/2/", "/category/%00/", "/category///",
    "/author/%ff/page/2/",
    "/search/%00/", f"/search/{'x' * 2_000}/", "/0000/", "/9999/99/99/", "/2016/10/20/page/0/", "/index.php/index.php/",
    "/comment-page-9/", "/feed/feed/feed/", f"/x/comment-page-{LONG}/", "/%ED%A0%80/feed/", "/wp-json/%00",
    "/page/2/feed/", "/%25/", "/%2e%2e/%2e%2e/feed/", "/x\\y/embed/", "/?p=17&p=x", "/https://evil.example/",
    "//evil.example/%2e%2e", "/\\evil.example/", "/?s=http://evil.example", "/%5Cevil.example/feed/",
]  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_address_is_answered_on_this_site(client: Client, address: str) -> None:
    response = client.get("/", QUERY_STRING=address[2:]) if address.startswith("/?") else client.get(address)
    to = response.get("Location", "/")
    assert response.status_code in {200, 301, 404}
    assert to.startswith("/")
    assert not to.startswith(("//", "/\\"))


def test_list_of_numbers_means_the_last(client: Client) -> None:
    assert location(client, "/?p=99&p=17") == (301, STORY)


COSTS = [("/nothing/", 6), ("/a/b/c/nothing-at-all/", 6), ("/Nothing/", 7), ("/nothing-at-all/feed/", 7),
         ("/nothing-at-all/2/", 7), ("/nothing).", 7), ("/2017/", 5), ("/nothing.png", 4), ("/?p=99", 4),
         ("/x/?p=99", 6), ("/?cat=99", 3), ("/?s=x", 1)]  # fmt: skip


@pytest.mark.parametrize(("address", "queries"), COSTS)
def test_unknown_address_costs_three_queries_more_at_most(
    client: Client, django_assert_num_queries: Any, address: str, queries: int
) -> None:
    """Four were asked before there were old addresses: sections, articles, redirects, and what the page shows."""
    with django_assert_num_queries(queries):
        client.get(address)

"""What a source page is known by: H18, H86, M2, M3 of the specification."""

from __future__ import annotations

import pytest

from articles.models.sources import host_of, is_shared, key_and_site, site_of, source_key

SAME = [
    ("H18-port", "https://blog.example:443/a"),
    ("H18-case", "HTTPS://BLOG.example/a"),
    ("H18-final-dot", "https://blog.example./a"),
    ("H18-scheme", "http://blog.example/a"),
    ("H19-fragment", "https://blog.example/a#here"),
    ("H19-escape", "https://blog.example/%61"),
]
OTHER = ["https://blog.example/a/", "https://blog.example/A", "https://blog.example/a?x", "https://www.blog.example/a"]
SITES = [
    ("https://www.blog.example/a", "blog.example"),
    ("https://deep.down.blog.co.uk/", "blog.co.uk"),
    ("M3-own-part-of-a-host", "https://asha.github.io/x", "asha.github.io"),
    ("M3-own-host", "https://asha.wordpress.com/x", "asha.wordpress.com"),
    ("M3-own-path", "https://medium.com/@asha/story?x", "medium.com/@asha"),
    ("M3-subreddit", "https://www.reddit.com/r/india/comments/1/", "reddit.com/r/india"),
    ("M3-profile", "https://bsky.app/profile/asha.example/post/1", "bsky.app/profile/asha.example"),
    ("M3-site-below-a-word", "https://sites.google.com/view/asha/home", "sites.google.com/view/asha"),
    ("M3-no-path", "https://medium.com/?source=x", "medium.com"),
    ("M3-bridge", "https://brid.gy/comment/1", "brid.gy/comment"),
    ("H88-sub-domains", "https://x1.evil.example/", "evil.example"),
    ("address", "http://127.0.0.1/", "127.0.0.1"),
    ("port-of-its-own", "http://127.0.0.1:81/", "127.0.0.1:81"),
    ("H17-look-alike", "https://nеws.example/", "xn--nws-rdd.example"),
    ("broken", "not an address", ""),
]


@pytest.mark.parametrize("url", [pytest.param(row[1], id=row[0]) for row in SAME])
def test_one_page_has_one_key(url: str) -> None:
    assert source_key(url) == source_key("https://blog.example/a")


def test_other_pages_have_other_keys() -> None:
    assert len({source_key(url) for url in [*OTHER, "https://blog.example/a"]}) == 5


def test_what_is_no_address_has_a_key_too() -> None:
    assert len({source_key("a"), source_key("b"), source_key("\ud800")}) == 3


@pytest.mark.parametrize(("url", "site"), [pytest.param(*row[-2:], id=row[0]) for row in SITES])
def test_site_is_the_unit_of_reputation(url: str, site: str) -> None:
    assert site_of(url) == site


SHARED = ["medium.com", "wordpress.com", "reddit.com/r", "youtube.com/watch", "brid.gy/comment", "bsky.app/profile"]
WRITERS = ["medium.com/@asha", "asha.wordpress.com", "reddit.com/r/india", "youtube.com/@asha", "blog.example", ""]


@pytest.mark.parametrize(("sites", "shared"), [(SHARED, True), (WRITERS, False)])
def test_M3_what_many_share_is_known(sites: list[str], shared: bool) -> None:
    assert {site: is_shared(site) for site in sites} == dict.fromkeys(sites, shared)


def test_host_shows_look_alikes_as_what_they_are() -> None:
    assert host_of("https://www.nеws.example/") == "xn--nws-rdd.example"


@pytest.mark.parametrize("url", ["https://blog.example.co.uk:8080/a?b=1", "https://medium.com/@asha/story", "http://["])
def test_key_and_site_together_are_those_of_one_by_one(url: str) -> None:
    assert key_and_site(url) == (source_key(url), site_of(url))

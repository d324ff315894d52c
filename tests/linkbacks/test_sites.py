"""Which addresses are our own: X3, X4, H20 and H44 of the specification."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from articles.linkbacks.sites import is_own
from articles.models import ImportSource

OWN = [
    ("site", "https://news.example/world/"),
    ("X3-http-too", "http://news.example/"),
    ("X3-www", "https://www.news.example/"),
    ("X3-case-and-final-dot", "https://NEWS.example.:443/"),
    ("X3-mobile-by-setting", "https://m.news.example/a"),
    ("X3-short-by-setting", "https://nws.example/a"),
    ("X3-wildcard-of-allowed-hosts", "https://stage3.staging.example/"),
    ("imported-site", "https://old-wordpress.example/?p=12"),
]
FOREIGN = [
    ("other", "https://blog.example/"),
    ("H20-our-name-in-front", "https://news.example.evil.example/"),
    ("H20-our-name-in-path", "https://evil.example/news.example/"),
    ("H20-our-name-in-query", "https://evil.example/?news.example"),
    ("H20-ends-alike", "https://notnews.example/"),
    ("other-port", "https://news.example:8443/"),
    ("broken", "https://news.example\\@evil.example/"),
]


@pytest.fixture(autouse=True)
def _names(db: None, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["news.example", ".staging.example", "*"]
    settings.OWN_HOSTS = ["m.news.example", "NWS.example"]
    ImportSource.objects.create(home_url="https://old-wordpress.example")


@pytest.mark.parametrize("url", [pytest.param(row[1], id=row[0]) for row in OWN])
def test_own_address_is_known(url: str) -> None:
    assert is_own(url)


@pytest.mark.parametrize("url", [pytest.param(row[1], id=row[0]) for row in FOREIGN])
def test_foreign_address_is_foreign(url: str) -> None:
    assert not is_own(url)


def test_port_of_the_site_is_ours_and_its_neighbours_are_not(settings: Settings) -> None:
    settings.SITE_URL, settings.SITE_HOST = "http://127.0.0.1:8000", "127.0.0.1"
    assert [is_own(f"http://127.0.0.1:{port}/") for port in (8000, 8001)] == [True, False]

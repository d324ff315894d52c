"""What an article says of itself."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from articles.models import Article

PATHS = [
    ("/world/story/7/", "/world/story/7/"),
    ("/खबर/", "/%E0%A4%96%E0%A4%AC%E0%A4%B0/"),
    ("/100%25-sure/", "/100%2525-sure/"),
    ('/a"b<c>/', "/a%22b%3Cc%3E/"),
]


@pytest.mark.parametrize(("path", "address"), PATHS)
def test_address_is_the_path_percent_encoded_once(path: str, address: str) -> None:
    article = Article(path=path)
    assert article.get_absolute_url() == address
    assert unquote(address) == path


def test_article_without_path_has_no_address() -> None:
    assert Article().get_absolute_url() == ""


@pytest.mark.parametrize(("short", "shown"), [("", "A long headline"), ("Short", "Short")])
def test_lists_prefer_the_short_headline(short: str, shown: str) -> None:
    assert Article(headline="A long headline", short_headline=short).list_headline == shown

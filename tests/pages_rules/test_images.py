"""Images and loading (pages.md, 11 to 24)."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml.html import HtmlElement

from articles.models import Article
from tests.views.reading import one, page, select, structured

PATHS = ["/world/asia/bridge/", "/", "/world/", "/author/asha/"]


@pytest.mark.parametrize("path", PATHS)
def test_rule_11_every_picture_says_its_size(client: Client, story: Article, path: str) -> None:
    images = select(page(client, path), "img")
    assert images
    assert all(int(img.get("width")) > 0 and int(img.get("height")) > 0 for img in images)


@pytest.mark.parametrize("path", PATHS[:3])
def test_rule_12_one_picture_is_urgent_and_not_lazy(client: Client, story: Article, path: str) -> None:
    images = select(page(client, path), "img")
    urgent = [img for img in images if img.get("fetchpriority") == "high"]
    assert [img.get("loading") for img in urgent] == [None]
    assert {img.get("loading") for img in images if img not in urgent} <= {"lazy"}


def test_rule_13_widths_are_four_to_six_with_sizes(tree: HtmlElement) -> None:
    img = select(tree, "figure img")[0]
    widths = [int(part.split()[1][:-1]) for part in img.get("srcset").split(", ")]
    assert 4 <= len(widths) <= 6
    assert (min(widths) <= 480, max(widths) <= 1600, bool(img.get("sizes"))) == (True, True, True)


def test_rule_14_avif_comes_with_a_jpeg_and_others_get_jpeg_only(tree: HtmlElement) -> None:
    source, img = select(tree, "figure picture source")[0], select(tree, "figure picture img")[0]
    assert (source.get("type"), img.get("src")[-4:]) == ("image/avif", ".jpg")
    shared = [
        tree.xpath('//meta[@property="og:image"]/@content')[0],
        *(one["url"] for one in structured(tree)["image"]),
    ]
    assert {url[-4:] for url in shared} == {".jpg"}


def test_rule_15_first_picture_is_in_the_source(tree: HtmlElement) -> None:
    assert one(tree, "figure img[fetchpriority=high]").get("src").startswith("/media/")
    assert "url(" not in (one(tree, "style").text or "")


def test_rule_20_nothing_keeps_the_page_from_coming_back(client: Client, story: Article) -> None:
    response = client.get(story.path or "")
    assert "no-store" not in response["Cache-Control"]
    assert b"unload" not in response.content


@pytest.mark.parametrize("path", PATHS)
def test_rule_24_nothing_is_fetched_from_elsewhere(client: Client, story: Article, path: str) -> None:
    tree = page(client, path)
    fetched = tree.xpath("//img/@src | //source/@srcset | //script/@src | //iframe/@src | //video/@src | //audio/@src")
    assert fetched
    assert [url for url in fetched if "://" in url] == []
    assert select(tree, "link[rel=preconnect]") == []

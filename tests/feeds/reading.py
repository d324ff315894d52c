"""Feeds as a feed reader sees them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import feedparser
from django.test import Client
from lxml import etree

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}


def read(client: Client, path: str) -> Any:
    """Fails where a strict parser finds anything wrong."""
    response = client.get(path)
    assert response.status_code == 200, path
    found = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not found.bozo, found.bozo_exception
    return found


def titles(client: Client, path: str) -> list[str]:
    return [entry.title for entry in read(client, path).entries]


def sitemap(client: Client, path: str) -> Any:
    """Fails where the schemas of its vocabularies find anything wrong."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    tree = etree.fromstring(response.getvalue())
    schema().assertValid(tree)
    return tree


@cache
def schema() -> Any:
    return etree.XMLSchema(etree.parse(Path(__file__).with_name("schemas") / "sitemap.xsd"))


def locations(client: Client, path: str) -> list[str]:
    return [str(found) for found in sitemap(client, path).xpath("//s:loc/text()", namespaces=NAMES)]

"""Reads public pages the way a tool would: by their markup."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from lxml import html
from lxml.html import HtmlElement


def page(client: Client, path: str, status: int = 200) -> HtmlElement:
    response = client.get(path)
    assert response.status_code == status, path
    return html.fromstring(response.content.decode())


def select(tree: HtmlElement, css: str) -> list[HtmlElement]:
    """Elements by the few forms of CSS selectors the tests need: `a.one.two[rel~=x] b`."""
    return tree.xpath("//" + "//".join(_step(part) for part in css.split()))


def one(tree: HtmlElement, css: str) -> HtmlElement:
    found = select(tree, css)
    assert len(found) == 1, f"{len(found)} of {css}"
    return found[0]


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def texts(tree: HtmlElement, css: str) -> list[str]:
    return [text(element) for element in select(tree, css)]


def headlines(tree: HtmlElement) -> list[str]:
    """Of a list's entries, in order."""
    return texts(tree, "article.h-entry a.u-url.p-name")


def pictures(tree: HtmlElement) -> list[str]:
    return [image.get("src") for image in select(tree, "img")]


def structured(tree: HtmlElement) -> dict[str, Any]:
    return json.loads(one(tree, "script[type=application/ld+json]").text)


def href(tree: HtmlElement, rel: str) -> str | None:
    """Of the link to the next or the previous page."""
    found = select(tree, f"a[rel~={rel}]")
    return found[0].get("href") if found else None


def _step(part: str) -> str:
    name, attributes = part, ""
    while name.endswith("]"):
        name, _, condition = name.rpartition("[")
        attributes += _condition(condition.rstrip("]"))
    name, _, identity = name.partition("#")
    tag, *classes = name.split(".")
    identified = f'[@id="{identity}"]' if identity else ""
    return (tag or "*") + identified + "".join(_word("class", one) for one in classes) + attributes


def _condition(condition: str) -> str:
    name, equals, value = condition.partition("=")
    if name.endswith("~"):
        return _word(name[:-1], value)
    return f'[@{name}="{value}"]' if equals else f"[@{name}]"


def _word(attribute: str, value: str) -> str:
    return f'[contains(concat(" ", normalize-space(@{attribute}), " "), " {value} ")]'

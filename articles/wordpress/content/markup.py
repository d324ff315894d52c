"""The pieces of HTML that stand for what WordPress makes when it shows a post."""

from __future__ import annotations

import html
import re

from articles.body.tokens import ENTITY

MARKUP_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
SPACES = re.compile(r"[ \t\n]+")


def escaped(text: str) -> str:
    return text.translate(MARKUP_SIGNS)


def address(written: str) -> str:
    """An address as it was meant: entities resolved, but only those that end in a semicolon."""
    return ENTITY.sub(lambda entity: html.unescape(entity[0]), written.strip())


def picture(attachment: int) -> str:
    """The place of a picture that is known by its number alone."""
    return f'<figure data-attachment="{attachment}" data-unresolved="caption"></figure>'


def link(url: str, text: str = "") -> str:
    return f'<p><a href="{escaped(url)}">{escaped(text or url)}</a></p>'


def also_read_address(number: object) -> str:
    """Of a related link that an export of ours does not show."""
    return f"/?p={number}"


def player(kind: str, url: str) -> str:
    return f'<{kind} src="{escaped(url)}"></{kind}>'


def placeholder(written: str) -> str:
    """What only WordPress could have filled: editors see it marked, readers do not see it."""
    words = escaped(SPACES.sub(" ", written))
    return f'<p><span data-unresolved="block">{words}</span></p>'


def preformatted(written: str) -> str:
    """Text as it is written; an entity in it is resolved once."""
    return f"<pre>{written.replace('<', '&lt;').replace('>', '&gt;')}</pre>"

"""A channel as text in each of the three forms: RSS 2.0, Atom (RFC 4287), JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from django.utils.safestring import mark_safe

from articles.feeds.channel import Channel, Entry
from articles.pages.dates import iso
from articles.pages.head import absolute
from articles.pages.markup import feed_parts, render
from articles.slugs import FEEDS

RSS, ATOM, JSON = FEEDS
# Browsers show what has the narrower types of RSS and Atom as a heap of characters; feed readers take either.
_XML = "application/xml; charset=utf-8"
CONTENT_TYPES = {
    RSS: _XML,
    ATOM: _XML,
    JSON: "application/feed+json; charset=utf-8",
}
# Nothing that anybody wrote can look like it: its angle brackets would be written in other signs.
_ITEMS = mark_safe("<items/>")
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
# XML 1.0 has no way to write them (section 2.2).
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written(channel: Channel, form: str) -> str:
    """`form` is one of the three above."""
    return {RSS: rss, ATOM: atom, JSON: json_feed}[form](channel)


def rss(channel: Channel) -> str:
    return _xml("feeds/rss.xml", channel, RSS, lambda entry: feed_parts.rss_item(entry, rfc822))


def atom(channel: Channel) -> str:
    return _xml("feeds/atom.xml", channel, ATOM, lambda entry: feed_parts.atom_item(entry))


def json_feed(channel: Channel) -> str:
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.url,
        "feed_url": channel.own_url(JSON),
        "description": channel.description,
        "language": channel.language,
        "icon": absolute("/favicon.svg"),
        **({"hubs": [{"type": "WebSub", "url": channel.hub_url}]} if channel.hub_url else {}),
    }
    items = ",\n".join(entry.written(JSON, _json_item) for entry in channel.entries)
    return f'{_json(found)[:-1]}, "items": [\n{items}\n]}}\n'


def rfc822(moment: datetime) -> str:
    """As RSS dates things: `Thu, 20 Oct 2016 01:53:00 +0000`."""
    return format_datetime(moment.astimezone(UTC))


def _xml(template: str, channel: Channel, form: str, item: Callable[[Entry], str]) -> str:
    """Each item is written once for as long as its entry is kept, whatever feeds it stands in."""
    shell = render(
        template, channel=channel, own_url=channel.own_url(form), items=_ITEMS, beginning=_BEGINNING, rfc822=rfc822
    )
    before, _items, after = _in_xml(shell).partition(f"{_ITEMS}\n")
    return "".join([before, *(entry.written(form, lambda one: _in_xml(item(one))) for entry in channel.entries), after])


def _in_xml(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def _json(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False)


def _json_item(entry: Entry) -> str:
    found: dict[str, Any] = {
        "id": entry.guid,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.description,
        "image": entry.image_url,
        "date_published": iso(entry.published_at),
        "date_modified": iso(entry.updated_at) if entry.updated_at != entry.published_at else "",
        "authors": [_json_author(byline) for byline in entry.authors],
        "tags": entry.tags,
        "language": entry.language,
    }
    # One without a text says so: an item has to have some content, be it nothing.
    return _json({name: value for name, value in found.items() if value or name == "content_html"})


def _json_author(byline: Any) -> dict[str, str]:
    url = {"url": absolute(byline.author.get_absolute_url())} if byline.author else {}
    return {"name": byline.name} | url

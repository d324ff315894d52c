"""What each part of an export means here, as plain values: no models, no database."""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import UTC, datetime, tzinfo
from pathlib import PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from articles.wordpress.reading import Item

STATUSES = {
    "publish": "published",
    "future": "published",
    "draft": "draft",
    "pending": "in_review",
    "private": "draft",
    "trash": "spiked",
}
# What WordPress hangs on a slug in the bin, so that a new post can have it.
BINNED = "__trashed"
_TAG = re.compile(r"<[^>]*>")
_SLASHES = re.compile("/{2,}")
_NUMBER = re.compile(r"(?:^|&)(?:p|page_id)=(\d{1,18})(?:&|$)")


def plain(text: str) -> str:
    """A title or excerpt as readers see it: entities resolved once, tags gone, spaces single."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def as_html(text: str) -> str:
    """Plain text as WordPress keeps titles and excerpts: `plain` reads it back."""
    return html.escape(text, quote=False)


def moment(gmt: str, local: str = "", zone: tzinfo = UTC) -> datetime | None:
    """The GMT time; where a draft has zeros, the local one; where that has zeros too, none."""
    return _parsed(gmt, UTC) or _parsed(local, zone)


def published_at(item: Item, zone: tzinfo = UTC) -> datetime | None:
    return moment(item.post_date_gmt, item.post_date, zone)


def updated_at(item: Item, zone: tzinfo = UTC) -> datetime | None:
    """Since WordPress 5.7; counts as an update only when it came after publication."""
    modified, published = moment(item.post_modified_gmt, item.post_modified, zone), published_at(item, zone)
    return modified if modified and published and modified > published else None


def path(link: str) -> str:
    """The decoded path of a permalink; empty for a draft's `/?p=17` and for a bare home page.

    Slashes are single: two at its start would name another host.
    """
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    found = _SLASHES.sub("/", unicodedata.normalize("NFC", unquote(parts.path)))
    return found if found.strip("/") else ""


def guid_number(item: Item) -> int:
    """Of a guid such as `/?p=17`; 0 when it has none. Another than the item's own is from the site it was first on."""
    try:
        found = _NUMBER.search(urlsplit(item.guid).query)
    except ValueError:
        return 0
    return int(found[1]) if found else 0


def slug(item: Item) -> str:
    """Decoded. WordPress cuts at 200 bytes, which may be inside a letter: what is left of that one goes."""
    return unicodedata.normalize("NFC", unquote_to_bytes(item.post_name).decode("utf-8", "ignore"))


def attachment_file(item: Item) -> str:
    """The file's place below the uploads folder, such as `2016/10/harbour.jpg`."""
    stored = item.meta_value("_wp_attached_file")
    after_uploads = attachment_url(item).partition("/wp-content/uploads/")[2]
    found = stored or unquote(after_uploads) or PurePosixPath(path(attachment_url(item))).name
    return found.replace("\0", "")  # PostgreSQL stores none


def attachment_url(item: Item) -> str:
    return item.attachment_url or item.guid


def image_number(item: Item) -> int:
    """The attachment number of the lead image; 0 when there is none."""
    number = item.meta_value("_thumbnail_id").strip()
    return int(number) if number.isdecimal() and len(number) < 19 else 0


def language(channel_language: str, site_language: str) -> str:
    return "hi" if channel_language.lower().startswith("hi") else site_language


def _parsed(text: str, zone: tzinfo) -> datetime | None:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M:%S").replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None  # WordPress writes 0000-00-00 where it has no time

"""Which attribute values a clean body keeps."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from articles.body.tokens import Attributes, Tag
from articles.body.vocabulary import ATTRIBUTES, CLASSES

SPACE = re.compile(r"[\s\x00-\x20\u200b]+")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
SMALL_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
ID = re.compile(r"[1-9][0-9]{0,14}")
SAFE_HREF = re.compile(r"(?:https?://|mailto:|tel:)[^\s]|[/#?]", re.IGNORECASE)
ALIGNMENTS = ("left", "right", "center", "wide", "full")


@lru_cache(maxsize=1024)
def safe_href(value: str) -> str:
    """The address when it is http, https, mailto, tel or within this site; else nothing."""
    stripped = value.strip()
    if stripped.lower().startswith("www."):
        stripped = f"https://{stripped}"
    if not SAFE_HREF.match(SPACE.sub("", stripped)):
        return ""
    href = SPACE.sub("%20", stripped)
    return href if SAFE_HREF.match(href) and _splits(href) else ""


def web_address(value: str) -> str:
    """A safe address that can be fetched: http, https or a path, the scheme filled in."""
    href = safe_href(value)
    if href.startswith("//"):
        href = f"https:{href}"
    return href if href.startswith("/") or href.lower().startswith("http") else ""


def number(value: str) -> int | None:
    """A database id, or nothing."""
    return int(value) if ID.fullmatch(value) else None


def kept_attributes(tag: Tag) -> Attributes:
    names = ATTRIBUTES["*"] | ATTRIBUTES.get(tag.name, frozenset())
    kept = ((name, kept_value(tag.name, name, value)) for name, value in tag.attributes if name in names)
    return tuple(sorted((name, value) for name, value in kept if value is not None))


def kept_value(element: str, name: str, value: str) -> str | None:
    """The value as it is stored, or None when the attribute goes."""
    if name in ("href", "data-link"):
        return (safe_href(value) if name == "href" else web_address(value)) or None
    if name == "data-src":
        return web_address(value) or None
    if name == "class":
        wanted = CLASSES.get(element)
        return wanted if wanted in value.split() else None
    if name in PATTERNS:
        return value if PATTERNS[name].fullmatch(value) else None
    return value.strip() or ("" if name == "data-also-read" else None)


def _splits(href: str) -> bool:
    try:
        return urlsplit(href).port != -1
    except ValueError:
        return False


PATTERNS = {
    "lang": LANGUAGE,
    "hreflang": LANGUAGE,
    "dir": re.compile("ltr|rtl|auto"),
    "start": SMALL_NUMBER,
    "colspan": SMALL_NUMBER,
    "rowspan": SMALL_NUMBER,
    "scope": re.compile("row|col|rowgroup|colgroup"),
    "data-align": re.compile("|".join(ALIGNMENTS)),
    "data-image": ID,
    "data-attachment": ID,
    "data-missing": ID,
    "data-also-read": re.compile(f"(?:{ID.pattern})?"),
    "data-unresolved": re.compile("caption|also-read|block"),
}

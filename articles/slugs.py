"""Slugs that keep every script whole: Hindi vowel signs are marks (Unicode category M) and stay."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

LONGEST = 120
FEEDS = ("feed/", "feed/atom/", "feed/json/")
"""What follows the address of a list, for its feed in each form: RSS, Atom, JSON Feed."""


def _belongs(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def slugify(text: str, longest: int = LONGEST) -> str:
    """Lower-case words joined by hyphens: `नदी का पानी` → `नदी-का-पानी`, `Café — 2` → `cafe-2`.

    Latin accents go (addresses people type); marks of other scripts stay. Empty when nothing is left.
    """
    plain = "".join(_without_latin_accents(unicodedata.normalize("NFC", text)))
    kept = "".join(c if _belongs(c) else "" if c in "'’‘\u200c\u200d" else " " for c in plain.casefold())
    return _cut("-".join(kept.split()), longest)


def _without_latin_accents(text: str) -> list[str]:
    return [unicodedata.normalize("NFD", c)[0] if "LATIN" in unicodedata.name(c, "") else c for c in text]


def _cut(slug: str, longest: int) -> str:
    """At a hyphen where there is one, so that no word is cut in two."""
    if len(slug) <= longest:
        return slug
    return slug[: longest + 1].rpartition("-")[0] or slug[:longest]


def validate_slug(slug: str) -> None:
    words = slug.split("-")
    if not all(word and all(map(_belongs, word)) for word in words):
        raise ValidationError(_("Use letters, digits and single hyphens only."), code="slug")


class SlugConverter:
    """`<word:slug>` in a URLconf: any script's letters, marks and digits, with hyphens."""

    regex = r"[^/?#\x00-\x20]{1,200}"

    def to_python(self, value: str) -> str:
        return unicodedata.normalize("NFC", value)

    def to_url(self, value: str) -> str:
        return value


_PLAIN = re.compile(r"[A-Za-z0-9/_.~-]*").fullmatch


def address_of(path: str) -> str:
    """A stored, decoded path as it stands in a link: percent-encoded once (RFC 3986, section 3.3)."""
    return path if _PLAIN(path) else quote(path, safe="/:@!$&'()*+,;=~")


@lru_cache(maxsize=8192)
def address_by_slug(view: str, slug: str) -> str:
    """Of what a view shows by its slug: a page has many of them, and Django's own way takes a while."""
    return reverse(view, kwargs={"slug": slug})


PATH_FORM = re.compile(r"/[^\x00-\x20?#\\]*\Z")


def validate_path(path: str) -> None:
    """A site-relative path as it is stored: decoded, starting with one slash."""
    if not PATH_FORM.match(path) or "//" in path or "/../" in f"{path}/" or "/./" in f"{path}/":
        message = _("A path starts with a slash and has no spaces, “?”, “#” or empty parts.")
        raise ValidationError(message, code="path")

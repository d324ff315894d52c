"""Small pictures beside what they belong to."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Image

_SMALLEST = 320


def thumbnail_url(image: Image | None) -> str:
    """The smallest stored copy that is not too small; empty where there is no file."""
    if image is None or image.is_missing:
        return ""
    return image.url_at_least(_SMALLEST)


def thumbnail(image: Image | None, *, css_class: str = "desk-thumbnail") -> SafeString | str:
    """Silent for screen readers: the words stand beside it."""
    url = thumbnail_url(image)
    return format_html('<img class="{}" src="{}" alt="" loading="lazy">', css_class, url) if url else ""

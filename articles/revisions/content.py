"""All of an article that editors write, as plain values: two that are equal are the same text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils.text import capfirst

from articles.models import Article, Byline

Content = dict[str, Any]

PLAIN = (
    "headline", "short_headline", "standfirst", "body", "lead_caption", "language", "dateline_place", "dateline_agency",
    "legal_hold", "slug", "canonical_url", "receives_linkbacks", "sends_trackbacks",
)  # fmt: skip
# In the order in which an editor reads them.
FIELDS = (
    "headline", "short_headline", "standfirst", "body", "lead_image", "lead_caption", "section", "tags", "language",
    "translation_of", "bylines", "dateline_place", "dateline_agency", "embargo_until", "legal_hold", "slug", "path",
    "canonical_url", "receives_linkbacks", "sends_trackbacks",
)  # fmt: skip


def content_of(article: Article) -> Content:
    """Texts and switches as they are; what it refers to by number; bylines as (author, guest, role) in their order."""
    return {
        **{name: getattr(article, name) for name in PLAIN},
        "path": article.path or "",
        "lead_image": article.lead_image_id,
        "section": article.section_id,
        "translation_of": article.translation_of_id,
        "tags": sorted(article.tags.names()),
        "embargo_until": minute_of(article.embargo_until),
        "bylines": [[row.author_id, row.guest_name, row.role] for row in article.bylines.all()],
    }


def label_of(name: str) -> str:
    """As the form calls the field."""
    field: Any = Byline._meta if name == "bylines" else Article._meta.get_field(name)
    return capfirst(str(field.verbose_name_plural if name == "bylines" else field.verbose_name))


def minute_of(moment: datetime | None) -> str | None:
    """As exact as the field of the form is."""
    return moment.astimezone(UTC).isoformat(timespec="minutes") if moment else None


def digests(content: Mapping[str, Any]) -> dict[str, str]:
    """A few characters for each field, which tell whether it is still the same."""
    return {name: _digest(content[name]) for name in FIELDS}


def _digest(value: Any) -> str:
    written = json.dumps(value, sort_keys=True).encode()
    return hashlib.blake2b(written, digest_size=6).hexdigest()

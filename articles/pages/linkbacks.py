"""What readers see of the pages that link to an article: all of our own, and a few of each other site."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Expression

from articles.models import Linkback
from articles.models.linkback import LinkbackQuerySet

MOST, OF_A_SITE = 200, 3


@dataclass(frozen=True)
class ShownLinkbacks:
    """`folded` are those beyond the first three of one site, by its name: there to be opened (H88)."""

    entries: list[Linkback] = field(default_factory=list)
    folded: dict[str, list[Linkback]] = field(default_factory=dict)


def first_linkbacks(linkbacks: LinkbackQuerySet, now: Expression) -> LinkbackQuerySet:
    """Oldest first, and only the columns that are shown."""
    own = ("source_article__headline", "source_article__path")
    rows = linkbacks.shown(now).oldest_first().select_related("source_article")
    return rows.only("article", "kind", "source_url", "site", "title", "excerpt", "received_at", *own)[:MOST]


def folded(rows: list[Linkback]) -> ShownLinkbacks:
    shown = ShownLinkbacks()
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.site] += 1
        is_within = row.source_article or not row.site or counts[row.site] <= OF_A_SITE
        target = shown.entries if is_within else shown.folded.setdefault(row.site, [])
        target.append(row)
    return shown

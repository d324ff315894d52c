"""What readers see of the pages that link to an article: all of our own, and a few of each other site."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from articles.models import Article, Linkback

MOST, OF_A_SITE = 200, 3


@dataclass(frozen=True)
class ShownLinkbacks:
    """`folded` are those beyond the first three of one site, by its name: there to be opened (H88)."""

    entries: list[Linkback] = field(default_factory=list)
    folded: dict[str, list[Linkback]] = field(default_factory=dict)


def linkbacks_of(article: Article) -> ShownLinkbacks:
    """Oldest first. One query."""
    rows = article.linkbacks.shown().oldest_first().select_related("source_article")
    return folded(list(rows.defer("source_article__body")[:MOST]))


def folded(rows: list[Linkback]) -> ShownLinkbacks:
    shown = ShownLinkbacks()
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.site] += 1
        is_within = row.source_article or not row.site or counts[row.site] <= OF_A_SITE
        target = shown.entries if is_within else shown.folded.setdefault(row.site, [])
        target.append(row)
    return shown

"""What the article's form says of its links to other sites that lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from articles.admin.addresses import Address, address_of
from articles.models import Article, LinkTarget, OutgoingLink

_MOST = 10


@dataclass(frozen=True)
class BrokenLink:
    text: str
    address: Address
    answer: str


def broken_links_of(article: Article) -> list[BrokenLink]:
    """Of a published article; one query."""
    if article.status != Article.Status.PUBLISHED:
        return []
    broken = OutgoingLink.objects.filter(article=article, target__state=LinkTarget.State.BROKEN)
    rows = broken.order_by("pk").values_list("text", "target__url", "target__answer")[:_MOST]
    return [BrokenLink(text, address_of(url), answer) for text, url, answer in rows]

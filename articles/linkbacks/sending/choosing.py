"""Which of the endpoints that a page offers is used: one protocol for each link, the best that we may."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from articles.linkbacks import sites
from articles.linkbacks.formats.discovery import Endpoints
from articles.linkbacks.sending.ledger import takes_updates
from articles.models import Delivery, Linkback

WEBMENTION, PINGBACK, TRACKBACK = Linkback.Kind.WEBMENTION, Linkback.Kind.PINGBACK, Linkback.Kind.TRACKBACK


@dataclass(frozen=True)
class Choice:
    """`endpoint` is one to use when there is a `kind`; else one that cannot be used, or empty, and `status` says so."""

    endpoint: str = ""
    kind: str = ""
    status: str = ""
    answer: str = ""


def choose(found: Endpoints, delivery: Delivery, own_names: Collection[str]) -> Choice:
    """Webmention before pingback before trackback; what leads to ourselves is passed over."""
    offered: dict[str, str | None] = {
        WEBMENTION: found.webmention,
        PINGBACK: found.pingback,
        TRACKBACK: found.trackback,
    }
    foreign = {kind: url for kind, url in offered.items() if url and not sites.is_own(url, own_names)}
    usable = [kind for kind in _kinds(delivery) if kind in foreign]
    if usable:
        return Choice(foreign[usable[0]], usable[0])
    if foreign:
        kind, url = next(iter(foreign.items()))
        return Choice(url, "", Delivery.Status.NO_ENDPOINT, _why_not(delivery, kind))
    if own := next(filter(None, offered.values()), None):
        return Choice(own, "", Delivery.Status.REFUSED, "It names an endpoint of ours.")
    return Choice("", "", Delivery.Status.NO_ENDPOINT, "")


def _kinds(delivery: Delivery) -> tuple[str, ...]:
    """Of a link that went, and of what was told before, only a webmention can tell."""
    if not delivery.is_linked or takes_updates(delivery):
        return (WEBMENTION,)
    return (WEBMENTION, PINGBACK, TRACKBACK) if delivery.article.sends_trackbacks else (WEBMENTION, PINGBACK)


def _why_not(delivery: Delivery, kind: str) -> str:
    if kind == TRACKBACK and delivery.is_linked and not takes_updates(delivery):
        return "It takes trackbacks only, and this article sends none."
    return f"It takes no webmentions, and a {kind} cannot tell of a change."

"""What a round writes into the ledger of deliveries: whom to tell for the first time, again, or no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from articles.linkbacks.formats.links import changes
from articles.models import Article, Delivery, Linkback
from articles.models.sources import source_key
from articles.models.status import Status

# Two of one host at the same moment would only get into each other's way.
_APART = timedelta(seconds=5)
_TAKEN_OUT = "The link was taken out before it was told."
_NOT_TAKEN_BACK = " (The link is gone; only a webmention could say so.)"
_FIELDS = ("target_url", "is_linked", "status", "due_at", "attempts", "lease_until", "answer")


def update(article: Article, links: Sequence[str], known_links: Collection[str], now: datetime) -> None:
    """Brings the article's deliveries to its `links`; a killed article has none. Those known before are not told.

    Two links with one key are one page, whatever their spelling. Call it inside a transaction: the rows stay
    locked, so that nobody begins to send meanwhile. Three queries.
    """
    rows = {row.target_key: row for row in article.deliveries.select_for_update()}
    changed = changes((row.target_url for row in rows.values()), links, source_key)
    for url in changed.kept:
        _keep(rows[source_key(url)], url, now)
    for url in changed.removed:
        _remove(rows[source_key(url)], now, is_killed=article.status == Status.KILLED)
    known = {source_key(url) for url in known_links}
    added = [_new(article, url, now) for url in changed.added if source_key(url) not in known]
    _keep_apart([*rows.values(), *added], now)
    Delivery.objects.bulk_update(rows.values(), _FIELDS)
    Delivery.objects.bulk_create(added)


def _wait(row: Delivery, now: datetime) -> None:
    """Begins anew. What is on its way at this moment is answered to nobody."""
    row.status, row.due_at, row.attempts, row.lease_until = Delivery.Status.WAITING, now, 0, None


def takes_updates(row: Delivery) -> bool:
    """It was told, in the one protocol that knows of changes; a pingback or trackback is sent once."""
    return row.sent_at is not None and row.kind == Linkback.Kind.WEBMENTION


def _new(article: Article, url: str, now: datetime) -> Delivery:
    return Delivery(article=article, target_url=url, target_key=source_key(url), due_at=now)


def _keep(row: Delivery, url: str, now: datetime) -> None:
    is_back, row.is_linked, row.target_url = not row.is_linked, True, url
    is_stopped = row.status == Delivery.Status.WAITING and row.due_at is None
    never_told = row.sent_at is None and (is_back or is_stopped)
    if not _is_pending(row) and (takes_updates(row) or never_told):
        _wait(row, now)


def _remove(row: Delivery, now: datetime, is_killed: bool) -> None:
    """Who was told of the link is told that it went: once, and again when the whole page goes."""
    is_news, row.is_linked = row.is_linked, False
    is_in_flight = row.lease_until is not None and row.lease_until >= now
    if not is_news and not is_killed:
        return
    if takes_updates(row) or (is_in_flight and row.sent_at is None):
        _wait(row, now)
    elif row.sent_at is not None:
        row.answer = row.answer.removesuffix(_NOT_TAKEN_BACK) + _NOT_TAKEN_BACK
    elif row.status == Delivery.Status.WAITING:
        row.status, row.due_at, row.answer = Delivery.Status.FAILED, None, _TAKEN_OUT


def _is_pending(row: Delivery) -> bool:
    return row.status == Delivery.Status.WAITING and row.due_at is not None


def _keep_apart(rows: Iterable[Delivery], now: datetime) -> None:
    seen: Counter[str] = Counter()
    for row in rows:
        if row.due_at == now:
            row.due_at = now + _APART * seen[row.host]
            seen[row.host] += 1

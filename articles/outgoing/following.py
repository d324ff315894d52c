"""Which links to other sites public articles have: kept with every save, and read later of what no save has kept."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.linkbacks import sites, switches
from articles.linkbacks.sending.announcing import told_at
from articles.models import Article, LinkReading, LinkTarget, OutgoingLink
from articles.models.outgoing import link_key
from articles.models.status import Status
from articles.outgoing.found import links_in, pages_of

logger = logging.getLogger(__name__)
USUAL_DAYS = 30
MOST_LINKS = 200
# What was published before that is an archive's: its links are asked one by one over the days until the next time.
_RECENT = timedelta(days=1)
# A transaction may end some minutes after the moment that it wrote.
_BEHIND = timedelta(minutes=10)
_EACH = 50
_FIELDS = ("pk", "body", "status", "published_at", "embargo_until", "modified_at")


def days() -> int:
    """Until a page is asked again; 0 where none is. By itself only a site that those who are asked can reach."""
    if settings.LINK_CHECK_DAYS is not None:
        return int(settings.LINK_CHECK_DAYS)
    return USUAL_DAYS if not settings.DEBUG and switches.can_be_reached(settings.SITE_HOST) else 0


def follow(article: Article, now: datetime | None = None, chance: Callable[[], float] = random.random) -> None:
    """Makes the table say what the article links to; one that is not published links to nothing. No network.

    Called in the transaction of the change. One query where nothing changed, one more where there are links at all.
    """
    if not days():
        return
    wanted = _wanted(article) if article.status == Status.PUBLISHED else {}
    there = {
        key: (pk, text)
        for pk, key, text in OutgoingLink.objects.filter(article=article).values_list("pk", "target__key", "text")
    }
    gone = [pk for key, (pk, _text) in there.items() if key not in wanted]
    if gone:
        OutgoingLink.objects.filter(pk__in=gone).delete()
    for key, (pk, text) in there.items():
        if key in wanted and wanted[key][1] != text:
            OutgoingLink.objects.filter(pk=pk).update(text=wanted[key][1])
    added = {key: link for key, link in wanted.items() if key not in there}
    if added:
        _add(article, added, _first_asked(article, now or timezone.now(), chance))


def read_on(now: datetime | None = None) -> None:
    """Some articles that changed and that no save of the desk has read: of an import, and of the time before.

    In the order of their changes, each in a transaction of its own. To read one twice does no harm.
    """
    now = now or timezone.now()
    if not days():
        return
    start = LinkReading(pk=1, modified_at=datetime(1970, 1, 1, tzinfo=UTC))
    LinkReading.objects.bulk_create([start], ignore_conflicts=True)
    at = LinkReading.objects.get(pk=1)
    after = Q(modified_at=at.modified_at, pk__gt=at.article_number) | Q(modified_at__gt=at.modified_at)
    changed = Article.objects.filter(after, modified_at__gte=at.modified_at, modified_at__lt=now - _BEHIND)
    for article in list(changed.only(*_FIELDS).order_by("modified_at", "pk")[:_EACH]):
        _read(article, now)
        at.modified_at, at.article_number = article.modified_at, article.pk
    at.save()


def _read(article: Article, now: datetime) -> None:
    """One that cannot be read must not keep all others from it."""
    try:
        with transaction.atomic():
            follow(article, now)
    except Exception:
        logger.exception("Reading the links of article %s failed.", article.pk)


def _wanted(article: Article) -> dict[str, tuple[str, str]]:
    """By key: address and words."""
    pages = pages_of(links_in(article.body).anchors)
    is_own = partial(sites.is_own, names=sites.own_names()) if pages else bool
    foreign = [(url, text) for url, text in pages.items() if not is_own(url)]
    return {link_key(url): (url, text) for url, text in foreign[:MOST_LINKS]}


def _add(article: Article, links: dict[str, tuple[str, str]], due_at: datetime) -> None:
    # In one order, so that two who add the same pages do not wait for each other.
    rows = [LinkTarget(url=url, key=key, due_at=due_at) for key, (url, _text) in sorted(links.items())]
    LinkTarget.objects.bulk_create(rows, ignore_conflicts=True)
    targets = dict(LinkTarget.objects.filter(key__in=links).values_list("key", "pk"))
    OutgoingLink.objects.bulk_create(
        [
            OutgoingLink(article=article, target_id=targets[key], text=text)
            for key, (_url, text) in links.items()
            if key in targets
        ],
        ignore_conflicts=True,
    )


def _first_asked(article: Article, now: datetime, chance: Callable[[], float]) -> datetime:
    """Not before readers have it and its publication cannot be undone any more."""
    appears_at = told_at(article, now)
    is_old = article.published_at is not None and article.published_at < now - _RECENT
    return appears_at + timedelta(days=days()) * chance() if is_old else appears_at

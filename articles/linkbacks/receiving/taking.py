"""Takes one notice, whatever the protocol: cheap checks first, then one row in the ledger, due at once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.utils import timezone

from articles.linkbacks import site_rules
from articles.linkbacks.receiving import limits
from articles.linkbacks.receiving.addresses import refuse_bad_source, target_article
from articles.linkbacks.receiving.declined import Declined, Reason
from articles.models import Article, Linkback

Status = Linkback.Status
# What was decided here is not verified again: whoever sends it once more must not make us fetch it.
_SETTLED = {Status.REJECTED, Status.SPAM, Status.DELETED}
_SHOWABLE = {Status.PENDING, Status.APPROVED}
# A webmention tells most: it may come again, and counts pictures and films as links.
_BETTER = {
    Linkback.Kind.TRACKBACK: [Linkback.Kind.PINGBACK, Linkback.Kind.WEBMENTION],
    Linkback.Kind.PINGBACK: [Linkback.Kind.WEBMENTION],
    Linkback.Kind.WEBMENTION: [],
}


@dataclass(frozen=True)
class Notice:
    """What another site tells us; `reporter` is the address it came from."""

    kind: str
    source: str
    target: str
    reporter: str


@dataclass(frozen=True)
class Taken:
    """The row in the ledger; the same page told of the same article before when it is not `new`."""

    linkback: Linkback
    new: bool


def take(notice: Notice) -> Taken:
    """Stores the notice for verification, or raises `Declined`. About eight queries; nothing is fetched.

    A notice that comes again leaves what shows as it is: at most its verification is due anew.
    """
    refuse_bad_source(notice.source)
    article = target_article(notice.source, notice.target)
    if site_rules.blocks(notice.source):
        raise Declined(Reason.BLOCKED)
    known = article.linkbacks.from_page(notice.source).first()
    if known is None:
        limits.refuse_flooded(article)
        known, is_new = _stored(notice, article)
        if is_new:
            return Taken(known, new=True)
    _give_token(known)
    _ask_again(known, notice)
    return Taken(known, new=False)


def _stored(notice: Notice, article: Article) -> tuple[Linkback, bool]:
    """The database decides between two that come at once: the second finds the first one's row."""
    row = Linkback(
        article=article,
        kind=notice.kind,
        asked_kind=notice.kind,
        source_url=notice.source,
        target_url=notice.target,
        asked_target=notice.target,
        reporter=notice.reporter or None,
        token=secrets.token_urlsafe(16),
        due_at=timezone.now(),
    )
    row.name_source()
    Linkback.objects.bulk_create([row], ignore_conflicts=True)
    stored = article.linkbacks.from_page(notice.source).get()
    return stored, stored.token == row.token


def _ask_again(row: Linkback, notice: Notice) -> None:
    """A pingback or trackback tells of one link once; a webmention also of changes.

    Not by `save()`: a worker may be writing what it found at this very moment.
    """
    is_told_once = notice.kind != Linkback.Kind.WEBMENTION and row.status in _SHOWABLE
    if row.status in _SETTLED or row.source_article_id or is_told_once:
        return
    asked = {"asked_kind": notice.kind, "asked_target": notice.target, "reporter": notice.reporter or None}
    if _waits_already(row):
        # That check will do, in the best protocol of those who asked for it (X1).
        better = _BETTER[Linkback.Kind(notice.kind)]
        Linkback.objects.filter(pk=row.pk).exclude(asked_kind__in=better).update(**asked)
    elif limits.may_verify_again(row):
        Linkback.objects.filter(pk=row.pk).update(**asked, due_at=timezone.now())


def _waits_already(row: Linkback) -> bool:
    return row.due_at is not None and row.due_at <= timezone.now() and row.lease_until is None


def _give_token(row: Linkback) -> None:
    """What an import brought has no status page until somebody asks."""
    if row.token is None:
        Linkback.objects.filter(pk=row.pk, token=None).update(token=secrets.token_urlsafe(16))
        row.refresh_from_db(fields=["token"])

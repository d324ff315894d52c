"""When the sites an article links to are told next: planned with every change of it, without any network.

Called inside the transaction of the change, so that a plan is there when, and only when, the change is.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from articles.linkbacks import switches
from articles.linkbacks.formats.links import web_links
from articles.linkbacks.sending import contents
from articles.models import Announcement, Article
from articles.models.status import Status
from articles.models.undo_window import window_length

LONGEST_DELAY = timedelta(hours=1)
# What must be known of an article as it was.
FIELDS = (*contents.FIELDS, "status", "published_at", "embargo_until")


def plan(article: Article, before: Article | None, now: datetime | None = None) -> None:
    """Plans for an article that was just stored; `before` is its row as it was, None for a new one.

    No query for a draft, a site that sends nothing, and a save that changes neither text nor links; one for a
    first publication, two for an edit.
    """
    if article.status != Status.PUBLISHED or not switches.sends():
        return
    now = now or timezone.now()
    if before is None or not _has_been_out(before, now):
        _write(Announcement(article=article, due_at=told_at(article, now)))
    elif before.status == Status.KILLED or not contents.says_the_same(before, article):
        _plan_change(article, before, now)


def withdraw(article: Article, now: datetime | None = None) -> None:
    """Tells of a killed article at once. One query."""
    if switches.sends():
        Announcement.objects.filter(article=article).update(due_at=now or timezone.now(), untold_since=None)


def cancel(article: Article) -> None:
    """Nothing is told of an article that leaves its schedule. One query."""
    Announcement.objects.filter(article=article).update(due_at=None, untold_since=None)


def take_back(article: Article, now: datetime | None = None) -> None:
    """After a publication was undone: what was planned before it is planned again. Two queries at most."""
    now = now or timezone.now()
    if article.status == Status.PUBLISHED:
        Announcement.objects.filter(article=article).update(due_at=told_at(article, now), untold_since=None)
        return
    cancel(article)
    if article.status == Status.KILLED:  # a round for the killed article leaves no digest
        Announcement.objects.filter(article=article).exclude(digest="").update(due_at=now)


def told_at(article: Article, now: datetime) -> datetime:
    """When an article that appears is told of: once its publication cannot be undone any more."""
    return public_at(article, now) + window_length()


def public_at(article: Article, now: datetime) -> datetime:
    """When a published article is there for readers: in the past for one that is."""
    return max(filter(None, (now, article.published_at, article.embargo_until)))


def _has_been_out(before: Article, now: datetime) -> bool:
    return before.status == Status.KILLED or before.is_published(now)


def _plan_change(article: Article, before: Article, now: datetime) -> None:
    """What was public before there was a plan is known to those it links to, or was never ours to tell."""
    row = Announcement.objects.select_for_update().filter(article=article).first()
    row = row or Announcement(article=article, known_links=web_links(before.body))
    if before.status == Status.KILLED:
        row.due_at, row.untold_since = told_at(article, now), None
    elif row.due_at and not row.untold_since:
        return  # the first announcement is still to come, and tells this too
    else:
        row.untold_since = row.untold_since or now
        row.due_at = _after_edit(row.untold_since, now)
    _write(row)


def _after_edit(first_edit: datetime, now: datetime) -> datetime:
    """Each further edit moves it on, but not for ever."""
    delay = timedelta(seconds=settings.LINKBACKS_EDIT_DELAY)
    return min(now + delay, first_edit + max(delay, LONGEST_DELAY))


def _write(row: Announcement) -> None:
    """One query, whether the row is there or not; a plan that is there keeps its digest and known links."""
    Announcement.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["article"], update_fields=["due_at", "untold_since"]
    )

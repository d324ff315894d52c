"""A round: an article's plan has come due, and its links go into the ledger, to be told one by one."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from articles.linkbacks.sending import announcing, contents, ledger
from articles.models import Announcement, Article
from articles.models.status import Status

logger = logging.getLogger(__name__)
_AFTER_OUR_FAILURE = timedelta(hours=1)


def announce_one(now: datetime) -> bool:
    """Does the round that is due longest, in one transaction; False when there is none, or another is at it.

    No network.
    """
    pk = Announcement.objects.due(now).values_list("pk", flat=True).first()
    if pk is None:
        return False
    try:
        return _announce_locked(pk, now)
    except Exception:
        # One broken article must not keep all others from being told.
        logger.exception("Announcing article %s failed.", pk)
        Announcement.objects.filter(pk=pk).update(due_at=now + _AFTER_OUR_FAILURE)
        return True


@transaction.atomic
def _announce_locked(pk: int, now: datetime) -> bool:
    """Locks in the order of saving: the article, then its plan. One that an editor is saving is passed over."""
    article = Article.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=pk).first()
    plan = Announcement.objects.due(now).select_for_update().filter(pk=pk).first()
    if article is None or plan is None:
        return False
    _announce(plan, article, now)
    plan.save()
    return True


def _announce(plan: Announcement, article: Article, now: datetime) -> None:
    if article.status == Status.PUBLISHED and not article.is_published(now):
        plan.due_at = announcing.told_at(article, now)
        return
    plan.due_at = plan.untold_since = None
    plan.done_at = now
    if article.status == Status.KILLED:
        ledger.update(article, [], plan.known_links, now)
        plan.digest = ""  # if it comes back, that is news
    elif article.status == Status.PUBLISHED and plan.digest != (digest := contents.digest_of(article)):
        ledger.update(article, contents.links_of(article), plan.known_links, now)
        plan.digest = digest

"""Where an article stands, said truthfully: a schedule or an embargo is no publication."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.forms import local_text
from articles.models import Article


def state_text(article: Article, now: datetime | None = None) -> str:
    """`Draft`, `Scheduled for 3 Nov 2026, 10:00 IST`, `Under embargo until …`, `Published`."""
    now = now or timezone.now()
    if not article.is_scheduled(now):
        return article.get_status_display()
    if article.published_at and article.published_at > now:
        return _("Scheduled for %(moment)s") % {"moment": local_text(appears_at(article))}
    return _("Under embargo until %(moment)s") % {"moment": local_text(appears_at(article))}


def state_word(article: Article, now: datetime | None = None) -> str:
    """The same in one word, for a colour: the status, or `scheduled`."""
    return "scheduled" if article.is_scheduled(now) else article.status


def time_text(article: Article) -> str:
    if article.is_published() and article.published_at:
        return local_text(article.published_at)
    return _("changed %(moment)s") % {"moment": local_text(article.modified_at)}


def appears_at(article: Article) -> datetime:
    """When readers find it, or found it: with its time over, and its embargo."""
    moments = [moment for moment in (article.published_at, article.embargo_until) if moment]
    return max(moments)

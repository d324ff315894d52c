"""When hub and search engines are told of an article: planned with its change, in the same transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from articles.hubs.telling import tell_hub, tell_search_engines
from articles.models import Article
from articles.models.undo_window import window_length

SETTLE = timedelta(seconds=5)
"""Told sooner, a hub could be given the feed as it was from a cache that has not heard of the change."""


def plan(article: Article, now: datetime | None = None, *, appears: bool = False) -> None:
    """For an article that is out, or was; one that `appears` is told of when its publication cannot be undone."""
    now = now or timezone.now()
    wait = window_length() if appears else timedelta(0)
    due = SETTLE + wait + max(filter(None, (now, article.published_at, article.embargo_until)))
    if settings.WEBSUB_HUB:
        tell_hub.using(run_after=due).enqueue(article.pk)
    if settings.INDEXNOW_KEY:
        tell_search_engines.using(run_after=due).enqueue(article.pk)

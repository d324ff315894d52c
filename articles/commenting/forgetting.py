"""What is let go of: network addresses after some days, and all of one reader when it is asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from articles.models import Comment
from articles.models.comment import CommentQuerySet

_OWN_WORDS = ("author_name", "author_email", "author_url", "author_address", "body")


def forget_addresses(now: datetime | None = None) -> None:
    """Of all comments that are older than the setting says, imported ones among them."""
    before = (now or timezone.now()) - timedelta(days=settings.COMMENTS_FORGET_ADDRESS_DAYS)
    Comment.objects.filter(author_address__isnull=False, created_at__lt=before).update(author_address=None)


def told(comments: CommentQuerySet) -> list[dict[str, Any]]:
    """Everything that is kept of those comments, in plain values."""
    rows = comments.select_related("article").oldest_first()
    return [
        {
            "id": row.pk,
            "article": row.article.path or "",
            "status": row.status,
            "created_at": row.created_at.isoformat(),
            **{name: getattr(row, name) for name in _OWN_WORDS},
            "extra": row.extra,
        }
        for row in rows
    ]


def erase(comments: CommentQuerySet) -> int:
    """How many. An empty row marked deleted stays, so that an import does not bring the words back."""
    return comments.update(
        author_name="",
        author_email="",
        author_url="",
        author_address=None,
        body="",
        extra={},
        status=Comment.Status.DELETED,
    )

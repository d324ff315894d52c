"""Readers' comments and linkbacks as WordPress's comments."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from articles.models import Comment, Linkback
from articles.wordpress.exporting.items import Kept, dates, metas
from articles.wordpress.exporting.numbers import Numbers
from articles.wordpress.mapping import as_html
from articles.wordpress.own_fields import KEY, LINKBACK_STATUSES, comes_back, written
from articles.wordpress.reading import Comment as Written
from articles.wordpress.reading import Meta

_APPROVED = {"approved": "1", "pending": "0", "spam": "spam"}
_TRASH = "trash"


def comments_of(articles: Collection[int], numbers: Numbers) -> dict[int, list[Written]]:
    """Of each article, the oldest first; readers' before linkbacks. Two queries, and one for parents."""
    found: dict[int, list[Written]] = {}
    rows = list(Comment.objects.filter(article__in=articles).select_related("parent").order_by("created_at", "id"))
    for row in rows:
        found.setdefault(row.article_id, []).append(_comment(row, numbers))
    for linkback in Linkback.objects.filter(article__in=articles).oldest_first():
        found.setdefault(linkback.article_id, []).append(_linkback(linkback, numbers))
    return found


def kept_comments(kept: Kept) -> list[Written]:
    """Those of things that take none here."""
    return [_kept(given) for given in kept.get("comments", [])]


def _kept(given: dict[str, Any]) -> Written:
    pairs = tuple(Meta(str(key), str(value)) for key, value in given.get("meta", []))
    return Written(**{**given, "meta": pairs})


def _comment(row: Comment, numbers: Numbers) -> Written:
    extra = row.extra if isinstance(row.extra, dict) else {}
    return Written(
        comment_id=numbers.of(row),
        author=as_html(row.author_name),
        author_email=row.author_email,
        author_url=row.author_url,
        author_ip=row.author_address or "",
        content=row.body,
        approved=_APPROVED.get(row.status, _TRASH),
        kind=row.kind or "comment",
        parent=numbers.of(row.parent) if row.parent else 0,
        user_id=int(extra.get("user") or 0),
        meta=tuple(Meta(str(key), str(value)) for key, value in extra.get("meta", [])),
        **_moments(row.created_at),
    )


def _linkback(row: Linkback, numbers: Numbers) -> Written:
    own = written(
        {
            "status": row.status,
            "title": "" if comes_back(row.title) else row.title,
            "excerpt": "" if comes_back(row.excerpt) else row.excerpt,
            "author": row.author_name,
        }
    )
    return Written(
        comment_id=numbers.of(row),
        author=as_html(row.title),
        author_email="",
        author_url=row.source_url,
        author_ip="",
        content=as_html(row.excerpt),
        approved=LINKBACK_STATUSES[row.status],
        kind=row.kind,
        parent=0,
        user_id=0,
        meta=tuple(metas([(KEY, own)])),
        **_moments(row.received_at),
    )


def _moments(at: datetime) -> dict[str, str]:
    written_at = dates(at, None)
    return {"date": written_at["post_date"], "date_gmt": written_at["post_date_gmt"]}

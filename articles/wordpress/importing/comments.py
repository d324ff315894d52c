"""Readers' comments with their threads, and linkbacks, of the articles of a batch."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from articles import body
from articles.models import Comment, ImportSource, Linkback
from articles.models.sources import source_key
from articles.wordpress import mapping
from articles.wordpress.importing import keeping, own_rows, sequences
from articles.wordpress.importing.account import Account
from articles.wordpress.reading import Comment as Found

if TYPE_CHECKING:
    from articles.wordpress.importing.writing import Written

_STATUSES = {"1": "approved", "0": "pending", "spam": "spam"}
_PLAIN = ("", "comment")
_LONGEST_URL = 2048

OfArticle = tuple[int, Found]


def take_in(posts: Sequence[Written], source: ImportSource, account: Account) -> None:
    """Those not here yet; what was decided here on the others stays. Known ones cost two queries a batch."""
    found = [(one.row.local_id or 0, comment) for one in posts for comment in one.item.comments]
    known = _known(Comment, found, source) | _known(Linkback, found, source)
    new = []
    for article_id, comment in found:
        if comment.comment_id in known:
            account.add(comment.kind, "unchanged")
        else:
            new.append((article_id, comment))
    _add_linkbacks([one for one in new if one[1].kind in Linkback.Kind.values], source, account)
    _add_comments([one for one in new if one[1].kind not in Linkback.Kind.values], source, account)


def _known(model: type[Comment] | type[Linkback], found: Sequence[OfArticle], source: ImportSource) -> set[int]:
    numbers = [comment.comment_id for _article, comment in found]
    rows = model._default_manager.filter(import_source=source, wordpress_id__in=numbers)
    return {int(number or 0) for number in rows.values_list("wordpress_id", flat=True)}


def _add_comments(new: Sequence[OfArticle], source: ImportSource, account: Account) -> None:
    """Parents may come after their answers, so all get their numbers first; one that is not here leaves its answers
    on the top level (E131, E132).
    """
    numbers = dict(zip((comment.comment_id for _a, comment in new), sequences.reserve(Comment, len(new)), strict=False))
    articles = {comment.comment_id: article_id for article_id, comment in new}
    before = _parents_here(new, source)
    rows = []
    for article_id, comment in new:
        parent = numbers.get(comment.parent) if articles.get(comment.parent) == article_id else None
        parent = parent or (before[comment.parent][0] if before.get(comment.parent, (0, 0))[1] == article_id else None)
        if comment.parent and not parent:
            account.note(comment.kind, comment.comment_id, f"answers comment {comment.parent}, which is not there")
        rows.append(_row(comment, article_id, numbers[comment.comment_id], parent, source))
        account.add(comment.kind, "created")
    Comment.objects.bulk_create(rows)


def _parents_here(new: Iterable[OfArticle], source: ImportSource) -> dict[int, tuple[int, int]]:
    wanted = {comment.parent for _article, comment in new if comment.parent}
    rows = Comment.objects.filter(import_source=source, wordpress_id__in=wanted)
    return {
        int(number or 0): (pk, article) for number, pk, article in rows.values_list("wordpress_id", "pk", "article")
    }


def _row(comment: Found, article_id: int, number: int, parent: int | None, source: ImportSource) -> Comment:
    return Comment(
        pk=number,
        import_source=source,
        wordpress_id=comment.comment_id,
        article_id=article_id,
        parent_id=parent if parent != number else None,
        kind="" if comment.kind in _PLAIN else comment.kind[:20],
        status=_STATUSES.get(comment.approved, Comment.Status.DELETED),
        author_name=mapping.plain(comment.author)[:250],
        author_email=comment.author_email[:250],
        author_url=comment.author_url[:_LONGEST_URL] if comment.author_url.startswith(("http://", "https://")) else "",
        author_address=_address(comment.author_ip),
        body=body.clean(comment.content[:200_000]).html,
        created_at=_moment(comment),
        extra={"user": comment.user_id, "meta": keeping.meta_pairs(comment.meta)},
    )


def _add_linkbacks(new: Sequence[OfArticle], source: ImportSource, account: Account) -> None:
    rows: dict[tuple[int, str], Linkback] = {}
    for article_id, comment in new:
        key = (article_id, source_key(comment.author_url))
        if not comment.author_url.startswith(("http://", "https://")) or len(comment.author_url) > _LONGEST_URL:
            shown = comment.author_url[:80]
            account.refuse(comment.kind, comment.comment_id, f"its source {shown!r} is no web address")
        elif key in rows:
            account.refuse(comment.kind, comment.comment_id, f"{comment.author_url} links to this article already")
        else:
            rows[key] = _linkback(comment, article_id, source)
    taken = _taken(rows)
    for key in set(rows) & taken:
        row = rows.pop(key)
        reason = f"{row.source_url} links to this article already"
        account.refuse(row.kind, row.wordpress_id or 0, reason)
    for row in rows.values():
        account.add(row.kind, "created")
    Linkback.objects.bulk_create(rows.values())


def _taken(rows: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
    """Those a notice brought here before the import did. What our own articles say of each other gives way."""
    wanted = set(rows)
    found = Linkback.objects.filter(article__in={article for article, _key in wanted})
    found = found.filter(source_key__in={key for _article, key in wanted})
    return {(article, key) for article, key in found.values_list("article", "source_key")} & wanted


def _linkback(comment: Found, article_id: int, source: ImportSource) -> Linkback:
    row = Linkback(
        import_source=source,
        wordpress_id=comment.comment_id,
        kind=comment.kind,
        status=_STATUSES.get(comment.approved, Linkback.Status.REJECTED),
        article_id=article_id,
        source_url=comment.author_url,
        title=mapping.plain(comment.author)[:500],
        excerpt=mapping.plain(comment.content),
        received_at=_moment(comment),
    )
    row.name_source()
    return own_rows.completed_linkback(row, comment)


def _moment(comment: Found) -> datetime:
    return mapping.moment(comment.date_gmt, comment.date) or timezone.now()


def _address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return None

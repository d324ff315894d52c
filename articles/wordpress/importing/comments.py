"""Readers' comments with their threads, and linkbacks, of the articles of a batch."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from django.utils import timezone

from articles import body
from articles.models import Comment, ImportSource, Linkback
from articles.models.sources import source_key
from articles.wordpress import mapping
from articles.wordpress.importing import keeping, own_rows, sequences
from articles.wordpress.importing.account import Account
from articles.wordpress.importing.comment_numbers import Said, numbered, without_circles
from articles.wordpress.importing.written import Written

_STATUSES = {"1": "approved", "0": "pending", "spam": "spam"}
_PLAIN = ("", "comment")
_LONGEST_URL = 2048


def take_in(posts: Sequence[Written], source: ImportSource, account: Account, zone: tzinfo) -> None:
    """Those not here yet; what was decided here on the others stays. Known ones cost two queries a batch."""
    found = [(one.row, comment) for one in posts for comment in one.item.comments]
    new = numbered(found, source, account)
    _add_linkbacks([one for one in new if one.comment.kind in Linkback.Kind.values], source, account, zone)
    _add_comments([one for one in new if one.comment.kind not in Linkback.Kind.values], source, account, zone)


def _add_comments(new: Sequence[Said], source: ImportSource, account: Account, zone: tzinfo) -> None:
    """Parents may come after their answers, so all get their keys first; one that is not here leaves its answers
    on the top level (E131, E132).
    """
    keys = dict(zip((one.number for one in new), sequences.reserve(Comment, len(new)), strict=True))
    parents = _parents(new, keys, source)
    for one in new:
        if one.comment.parent and not parents.get(keys[one.number]):
            account.note(one.comment.kind, one.number, f"answers comment {one.comment.parent}, which is not there")
        account.add(one.comment.kind, "created")
    Comment.objects.bulk_create(
        [_row(one, keys[one.number], parents.get(keys[one.number]), source, zone) for one in new]
    )


def _parents(new: Sequence[Said], keys: dict[int, int], source: ImportSource) -> dict[int, int]:
    """Keys of the comments that others answer, by the keys of those; on the same article only."""
    articles = {one.number: one.article_id for one in new}
    before = _here({one.comment.parent for one in new}, source)
    parents = {}
    for one in new:
        if articles.get(one.comment.parent) == one.article_id:
            parents[keys[one.number]] = keys[one.comment.parent]
        elif before.get(one.comment.parent, (0, 0))[1] == one.article_id:
            parents[keys[one.number]] = before[one.comment.parent][0]
    return without_circles(parents)


def _here(numbers: set[int], source: ImportSource) -> dict[int, tuple[int, int]]:
    rows = Comment.objects.filter(import_source=source, wordpress_id__in=numbers - {0})
    return {
        int(number or 0): (pk, article) for number, pk, article in rows.values_list("wordpress_id", "pk", "article")
    }


def _row(one: Said, key: int, parent: int | None, source: ImportSource, zone: tzinfo) -> Comment:
    comment = one.comment
    return Comment(
        pk=key,
        import_source=source,
        wordpress_id=one.number,
        article_id=one.article_id,
        parent_id=parent,
        kind="" if comment.kind in _PLAIN else comment.kind[:20],
        status=_STATUSES.get(comment.approved, Comment.Status.DELETED),
        author_name=mapping.plain(comment.author)[:250],
        author_email=comment.author_email[:250],
        author_url=comment.author_url[:_LONGEST_URL] if _is_address(comment.author_url) else "",
        author_address=_network_address(comment.author_ip),
        body=body.clean(comment.content[:200_000]).html,
        created_at=_moment(one, zone),
        extra={"user": comment.user_id, "meta": keeping.meta_pairs(comment.meta)},
    )


def _add_linkbacks(new: Sequence[Said], source: ImportSource, account: Account, zone: tzinfo) -> None:
    rows: dict[tuple[int, str], Linkback] = {}
    for one in new:
        comment, key = one.comment, (one.article_id, source_key(one.comment.author_url))
        if not _is_address(comment.author_url) or len(comment.author_url) > _LONGEST_URL:
            shown = comment.author_url[:80]
            account.refuse(comment.kind, one.number, f"its source {shown!r} is no web address")
        elif key in rows:
            account.refuse(comment.kind, one.number, f"{comment.author_url} links to this article already")
        else:
            rows[key] = _linkback(one, source, zone)
    taken = _taken(rows)
    for key in [key for key in rows if key in taken]:
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


def _linkback(one: Said, source: ImportSource, zone: tzinfo) -> Linkback:
    comment = one.comment
    row = Linkback(
        import_source=source,
        wordpress_id=one.number,
        kind=comment.kind,
        status=_STATUSES.get(comment.approved, Linkback.Status.REJECTED),
        article_id=one.article_id,
        source_url=comment.author_url,
        title=mapping.plain(comment.author)[:500],
        excerpt=mapping.plain(comment.content),
        received_at=_moment(one, zone),
    )
    row.name_source()
    return own_rows.completed_linkback(row, comment)


def _moment(one: Said, zone: tzinfo) -> datetime:
    return mapping.moment(one.comment.date_gmt, one.comment.date, zone) or timezone.now()


def _is_address(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _network_address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return None

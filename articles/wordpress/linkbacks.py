"""Pingbacks and trackbacks of an export, into the ledger."""

from __future__ import annotations

from collections.abc import Collection

from articles.models import Article, ImportSource, Linkback
from articles.models.archive import Archive
from articles.wordpress import mapping
from articles.wordpress.reading import Comment, Item
from articles.wordpress.report import Report


def take_in(item: Item, article: Article, source: ImportSource, archive: Archive, report: Report) -> None:
    known = _known_ids(item.comments, source)
    for comment in item.comments:
        if comment.kind not in Linkback.Kind.values:
            report.refuse(comment.kind, comment.comment_id, "readers' comments are not taken in yet")
        elif comment.comment_id in known:
            report.add(comment.kind, "unchanged")
        else:
            _add(comment, article, source, archive, report)


def _known_ids(comments: Collection[Comment], source: ImportSource) -> set[int]:
    ids = [comment.comment_id for comment in comments]
    rows = Linkback.objects.filter(import_source=source, wordpress_id__in=ids)
    return {number for number in rows.values_list("wordpress_id", flat=True) if number}


def _add(comment: Comment, article: Article, source: ImportSource, archive: Archive, report: Report) -> None:
    url = comment.author_url
    if not url.startswith(("http://", "https://")) or len(url) > 2000:
        return report.refuse(comment.kind, comment.comment_id, f"its source {url[:80]!r} is no web address")
    own = archive.articles_by_url([url]).get(url)
    if Linkback.objects.filter(article=article).from_page(url).exists():
        return report.refuse(comment.kind, comment.comment_id, f"{url} links to this article already")
    Linkback.objects.create(
        import_source=source,
        wordpress_id=comment.comment_id,
        kind=comment.kind,
        status=mapping.COMMENT_STATUSES.get(comment.approved, Linkback.Status.REJECTED),
        article=article,
        source_url=url,
        source_article_id=own if own != article.pk else None,
        title=mapping.plain(comment.author)[:500],
        excerpt=mapping.plain(comment.content),
        received_at=mapping.moment(comment.date_gmt) or article.published_at or article.created_at,
    )
    return report.add(comment.kind, "created")

"""Links between our own articles: relations in our own database, without a request to ourselves."""

from __future__ import annotations

from django.conf import settings

from articles.body import excerpt_around
from articles.models import Article, Linkback
from articles.models.archive import Archive
from articles.models.status import Status


def refresh(source: Article, target_ids: set[int]) -> None:
    """Makes the ledger say what the published `source` links to: new, changed and removed links.

    A moderator's decision on a row stays; a row that an import brought is updated, never removed.
    """
    wanted = target_ids - {source.pk} if source.status == Status.PUBLISHED else set()
    targets = Article.objects.filter(pk__in=wanted, receives_linkbacks=True).only("pk", "headline", "path")
    for target in targets:
        _record(source, target)
    gone = Linkback.objects.filter(source_article=source, wordpress_id__isnull=True)
    gone.exclude(article__in=[target.pk for target in targets]).delete()


def _record(source: Article, target: Article) -> None:
    url = settings.SITE_URL + source.get_absolute_url()
    # An import may hold the same page under the address it had there, or an outside row under ours.
    rows = Linkback.objects.filter(article=target)
    row = rows.filter(source_article=source).first() or rows.filter(source_url=url).first()
    if row is None:
        row = Linkback(article=target, kind=Linkback.Kind.PINGBACK, status=Linkback.Status.APPROVED)
        row.received_at = source.published_at or row.received_at
    row.source_article = source
    row.source_url = row.source_url if row.wordpress_id else url
    row.title = f"{source.headline} | {settings.SITE_NAME}"
    row.excerpt = _excerpt(source, target) or row.excerpt
    row.save()


def _excerpt(source: Article, target: Article) -> str | None:
    archive = Archive(own_article_id=source.pk)

    def leads_to_target(href: str) -> bool:
        return archive.articles_by_url([href]).get(href) == target.pk

    return excerpt_around(source.body, leads_to_target, article_id=target.pk, target_headline=target.headline)

"""Links between our own articles: relations in our own database, without a request to ourselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.conf import settings

from articles.body import excerpt_around
from articles.models import Article, Linkback
from articles.models.status import Status


def refresh(source: Article, links: Mapping[str, int] | None = None, also_read_ids: Collection[int] = ()) -> None:
    """Makes the ledger say what the published `source` links to: new, changed and removed links.

    `links` are the hrefs of its body that lead to our own articles, with their ids; `also_read_ids` the
    articles it offers. A moderator's decision on a row stays; a row an import brought is never removed.
    """
    links = links or {}
    linked = {*links.values(), *also_read_ids} - {source.pk}
    wanted = linked if source.status == Status.PUBLISHED else set()
    targets = Article.objects.filter(pk__in=wanted, receives_linkbacks=True).only("pk", "headline", "path")
    for target in targets:
        _record(source, target, links)
    gone = Linkback.objects.filter(source_article=source, wordpress_id__isnull=True, status=Linkback.Status.APPROVED)
    gone.exclude(article__in=[target.pk for target in targets]).delete()


def record_many(sources: Sequence[tuple[Article, Mapping[str, int], Collection[int]]]) -> None:
    """The same for many new articles at once, each with its links and also-read ids; rows that are there stay.

    Three queries.
    """
    linked = {source.pk: {*links.values(), *ids} - {source.pk} for source, links, ids in sources}
    wanted = {pk for pks in linked.values() for pk in pks}
    targets = Article.objects.filter(receives_linkbacks=True).only("pk", "headline").in_bulk(wanted)
    there = set(
        Linkback.objects.filter(source_article__in=linked, article__in=targets).values_list("source_article", "article")
    )
    rows = [
        _new(source, targets[pk], links)
        for source, links, _ids in sources
        for pk in sorted(linked[source.pk] & targets.keys())
        if source.status == Status.PUBLISHED and (source.pk, pk) not in there
    ]
    Linkback.objects.bulk_create(rows, ignore_conflicts=True)


def _new(source: Article, target: Article, links: Mapping[str, int]) -> Linkback:
    row = Linkback(article=target, source_article=source, kind=Linkback.Kind.PINGBACK, status=Linkback.Status.APPROVED)
    row.received_at = source.published_at or row.received_at
    row.source_url = settings.SITE_URL + source.get_absolute_url()
    row.title = _title(source)
    row.excerpt = _excerpt(source, target, links) or ""
    row.name_source()
    return row


def _title(source: Article) -> str:
    return f"{source.headline} | {settings.SITE_NAME}"


def _record(source: Article, target: Article, links: Mapping[str, int]) -> None:
    url = settings.SITE_URL + source.get_absolute_url()
    # An import may hold the same page under the address it had there, or an outside row under ours.
    rows = Linkback.objects.filter(article=target)
    row = rows.filter(source_article=source).first() or rows.from_page(url).first()
    if row is None:
        row = Linkback(article=target, kind=Linkback.Kind.PINGBACK, status=Linkback.Status.APPROVED)
        row.received_at = source.published_at or row.received_at
    row.source_article = source
    row.source_url = row.source_url if row.wordpress_id else url
    row.title = _title(source)
    row.excerpt = _excerpt(source, target, links) or row.excerpt
    row.save()


def _excerpt(source: Article, target: Article, links: Mapping[str, int]) -> str | None:
    def leads_to_target(href: str) -> bool:
        return links.get(href) == target.pk

    return excerpt_around(source.body, leads_to_target, article_id=target.pk, target_headline=target.headline)

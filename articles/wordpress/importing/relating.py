"""When every row is there: what leads to what. Also-read relations, linkbacks of our own, pages under pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.linkbacks import own
from articles.models import AlsoRead, Article, ImportedItem, ImportSource, Linkback, Page
from articles.models.archive import Archive
from articles.models.sources import site_of
from articles.models.translations import refuse_translation
from articles.wordpress.importing.account import Account
from articles.wordpress.importing.pieces import among

BATCH = 200


class Relating:
    """Each batch is a transaction; done anew it changes nothing more."""

    def __init__(self, source: ImportSource, account: Account, alive: Callable[[], None]) -> None:
        self._source, self._account, self._alive = source, account, alive

    def run(self) -> None:
        self._name_own_sources()
        self._relate_articles()
        self._put_pages_under_pages()
        self._name_lost_parents()

    def _relate_articles(self) -> None:
        waiting = ImportedItem.objects.filter(source=self._source, links__isnull=False).order_by("id")
        while rows := list(waiting[:BATCH]):
            with transaction.atomic():
                _relate(rows)
                self._translate(rows)
                ImportedItem.objects.filter(pk__in=[row.pk for row in rows]).update(links=None)
            self._alive()

    def _translate(self, rows: Sequence[ImportedItem]) -> None:
        """One that cannot be, by the rules of the desk, is left out: the file may come from anywhere."""
        said = {row.local_id: (row.links or {}).get("translation_of") for row in rows}
        wanted = {number: original for number, original in said.items() if original}
        posts = ImportedItem.objects.filter(source=self._source, kind="post", local_id__isnull=False)
        numbers = dict(among(posts, "wordpress_id", set(wanted.values()), "wordpress_id", "local_id"))
        articles = Article.objects.only("language", "translation_of", "headline")
        found = articles.in_bulk([*wanted, *numbers.values()])
        for number, original in ((number, found.get(numbers.get(given))) for number, given in wanted.items()):
            article = found.get(number)
            if article and original and _may_translate(article, original):
                Article.objects.filter(pk=article.pk).update(translation_of=original)
                article.translation_of = original

    def _name_own_sources(self) -> None:
        """Linkbacks of the import that come from articles which are here by now."""
        archive, last = Archive(source=self._source), 0
        ours = {site_of(f"http://{host}/") for host in archive.own_hosts}
        rows = Linkback.objects.filter(import_source=self._source, source_article=None, site__in=ours).order_by("id")
        while batch := list(rows.filter(pk__gt=last)[:BATCH]):
            found = archive.articles_by_url([row.source_url for row in batch])
            named = [row for row in batch if found.get(row.source_url, row.article_id) != row.article_id]
            _name(named, found)
            last = batch[-1].pk
            self._alive()

    def _put_pages_under_pages(self) -> None:
        rows = ImportedItem.objects.filter(source=self._source, kind="page", parent_number__gt=0)
        pairs = {row.local_id: row.parent_number for row in rows.only("local_id", "parent_number").iterator(BATCH)}
        pages = ImportedItem.objects.filter(source=self._source, kind="page")
        parents = dict(among(pages, "wordpress_id", set(pairs.values()), "wordpress_id", "local_id"))
        for number, parent in pairs.items():
            if parents.get(parent) not in (None, number):
                Page.objects.filter(pk=number or 0, parent=None).update(parent=parents[parent])

    def _name_lost_parents(self) -> None:
        """Told with the end of the phase, so that a killed run does not tell twice."""
        there = ImportedItem.objects.filter(source=self._source, kind__in=("post", "page", "attachment"))
        lost = ImportedItem.objects.filter(source=self._source, kind__in=("page", "attachment"), parent_number__gt=0)
        lost = lost.exclude(parent_number__in=there.values("wordpress_id")).order_by("id")
        for kind, number, parent in lost.values_list("kind", "wordpress_id", "parent_number").iterator(1000):
            self._account.note(kind, number, f"belongs to item {parent}, which is not in the export")


def _may_translate(article: Article, original: Article) -> bool:
    if original.translation_of_id:
        return False
    try:
        refuse_translation(article, original, article.language)
    except ValidationError:
        return False
    return True


def _relate(rows: Sequence[ImportedItem]) -> None:
    articles = Article.objects.in_bulk([row.local_id for row in rows if row.local_id])
    wanted: list[tuple[Article, dict[str, Any]]] = [
        (articles[row.local_id], row.links) for row in rows if row.local_id in articles and row.links
    ]
    known = set(Article.objects.filter(pk__in=_targets(wanted)).values_list("pk", flat=True))
    AlsoRead.objects.filter(article__in=articles).delete()
    AlsoRead.objects.bulk_create(
        [
            AlsoRead(article=article, target_id=target, position=position)
            for article, links in wanted
            for position, target in enumerate(dict.fromkeys(links["also_read"]))
            if target in known and target != article.pk
        ]
    )
    own.record_many([(article, links["hrefs"], links["also_read"]) for article, links in wanted])


def _targets(wanted: Sequence[tuple[Article, dict[str, Any]]]) -> set[int]:
    return {target for _article, links in wanted for target in (*links["hrefs"].values(), *links["also_read"])}


@transaction.atomic
def _name(rows: Sequence[Linkback], found: Any) -> None:
    """Two notices of one article, under two of its addresses, cannot both be its linkback: the first is."""
    taken = set(
        Linkback.objects.filter(
            article__in=[row.article_id for row in rows], source_article__in=[found[row.source_url] for row in rows]
        ).values_list("article_id", "source_article_id")
    )
    for row in rows:
        key = (row.article_id, found[row.source_url])
        if key not in taken:
            taken.add(key)
            Linkback.objects.filter(pk=row.pk).update(source_article_id=key[1])

"""What an earlier import wrote, as it is by now: edited here, deleted here, or as it was left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from articles.models import Article, Byline, ImportedItem, Page, TaggedArticle
from articles.wordpress.importing import digests
from articles.wordpress.importing.written import Written

Key = tuple[str, int | None]


@dataclass(frozen=True)
class Here:
    """`paths` are the articles' own, by number. Nothing is asked for a batch of new items."""

    edited: frozenset[Key] = frozenset()
    deleted: frozenset[Key] = frozenset()
    paths: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, batch: Sequence[Written]) -> Here:
        before = {(one.row.kind, one.row.local_id): one.row.stored_digest for one in batch if one.row.stored_digest}
        if not before:
            return cls()
        articles = Article.objects.filter(pk__in=_numbers(before, "post"))
        pages = Page.objects.filter(pk__in=_numbers(before, "page"))
        now = _sums(articles) | {("page", page.pk): digests.of_page(page) for page in pages}
        changed = {key for key, digest in before.items() if now.get(key) != digest}
        paths = {article.pk: article.path for article in articles if article.path}
        return cls(frozenset(changed), frozenset(before.keys() - now.keys()), paths)

    def is_edited(self, row: ImportedItem) -> bool:
        """Or deleted."""
        return (row.kind, row.local_id) in self.edited

    def is_deleted(self, row: ImportedItem) -> bool:
        return (row.kind, row.local_id) in self.deleted


def _numbers(keys: dict[Key, str], kind: str) -> list[int]:
    return [pk for of_kind, pk in keys if of_kind == kind and pk]


def _sums(articles: Iterable[Article]) -> dict[Key, str]:
    numbers = [article.pk for article in articles]
    authors: defaultdict[int, list[Byline]] = defaultdict(list)
    tags: defaultdict[int, list[int]] = defaultdict(list)
    signed = Byline.objects.filter(article__in=numbers).order_by("position", "id")
    for byline in signed:
        authors[byline.article_id].append(byline)
    for article, tag in TaggedArticle.objects.filter(content_object__in=numbers).values_list("content_object", "tag"):
        tags[article].append(tag)
    return {
        ("post", article.pk): digests.of_article(article, author_numbers(authors[article.pk]), tags[article.pk])
        for article in articles
    }


def author_numbers(bylines: Iterable[Byline]) -> list[int]:
    """A byline that WordPress cannot say is told apart by its own number."""
    return [(byline.role == Byline.Role.WRITING and byline.author_id) or -byline.pk for byline in bylines]

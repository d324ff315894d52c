"""The second pass: posts and pages that are due, a batch at a time, with all that belongs to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.models import Article, Byline, Image, ImportedItem, ImportSource, Page, Redirect, TaggedArticle
from articles.wordpress import mapping
from articles.wordpress.importing import comments, digests, keeping, placing, rows
from articles.wordpress.importing.account import Account
from articles.wordpress.importing.converting import Body
from articles.wordpress.importing.terms import Terms
from articles.wordpress.reading import Item


@dataclass(frozen=True, slots=True)
class Written:
    """An item, its place, and the body that was made of its content."""

    row: ImportedItem
    item: Item
    body: Body


@dataclass
class Writing:
    source: ImportSource
    terms: Terms
    account: Account
    site: rows.Site

    def write(self, batch: Sequence[Written]) -> None:
        """In the transaction at hand. What was edited here since stays as it is, and is named."""
        kept = _edited_here(batch)
        posts = [one for one in batch if one.row.kind == "post"]
        due = [one for one in batch if one.row.local_id not in kept[one.row.kind] and not one.body.refusal]
        self._write_articles([one for one in due if one.row.kind == "post"])
        self._write_pages([one for one in due if one.row.kind == "page"])
        self._account_for(batch, kept)
        written = {one.row.local_id for one in due} | kept["post"]
        comments.take_in([one for one in posts if one.row.local_id in written], self.source, self.account)
        for one in batch:
            one.row.is_due, one.row.data = False, self._rest_of(one)
        placing.store([one.row for one in batch])

    def _write_articles(self, posts: Sequence[Written]) -> None:
        images = self._lead_images(posts)
        articles = [
            rows.article(one.row, one.item, one.body, self.terms.section_of(one.item), images, self.site)
            for one in posts
        ]
        rows.upsert(Article, articles, rows.ARTICLE_FIELDS)
        numbers = [article.pk for article in articles]
        updated = [one.row.local_id for one in posts if one.row.stored_digest]
        Byline.objects.filter(article__in=updated).delete()
        TaggedArticle.objects.filter(content_object__in=updated).delete()
        self._sign(posts)
        self._tag(posts)
        self._redirect(posts)
        for one, article in zip(posts, articles, strict=True):
            one.row.links = _links(one, article)
        self._account_written(posts, dict(zip(numbers, map(digests.of_article, articles), strict=True)))

    def _write_pages(self, pages: Sequence[Written]) -> None:
        made = [rows.page(one.row, one.item, one.body) for one in pages]
        rows.upsert(Page, made, rows.PAGE_FIELDS)
        self._account_written(pages, {page.pk: digests.of_page(page) for page in made})
        for one in pages:
            for comment in one.item.comments:
                self.account.add(comment.kind, "created")

    def _account_written(self, written: Sequence[Written], sums: dict[int, str]) -> None:
        for one in written:
            self.account.add(one.row.kind, "updated" if one.row.stored_digest else "created")
            one.row.stored_digest = sums[one.row.local_id or 0]
            for reason in (*one.body.problems, *rows.doubts(one.item)):
                self.account.note(one.row.kind, one.item.post_id, reason)

    def _account_for(self, batch: Sequence[Written], kept: dict[str, set[int | None]]) -> None:
        for one in batch:
            if one.body.refusal:
                self.account.refuse(one.row.kind, one.item.post_id, one.body.refusal)
                for comment in one.item.comments:
                    self.account.refuse(comment.kind, comment.comment_id, "its article was refused")
            elif one.row.local_id in kept[one.row.kind]:
                self.account.add(one.row.kind, "unchanged")
                reason = "changed in the export, but edited here since: left as it is"
                self.account.note(one.row.kind, one.item.post_id, reason)

    def _lead_images(self, posts: Sequence[Written]) -> dict[int, int]:
        """WordPress's numbers to ours. One that the export does not hold gets a row without a file (E120)."""
        wanted = {number for one in posts if (number := mapping.image_number(one.item))}
        found = Image.objects.filter(import_source=self.source, wordpress_id__in=wanted)
        known = {int(number or 0): pk for number, pk in found.values_list("wordpress_id", "pk")}
        missing = [Image(import_source=self.source, wordpress_id=number) for number in sorted(wanted - set(known))]
        Image.objects.bulk_create(missing)
        for image in missing:
            known[image.wordpress_id or 0] = image.pk
            self.account.note("attachment", image.wordpress_id or 0, "is a lead image, but is not in the export")
        return known

    def _sign(self, posts: Iterable[Written]) -> None:
        Byline.objects.bulk_create(
            [
                _placed(byline, one.row.local_id or 0, position)
                for one in posts
                for position, byline in enumerate(self.terms.bylines_of(one.item))
            ]
        )

    def _tag(self, posts: Iterable[Written]) -> None:
        terms = {one.row.local_id: one.item.in_domain("post_tag") + one.item.in_domain("tag") for one in posts}
        self.terms.tag_ids([term for listed in terms.values() for term in listed])
        through = [
            TaggedArticle(content_object_id=number, tag_id=tag)
            for number, listed in terms.items()
            for tag in dict.fromkeys(self.terms.tag_ids(listed))
        ]
        TaggedArticle.objects.bulk_create(through, ignore_conflicts=True)

    def _redirect(self, posts: Iterable[Written]) -> None:
        """WordPress leads on from old slugs; so do we, where nothing else stands (U7)."""
        old = {path: one.row.local_id for one in posts for path in rows.old_paths(one.row, one.item)}
        taken = set(Article.objects.filter(path__in=old).values_list("path", flat=True))
        taken |= set(ImportedItem.objects.filter(path__in=old, kind="post").values_list("path", flat=True))
        redirects = [Redirect(path=path, article_id=number) for path, number in old.items() if path not in taken]
        Redirect.objects.bulk_create(redirects, ignore_conflicts=True)

    def _rest_of(self, one: Written) -> dict[str, object]:
        """With the raw content where something was taken out of it or could not be resolved."""
        rest = keeping.rest_of(one.item) | {"title": one.item.title}
        if one.body.problems:
            rest["content"] = one.item.content
        if one.row.kind == "page" and one.item.comments:
            rest["comments"] = [keeping.comment_data(comment) for comment in one.item.comments]
        return rest


def _placed(byline: Byline, article_id: int, position: int) -> Byline:
    byline.article_id, byline.position = article_id, position
    return byline


def _edited_here(batch: Sequence[Written]) -> dict[str, set[int | None]]:
    """Those whose row is not as the last import left it, by kind."""
    before = {(one.row.kind, one.row.local_id): one.row.stored_digest for one in batch if one.row.stored_digest}
    numbers = {kind: [pk for of_kind, pk in before if of_kind == kind] for kind in placing.WRITTEN}
    articles = Article.objects.filter(pk__in=[pk for pk in numbers["post"] if pk])
    pages = Page.objects.filter(pk__in=[pk for pk in numbers["page"] if pk])
    return {
        "post": {one.pk for one in articles if digests.of_article(one) != before["post", one.pk]},
        "page": {one.pk for one in pages if digests.of_page(one) != before["page", one.pk]},
    }


def _links(one: Written, article: Article) -> dict[str, object] | None:
    if article.status != Article.Status.PUBLISHED or not (one.body.own_links or one.body.also_read_ids):
        return None
    return {"hrefs": dict(one.body.own_links), "also_read": list(one.body.also_read_ids)}

"""The second pass: posts and pages that are due, a batch at a time, with all that belongs to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.models import Article, Byline, Image, ImportedItem, ImportSource, Page, Redirect, TaggedArticle
from articles.wordpress import mapping
from articles.wordpress.importing import comments, digests, keeping, own_rows, paths, placing, rows
from articles.wordpress.importing.account import Account
from articles.wordpress.importing.here import Here, author_numbers
from articles.wordpress.importing.terms import Terms
from articles.wordpress.importing.written import Written


@dataclass
class Writing:
    source: ImportSource
    terms: Terms
    account: Account
    site: rows.Site

    def write(self, batch: Sequence[Written]) -> None:
        """In the transaction at hand. What was edited here since stays as it is, and is named."""
        here = Here.of(batch)
        taken_in = [one for one in batch if not one.body.refusal]
        due = [one for one in taken_in if not here.is_edited(one.row)]
        self._write_articles([one for one in due if one.row.kind == "post"], here)
        self._write_pages([one for one in due if one.row.kind == "page"])
        for one in batch:
            self._account_for_rest(one, here)
        posts = [one for one in taken_in if one.row.kind == "post" and not here.is_deleted(one.row)]
        comments.take_in(posts, self.source, self.account, self.site.zone)
        for one in taken_in:
            one.row.is_due, one.row.data = False, self._rest_of(one)
        placing.store([one.row for one in taken_in])

    def _write_articles(self, posts: Sequence[Written], here: Here) -> None:
        images = self._lead_images(posts)
        articles = [
            rows.article(one.row, one.item, one.body, self.terms.section_of(one.item), images, self.site)
            for one in posts
        ]
        rows.upsert(Article, articles, rows.ARTICLE_FIELDS)
        rows.date_drafts([(article, one.item) for article, one in zip(articles, posts, strict=True)], self.site)
        updated = [one.row.local_id for one in posts if one.row.stored_digest]
        Byline.objects.filter(article__in=updated).delete()
        TaggedArticle.objects.filter(content_object__in=updated).delete()
        authors, tags = self._sign(posts), self._tag(posts)
        self._redirect(posts, here.paths)
        sums = {}
        for one, article in zip(posts, articles, strict=True):
            one.row.links = _links(one, article)
            sums[article.pk] = digests.of_article(article, authors[article.pk], tags[article.pk])
        self._account_written(posts, sums)

    def _write_pages(self, pages: Sequence[Written]) -> None:
        made = [rows.page(one.row, one.item, one.body) for one in pages]
        rows.upsert(Page, made, rows.PAGE_FIELDS)
        self._redirect_pages(pages)
        self._name_guids(pages)
        self._account_written(pages, {page.pk: digests.of_page(page) for page in made})

    def _account_written(self, written: Sequence[Written], sums: dict[int, str]) -> None:
        for one in written:
            self.account.add(one.row.kind, "updated" if one.row.stored_digest else "created")
            one.row.stored_digest = sums[one.row.local_id or 0]
            for reason in (*one.body.problems, *rows.doubts(one.item)):
                self.account.note(one.row.kind, one.item.post_id, reason)

    def _account_for_rest(self, one: Written, here: Here) -> None:
        """What was not written, and the comments that are no rows of their own."""
        if one.body.refusal:
            self.account.refuse(one.row.kind, one.item.post_id, one.body.refusal)
            for comment in one.item.comments:
                self.account.refuse(comment.kind, comment.comment_id, "its article was refused")
            return
        if here.is_edited(one.row):
            self.account.add(one.row.kind, "unchanged")
            what = "deleted here: it stays away" if here.is_deleted(one.row) else "edited here since: left as it is"
            self.account.note(one.row.kind, one.item.post_id, f"changed in the export, but {what}")
        if one.row.kind == "page":
            keeping.account_for_comments(one.row, one.item, self.account)
        elif here.is_deleted(one.row):
            for comment in one.item.comments:
                self.account.add(comment.kind, "unchanged")

    def _lead_images(self, posts: Sequence[Written]) -> dict[int, int]:
        """WordPress's numbers to ours. One that the export does not hold gets a row without a file (E120)."""
        wanted = {number for one in posts if (number := mapping.image_number(one.item))}
        found = Image.objects.filter(import_source=self.source, wordpress_id__in=wanted)
        known = {int(number or 0): pk for number, pk in found.values_list("wordpress_id", "pk")}
        missing = [Image(import_source=self.source, wordpress_id=number) for number in sorted(wanted - set(known))]
        Image.objects.bulk_create(missing)
        for image in missing:
            known[image.wordpress_id or 0] = image.pk
            reason = "is a lead image, but no picture of the export: it has a place without a file"
            self.account.note("attachment", image.wordpress_id or 0, reason)
        return known

    def _sign(self, posts: Iterable[Written]) -> dict[int, list[int]]:
        """The authors of each article, in their order, as digests name them."""
        signed = {one.row.local_id or 0: self.terms.bylines_of(one.item) for one in posts}
        for number, bylines in signed.items():
            for position, byline in enumerate(bylines):
                byline.article_id, byline.position = number, position
        Byline.objects.bulk_create([byline for bylines in signed.values() for byline in bylines])
        return {number: author_numbers(bylines) for number, bylines in signed.items()}

    def _tag(self, posts: Iterable[Written]) -> dict[int, list[int]]:
        terms = {one.row.local_id or 0: one.item.in_domain("post_tag") + one.item.in_domain("tag") for one in posts}
        self.terms.tag_ids([term for listed in terms.values() for term in listed])
        tags = {number: list(dict.fromkeys(self.terms.tag_ids(listed))) for number, listed in terms.items()}
        through = [TaggedArticle(content_object_id=number, tag_id=tag) for number, ids in tags.items() for tag in ids]
        TaggedArticle.objects.bulk_create(through)
        return tags

    def _redirect(self, posts: Sequence[Written], before: Mapping[int, str]) -> None:
        """WordPress leads on from old slugs; so do we, where nothing else stands (U7). So does the path that an
        article had before this export.
        """
        old = {path: one.row.local_id for one in posts for path in rows.old_paths(one.row, one.item)}
        moved = {before.get(one.row.local_id or 0, ""): one for one in posts}
        old |= {path: one.row.local_id for path, one in moved.items() if path and path != one.row.path}
        if before:  # it may have come back to where it was once
            Redirect.objects.filter(path__in=[one.row.path for one in posts], article__in=before).delete()
        taken = paths.standing(old)
        redirects = [Redirect(path=path, article_id=number) for path, number in old.items() if path not in taken]
        Redirect.objects.bulk_create(redirects, ignore_conflicts=True)
        self._name_guids(posts)

    def _redirect_pages(self, pages: Sequence[Written]) -> None:
        old = {path: one.row.path for one in pages for path in rows.old_paths(one.row, one.item)}
        taken = paths.standing(old)
        redirects = [Redirect(path=path, target=target) for path, target in old.items() if path not in taken]
        Redirect.objects.bulk_create(redirects, ignore_conflicts=True)

    def _name_guids(self, written: Sequence[Written]) -> None:
        """Feed readers hold guids: one with the number of an earlier site leads on, too."""
        numbers = {mapping.guid_number(one.item): one for one in written}
        ImportedItem.objects.bulk_create(
            [
                ImportedItem(source=self.source, kind="guid", wordpress_id=number, local_id=one.row.local_id)
                for number, one in numbers.items()
                if number and number != one.item.post_id and one.row.kind == "post"
            ],
            ignore_conflicts=True,
        )

    def _rest_of(self, one: Written) -> dict[str, object]:
        """With the raw content where something was taken out of it or could not be resolved."""
        rest = keeping.rest_of(one.item) | {"title": one.item.title}
        if one.body.problems:
            rest["content"] = one.item.content
        if one.item.comments and one.row.kind == "page":
            rest["comments"] = [keeping.comment_data(comment) for comment in one.item.comments]
        return rest


def _links(one: Written, article: Article) -> dict[str, object] | None:
    """What is related when all rows are there: of what readers cannot see, only whose translation it is."""
    is_out = article.status == Article.Status.PUBLISHED
    hrefs, also_read = (one.body.own_links, one.body.also_read_ids) if is_out else ((), ())
    original = own_rows.original(one.item)
    if not (hrefs or also_read or original):
        return None
    return {"hrefs": dict(hrefs), "also_read": list(also_read), "translation_of": original}

"""Brings a WordPress export in: pictures first, then every article's row, then the bodies that refer to both.

Identity is (source site, WordPress's number), so a second run finds everything and changes nothing.
Imports send no linkbacks and move no "updated" times.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import cached_property

from articles import publishing
from articles.models import Article, Author, Byline, Image, ImportSource, Redirect, Section, Tag, TaggedArticle
from articles.models.archive import Archive
from articles.models.section import RESERVED_SLUGS
from articles.models.status import Status
from articles.slugs import slugify
from articles.wordpress import attachments, linkbacks, mapping
from articles.wordpress.reading import BadItem, Channel, Export, Item, Term
from articles.wordpress.report import Report

_FALLBACK_SECTION = Term("news", "News")


class Importer:
    """One run over one file. `uploads` is the folder that holds the attachments' files."""

    def __init__(self, file: BinaryIO, uploads: Path | None = None) -> None:
        self.file, self.uploads = file, uploads
        self.report = Report()
        self.source: ImportSource

    def run(self, dry_run: bool = False) -> Report:
        """Raises `NotAnExport` before anything is written when the file is something else."""
        home = self.channel.home_url
        with transaction.atomic():
            self.source, _created = ImportSource.objects.get_or_create(
                home_url=home, defaults={"title": self.channel.title[:250]}
            )
            self._run()
            transaction.set_rollback(dry_run)
        return self.report

    @cached_property
    def export(self) -> Export:
        return Export(self.file)

    @property
    def channel(self) -> Channel:
        return self.export.channel

    @cached_property
    def archive(self) -> Archive:
        return Archive(source=self.source)

    def _run(self) -> None:
        for item in self._items("attachment"):
            self._guarded(item, lambda item: attachments.take_in(item, self.source, self.uploads, self.report))
        created = {item.post_id for item in self._items("post") if self._guarded(item, self._take_in_row)}
        for item in self._items("post"):
            self._guarded(item, lambda item: self._complete(item, item.post_id in created), counted=False)
        self._refuse_the_rest()

    def _items(self, post_type: str) -> Iterator[Item]:
        for item in self.export.items():
            if isinstance(item, Item) and item.post_type == post_type:
                yield item

    def _guarded(self, item: Item, step: Any, counted: bool = True) -> Any:
        """A refused item leaves nothing of itself, and all others go on."""
        try:
            with transaction.atomic():
                return step(item)
        except ValidationError as error:
            reason = " ".join(error.messages)
            (self.report.refuse if counted else self.report.note)(item.post_type, item.post_id, reason)
            return None

    def _refuse_the_rest(self) -> None:
        for item in self.export.items():
            if isinstance(item, BadItem):
                self.report.refuse("broken", 0, str(item))
            elif item.post_type not in ("post", "attachment"):
                self.report.refuse(item.post_type, item.post_id, f"items of type {item.post_type} are not taken in yet")

    def _take_in_row(self, item: Item) -> bool:
        """True when the article is new. Its body stays as it was written until every row is there."""
        if not item.post_id:
            raise ValidationError("it has no wp:post_id")
        if Article.objects.filter(import_source=self.source, wordpress_id=item.post_id).exists():
            self.report.add("post", "unchanged")
            return False
        article = self._article(item)
        article.save()
        self._sign(article, item)
        self._tag(article, item)
        self.report.add("post", "created")
        return True

    def _article(self, item: Item) -> Article:
        headline = mapping.plain(item.title)
        status = mapping.STATUSES.get(item.status, Status.DRAFT)
        published_at = mapping.published_at(item, settings.TIME_ZONE)
        if status == Status.PUBLISHED and published_at is None:
            raise ValidationError("it is published, but has no date")
        return Article(
            import_source=self.source,
            wordpress_id=item.post_id,
            headline=(headline or f"(no headline, WordPress {item.post_id})")[:250],
            standfirst=mapping.plain(item.excerpt)[:1000],
            body=item.content.replace("\0", ""),
            section=self._section(item),
            lead_image=self._lead_image(item),
            slug=slugify(mapping.slug(item), 200),
            path=self._path(item, status),
            status=status,
            published_at=published_at if status == Status.PUBLISHED else None,
            updated_at=mapping.updated_at(item),
            language=mapping.language(self.channel.language, settings.LANGUAGE_CODE),
            receives_linkbacks=item.ping_status != "closed",
        )

    def _path(self, item: Item, status: str) -> str | None:
        path = mapping.path(item.link)[:500]
        if not path:
            if status == Status.PUBLISHED:
                path = f"/{mapping.slug(item) or item.post_id}/"
            else:
                return None
        if Article.objects.filter(path=path).exists() or Section.objects.filter(path=path).exists():
            raise ValidationError(f"its path {path} belongs to another page here")
        Redirect.objects.filter(path=path).delete()
        return path

    def _lead_image(self, item: Item) -> Image | None:
        number = mapping.image_number(item)
        return Image.objects.filter(import_source=self.source, wordpress_id=number).first() if number else None

    def _section(self, item: Item) -> Section:
        """The first category, with its parents from the channel's list."""
        terms = item.in_domain("category") or [_FALLBACK_SECTION]
        return self._section_of(terms[0], seen=())

    def _section_of(self, term: Term, seen: tuple[str, ...]) -> Section:
        known = {category.slug: category for category in self.channel.categories}
        term = known.get(term.slug, term)
        above = known.get(term.parent) if term.parent not in seen else None
        parent = self._section_of(above, (*seen, term.slug)) if above else None
        slug = slugify(mapping.unquote(term.slug), 80) or slugify(term.name, 80) or "section"
        slug = f"{slug}-section" if parent is None and slug in RESERVED_SLUGS else slug
        section = Section.objects.filter(parent=parent, slug=slug).first()
        if section is None:
            section = Section(parent=parent, slug=slug, name=mapping.plain(term.name)[:80] or slug)
            section.description = mapping.plain(term.description)
            publishing.save_section(section)
        return section

    def _sign(self, article: Article, item: Item) -> None:
        if not item.creator:
            return
        name = mapping.plain(self.channel.display_name(item.creator)) or item.creator
        slug = slugify(item.creator) or slugify(name) or f"author-{item.post_id}"
        author, _created = Author.objects.get_or_create(slug=slug, defaults={"name": name[:120]})
        Byline.objects.create(article=article, author=author)

    def _tag(self, article: Article, item: Item) -> None:
        for term in item.in_domain("post_tag") + item.in_domain("tag"):
            name = mapping.plain(term.name)[:100] or term.slug
            tag = Tag.objects.filter(slug=slugify(mapping.unquote(term.slug), 100)).first()
            tag = tag or Tag.objects.filter(name__iexact=name).first() or self._new_tag(term, name)
            TaggedArticle.objects.get_or_create(content_object=article, tag=tag)

    def _new_tag(self, term: Term, name: str) -> Tag:
        return Tag.objects.create(name=name, slug=slugify(mapping.unquote(term.slug), 100))

    def _complete(self, item: Item, is_new: bool) -> None:
        article = Article.objects.filter(import_source=self.source, wordpress_id=item.post_id).first()
        if article is None:
            return
        if is_new:
            archive = Archive(own_article_id=article.pk, source=self.source)
            for problem in publishing.save(article, archive=archive, announce=False).problems:
                self.report.note("post", item.post_id, f"{problem.kind} to check: {problem.text}")
        linkbacks.take_in(item, article, self.source, self.archive, self.report)

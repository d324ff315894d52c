"""Sections from categories, and tags: made when they are first met, remembered for the run."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from django.db import models

from articles import publishing
from articles.models import Byline, ImportedItem, ImportSource, Section, Tag, TagAlias
from articles.models.section import RESERVED_SLUGS
from articles.models.tag_alias import tags_once_named
from articles.slugs import slugify
from articles.wordpress import mapping, own_fields
from articles.wordpress.importing import own_rows
from articles.wordpress.importing.account import Account
from articles.wordpress.importing.authors import Authors
from articles.wordpress.importing.keeping import keep_terms
from articles.wordpress.own_fields import OwnFields
from articles.wordpress.reading import Channel, Item, Term

FALLBACK = Term("news", "News", domain="category")
PRIMARY = ("_yoast_wpseo_primary_category", "rank_math_primary_category")


class Terms:
    """What the export's channel lists is made at once; what only an item names, when that item comes."""

    def __init__(self, source: ImportSource, channel: Channel, account: Account) -> None:
        self._source, self._channel, self._account = source, channel, account
        self._categories = {term.slug: term for term in channel.categories}
        # The first form of exports (1.0) names parents, where later ones give slugs.
        self._by_name = {term.name: term for term in reversed(channel.categories)}
        self._slugs_by_id = {term.term_id: term.slug for term in channel.categories if term.term_id}
        self.authors = Authors(source, channel.authors, account)
        self._sections: dict[str, Section] = {}
        self._tags: dict[str, int] = {}

    def make_all(self) -> None:
        """Every section, tag and author of the channel, used or not; other taxonomies are kept as they are."""
        for term in self._channel.categories:
            self.section(term)
        self.tag_ids(self._channel.tags)
        self.authors.make_all()
        keep_terms(self._source, self._channel.terms, self._account)
        self._name_numbers()

    def section_of(self, item: Item) -> Section:
        """The category that an SEO plugin calls primary, else the first."""
        found = item.in_domain("category") or [FALLBACK]
        primary = next((value for key in PRIMARY for value in item.meta_values(key)), "")
        slug = self._slugs_by_id.get(int(primary)) if primary.isdecimal() and len(primary) < 19 else None
        return self.section(next((term for term in found if term.slug == slug), found[0]))

    def section(self, term: Term, seen: tuple[str, ...] = ()) -> Section:
        if term.slug not in self._sections:
            self._sections[term.slug] = self._made_section(self._categories.get(term.slug, term), seen)
        return self._sections[term.slug]

    def _made_section(self, term: Term, seen: tuple[str, ...]) -> Section:
        """Parents first, by slug; a circle of parents is cut."""
        above = (self._categories.get(term.parent) or self._by_name.get(term.parent)) if term.parent else None
        if term.parent and (above is None or above.slug in (*seen, term.slug)):
            reason = f"“{term.name}” has no parent “{term.parent}”: it is at the top"
            self._account.note("category", term.term_id, reason)
            above = None
        parent = self.section(above, (*seen, term.slug)) if above else None
        own = own_fields.of(term.meta) or OwnFields()
        slug = own_rows.slug(own, 80) or slugify(unquote(term.slug), 80) or slugify(term.name, 80) or "section"
        slug = f"{slug}-section" if parent is None and slug in RESERVED_SLUGS else slug
        section = Section.objects.filter(parent=parent, slug=slug).first()
        if section is None:
            name = own.exact("name", 80, mapping.plain(term.name)[:80]) or slug
            section = Section(parent=parent, slug=slug, name=name, description=mapping.plain(term.description))
            section.description = own.exact("description", 10_000, section.description)
            section.position = own_rows.position(own, section.position)
            publishing.save_section(section)
        return section

    def tag_ids(self, terms: Iterable[Term]) -> list[int]:
        """In order, each once. Two queries for those not met before."""
        wanted = {_tag_slug(term): mapping.plain(term.name)[:100] or term.slug for term in terms}
        missing = {slug: name for slug, name in wanted.items() if slug not in self._tags}
        if missing:
            self._make_tags(missing)
        return [self._tags[slug] for slug in wanted]

    def _make_tags(self, missing: dict[str, str]) -> None:
        """A tag of another slug may have the name already, or a tag may have been called so: it is the same tag."""
        once = list(TagAlias.objects.filter(slug__in=missing).values_list("slug", "tag"))
        by_slug = dict([*once, *Tag.objects.filter(slug__in=missing).values_list("slug", "pk")])
        by_name = {name.casefold(): tag.pk for name, tag in tags_once_named(missing.values()).items()}
        by_name |= {name.casefold(): pk for name, pk in _named(set(missing.values()))}
        for slug, name in missing.items():
            known = by_slug.get(slug) or by_name.get(name.casefold())
            if known is None:
                known = by_name[name.casefold()] = Tag.objects.create(name=name, slug=slug).pk
            self._tags[slug] = known

    def bylines_of(self, item: Item) -> list[Byline]:
        """Of no article yet, not saved: those an export of ours names with roles and guests; else all who wrote it."""
        authors = self._authors_of(item)
        return own_rows.bylines(item, authors, self.authors.by_login) or [
            Byline(author_id=author) for author in authors
        ]

    def _authors_of(self, item: Item) -> list[int]:
        """By number: co-authors in their order; without them who created it."""
        found = [self.authors.coauthor(term) for term in item.in_domain("author") if term.slug]
        if not found and item.creator:
            found = [self.authors.by_login(item.creator)]
        return list(dict.fromkeys(found))

    def _name_numbers(self) -> None:
        """So that `/?cat=5` and `/?author=2` lead on."""
        numbered = [("category", term.term_id, self.section(term).pk) for term in self._channel.categories]
        numbered += [("post_tag", term.term_id, self._tags[_tag_slug(term)]) for term in self._channel.tags]
        rows = [
            ImportedItem(source=self._source, kind=kind, wordpress_id=number, local_id=pk)
            for kind, number, pk in numbered
            if number > 0
        ]
        ImportedItem.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def _named(names: set[str]) -> models.QuerySet[Tag, tuple[str, int]]:
    return Tag.objects.filter(name__in=names).values_list("name", "pk")


def _tag_slug(term: Term) -> str:
    own = own_rows.slug(own_fields.of(term.meta), 100)
    return own or slugify(unquote(term.slug), 100) or slugify(term.name, 100) or "tag"

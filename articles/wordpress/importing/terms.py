"""Sections from categories, tags, and authors: made when they are first met, remembered for the run."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from urllib.parse import unquote

from django.db import models

from articles import publishing
from articles.models import Author, Byline, Image, ImportedItem, ImportSource, Section, Tag
from articles.models.section import RESERVED_SLUGS
from articles.slugs import slugify
from articles.wordpress import mapping, own_fields
from articles.wordpress.importing import own_rows
from articles.wordpress.own_fields import OwnFields
from articles.wordpress.reading import Channel, Item, Term

FALLBACK = Term("news", "News", domain="category")
PRIMARY = ("_yoast_wpseo_primary_category", "rank_math_primary_category")


class Terms:
    """What the export's channel lists is made at once; what only an item names, when that item comes."""

    def __init__(self, source: ImportSource, channel: Channel) -> None:
        self._source = source
        self._categories = {term.slug: term for term in channel.categories}
        self._slugs_by_id = {term.term_id: term.slug for term in channel.categories if term.term_id}
        self._names = {author.login: author for author in channel.authors}
        self._sections: dict[str, Section] = {}
        self._authors: dict[str, Author] = {}
        self._tags: dict[str, int] = {}
        self._channel = channel

    def make_all(self) -> None:
        """Every section, tag and author of the channel, used or not; other taxonomies are kept as they are."""
        for term in self._channel.categories:
            self.section(term)
        self.tag_ids(self._channel.tags)
        for author in self._channel.authors:
            self.author(author.login)
        _keep(self._source, self._channel.terms)
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
        above = self._categories.get(term.parent) if term.parent not in (*seen, term.slug) else None
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
        """A tag of another slug may have the name already: it is the same tag."""
        by_slug = dict(Tag.objects.filter(slug__in=missing).values_list("slug", "pk"))
        by_name = {name.casefold(): pk for name, pk in _named(set(missing.values()))}
        for slug, name in missing.items():
            known = by_slug.get(slug) or by_name.get(name.casefold())
            if known is None:
                known = by_name[name.casefold()] = Tag.objects.create(name=name, slug=slug).pk
            self._tags[slug] = known

    def author(self, login: str, name: str = "") -> Author:
        """By login or nicename; one whom the export does not describe has the login for a name."""
        if login not in self._authors:
            described = self._names.get(login)
            own = own_fields.parsed(described.own) if described and described.own else None
            shown = mapping.plain(described.display_name if described else name) or login
            slug = own_rows.slug(own, 120) or slugify(unquote(login)) or slugify(shown) or "author"
            defaults = {"name": shown[:120], **own_rows.author_details(own, shown)}
            found, _created = Author.objects.get_or_create(slug=slug, defaults=defaults)
            self._authors[login] = found
        return self._authors[login]

    def bylines_of(self, item: Item) -> list[Byline]:
        """Not saved, of no article yet. An export of ours names roles and guests."""
        authors = self._authors_of(item)
        own = own_rows.bylines(item, self.author)
        if own and {byline.author for byline in own if byline.author} == set(authors):
            return own
        return [Byline(author=author) for author in authors]

    def _authors_of(self, item: Item) -> list[Author]:
        """Co-authors in their order; without them who created it."""
        coauthors = [term for term in item.in_domain("author") if term.slug]
        found = [self._coauthor(term) for term in coauthors]
        if not found and item.creator:
            found = [self.author(item.creator)]
        return list({author.pk: author for author in found}.values())

    def _coauthor(self, term: Term) -> Author:
        nicename = term.slug.removeprefix("cap-")
        known = next((login for login in self._names if slugify(login) == slugify(nicename)), nicename)
        return self.author(known, term.name)

    def give_portraits(self) -> None:
        """When the pictures are there; whoever has one keeps it."""
        for login, described in self._names.items():
            own = own_fields.parsed(described.own) if described.own else None
            if own and (number := own.found.get("portrait")) and isinstance(number, int):
                image = Image.objects.filter(import_source=self._source, wordpress_id=number).first()
                Author.objects.filter(pk=self.author(login).pk, portrait=None).update(portrait=image)

    def _name_numbers(self) -> None:
        """So that `/?cat=5` and `/?author=2` lead on."""
        numbered = [("category", term.term_id, self.section(term).pk) for term in self._channel.categories]
        numbered += [("author", author.author_id, self.author(author.login).pk) for author in self._channel.authors]
        numbered += [("post_tag", term.term_id, self._tags[_tag_slug(term)]) for term in self._channel.tags]
        rows = [
            ImportedItem(source=self._source, kind=kind, wordpress_id=number, local_id=pk)
            for kind, number, pk in numbered
            if number
        ]
        ImportedItem.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def _named(names: set[str]) -> models.QuerySet[Tag, tuple[str, int]]:
    return Tag.objects.filter(name__in=names).values_list("name", "pk")


def _tag_slug(term: Term) -> str:
    own = own_rows.slug(own_fields.of(term.meta), 100)
    return own or slugify(unquote(term.slug), 100) or slugify(term.name, 100) or "tag"


def _keep(source: ImportSource, terms: Iterable[Term]) -> None:
    rows = [
        ImportedItem(
            source=source,
            kind=f"term:{term.domain}"[:40],
            # Early exports number no terms.
            wordpress_id=term.term_id or zlib.crc32(term.slug.encode()),
            data={"slug": term.slug, "name": term.name, "parent": term.parent, "description": term.description,
                  "meta": [list(meta) for meta in term.meta]},
        )
        for term in terms
    ]  # fmt: skip
    ImportedItem.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)

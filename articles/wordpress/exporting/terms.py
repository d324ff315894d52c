"""Sections as categories, tags, and the terms of other taxonomies that an import left."""

from __future__ import annotations

from collections.abc import Iterator

from articles.export.batches import in_batches
from articles.models import Article, ImportedItem, Section, Tag
from articles.slugs import slugify
from articles.wordpress.exporting.items import Kept, kept_terms, nicename, nicename_of
from articles.wordpress.exporting.numbers import Numbers
from articles.wordpress.importing.terms import PRIMARY
from articles.wordpress.mapping import as_html
from articles.wordpress.own_fields import KEY, comes_back, written
from articles.wordpress.reading import Meta, Term

_ORDINARY_POSITION = 100


class Sections:
    """The whole tree at once; WordPress wants each nicename once, wherever in the tree. One query."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._sections = {section.pk: section for section in Section.objects.order_by("path")}
        self._names: dict[int, str] = {}
        # The older section keeps the plain name, whatever is added later.
        for pk in sorted(self._sections):
            self._names[pk] = self._free_name(self._sections[pk])
        self._by_number = {numbers.of_term(Section, pk): pk for pk in self._sections}

    def written(self) -> Iterator[Term]:
        """Parents before children: so paths are ordered."""
        yield from map(self._term, self._sections.values())

    def terms_of(self, article: Article, kept: Kept) -> list[Term]:
        """Its section first; then the other categories it had in WordPress."""
        own = self._category(article.section_id)
        others = [self._known(term) for term in self._others(kept)]
        return [own, *(term for term in others if term.slug != own.slug)]

    def primary_metas(self, article: Article, kept: Kept) -> list[Meta]:
        """What an SEO plugin calls the primary category, where one did."""
        number = str(self._numbers.of_term(Section, article.section_id))
        return [Meta(key, number) for key, _value in kept.get("meta", []) if key in PRIMARY]

    def _others(self, kept: Kept) -> list[Term]:
        """Without the one that became the section, whatever the section is by now."""
        terms = [term for term in kept_terms(kept, ()) if term.domain == "category"]
        number = next((value for key, value in kept.get("meta", []) if key in PRIMARY), "")
        pk = self._by_number.get(int(number)) if str(number).isdecimal() else None
        slug = self._sections[pk].slug if pk else ""
        primary = next((term for term in terms if nicename(term.slug) == slug), terms[0] if terms else None)
        return [term for term in terms if term is not primary]

    def _known(self, term: Term) -> Term:
        found = [pk for pk, section in self._sections.items() if section.slug == nicename(term.slug)]
        return self._category(found[0]) if len(found) == 1 else term

    def _category(self, pk: int) -> Term:
        return Term(self._names[pk], as_html(self._sections[pk].name), domain="category")

    def _free_name(self, section: Section) -> str:
        """`asia`, or where that is taken `world-asia`: the path, which no other section has."""
        path = section.path.strip("/").replace("/", "-")
        taken = set(self._names.values())
        wanted = (nicename_of(section.slug), nicename_of(path), f"{nicename_of(path)}-{section.pk}")
        return next(name for name in wanted if name not in taken)

    def _term(self, section: Section) -> Term:
        name = self._names[section.pk]
        own = written(
            {
                "slug": "" if nicename(name) == section.slug else section.slug,
                "name": "" if comes_back(section.name) else section.name,
                "description": "" if comes_back(section.description) else section.description,
                "position": section.position if section.position != _ORDINARY_POSITION else None,
            }
        )
        return Term(
            slug=name,
            name=as_html(section.name),
            parent=self._names.get(section.parent_id or 0, ""),
            domain="category",
            description=as_html(section.description),
            term_id=self._numbers.of_term(Section, section.pk),
            meta=(Meta(KEY, own),) if own else (),
        )


def tags(numbers: Numbers) -> Iterator[Term]:
    for batch in in_batches(Tag.objects.all()):
        for tag in batch:
            own = written({"slug": "" if slugify(tag.slug, 100) == tag.slug else tag.slug})
            term = tag_term(tag)
            number = numbers.of_term(Tag, tag.pk)
            yield Term(term.slug, term.name, "", term.domain, "", number, (Meta(KEY, own),) if own else ())


def tag_term(tag: Tag) -> Term:
    return Term(nicename_of(tag.slug), as_html(tag.name), domain="post_tag")


def other_terms() -> Iterator[Term]:
    """As they were."""
    for batch in in_batches(ImportedItem.objects.filter(kind__startswith="term:")):
        yield from map(_kept_term, batch)


def _kept_term(row: ImportedItem) -> Term:
    kept = row.data
    return Term(
        slug=str(kept.get("slug", "")),
        name=str(kept.get("name", "")),
        parent=str(kept.get("parent", "")),
        domain=row.kind.removeprefix("term:"),
        description=str(kept.get("description", "")),
        term_id=row.wordpress_id,
        meta=tuple(Meta(str(key), str(value)) for key, value in kept.get("meta", [])),
    )

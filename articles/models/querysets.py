"""Every filter of articles that has a meaning, by its name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Expression, Q

from articles import clock
from articles.models.status import Status
from articles.page_keys import author_list, depends_on, section_list, tag_list

if TYPE_CHECKING:
    from articles.models.author import Author
    from articles.models.section import Section
    from articles.models.tag import Tag


def published_at_moment(now: datetime | Expression, prefix: str = "") -> Q:
    """The condition "published at `now`"; `prefix` leads to the article from another model."""
    return Q(
        no_embargo_at_moment(now, prefix),
        **{f"{prefix}status": Status.PUBLISHED, f"{prefix}published_at__lte": now},
    )


def no_embargo_at_moment(now: datetime | Expression, prefix: str = "") -> Q:
    """The condition "may leave the house at `now`"."""
    return Q(**{f"{prefix}embargo_until__isnull": True}) | Q(**{f"{prefix}embargo_until__lte": now})


# The plugin of django-stubs looks the name up before its module is read.
class ArticleQuerySet(models.QuerySet["Article"]):  # type: ignore[name-defined]
    def published(self, now: datetime | Expression | None = None) -> ArticleQuerySet:
        """What the public may see at `now`: decided when it is read, so a schedule needs no worker."""
        return self.filter(published_at_moment(now or clock.now()))

    def in_sections(self, section_ids: Iterable[int]) -> ArticleQuerySet:
        wanted = list(section_ids)
        depends_on(*map(section_list, wanted))
        return self.filter(section__in=wanted)

    def in_section(self, section: Section, sections: Iterable[Section]) -> ArticleQuerySet:
        """In the section or below it; `sections` is the whole tree, so that no query is needed for it."""
        return self.in_sections(section.ids_with_subsections(sections))

    def tagged(self, tag: Tag) -> ArticleQuerySet:
        depends_on(tag_list(tag.pk))
        return self.filter(tagged__tag=tag)

    def by_author(self, author: Author) -> ArticleQuerySet:
        """Once for each article, whatever the number of roles."""
        depends_on(author_list(author.pk))
        return self.filter(pk__in=author.bylines.values("article"))

    def between(self, start: datetime | Expression, end: datetime | Expression) -> ArticleQuerySet:
        """Published from `start` up to, and not including, `end`."""
        return self.filter(published_at__gte=start, published_at__lt=end)

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by("-published_at", "-id")

    def oldest_first(self) -> ArticleQuerySet:
        return self.order_by("published_at", "id")

    def older_than(self, published_at: datetime | Expression, article_id: int | Expression) -> ArticleQuerySet:
        """What follows that place in the list, newest first, by key and not by counting."""
        return self.filter(Q(published_at__lt=published_at) | Q(published_at=published_at, pk__lt=article_id))

    def newer_than(self, published_at: datetime | Expression, article_id: int | Expression) -> ArticleQuerySet:
        return self.filter(Q(published_at__gt=published_at) | Q(published_at=published_at, pk__gt=article_id))

    def for_listing(self) -> ArticleQuerySet:
        """With all a list entry shows, in two queries; without the bodies."""
        return self.select_related("section", "lead_image").defer("body").prefetch_related("bylines__author")

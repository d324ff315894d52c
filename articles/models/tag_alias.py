"""What a tag was called before: whoever types or asks for the old name gets the tag."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import _TaggableManager

from articles.models.tag import Tag


class TagAlias(models.Model):
    """An old name or an old slug; a tag of today of that name or slug goes before it."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases", verbose_name=_("tag"))
    name = models.CharField(_("old name"), max_length=100, blank=True)
    # Of the name, so that letters of any size are the same in every script and on every database.
    key = models.CharField(max_length=200, blank=True, editable=False)
    slug = models.CharField(_("old slug"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("old name of a tag")
        verbose_name_plural = _("old names of tags")
        ordering = ["name", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="tag_alias_name_once"),
            models.UniqueConstraint(fields=["slug"], condition=~models.Q(slug=""), name="tag_alias_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name or f"/tag/{self.slug}/"


def key_of(name: str) -> str:
    return " ".join(name.casefold().split())


def tags_once_named(names: Iterable[str]) -> Mapping[str, Tag]:
    """The tag of each of these names that is an old one, and no tag's name by now. One query."""
    keys = {key_of(name): name for name in names}
    found = TagAlias.objects.filter(key__in=keys.keys() - {""}).select_related("tag")
    return {keys[alias.key]: alias.tag for alias in found}


def tag_at(slug: str) -> Tag | None:
    """The tag that has this slug, else the one that had it. One query."""
    once = TagAlias.objects.filter(slug=slug).values("tag")
    found = Tag.objects.filter(models.Q(slug=slug) | models.Q(pk__in=once)) if slug else ()
    return max(found, key=lambda tag: tag.slug == slug, default=None)


class TagsByName(_TaggableManager):
    """Takes tags by names as taggit does; whoever types an old one means the tag of today."""

    def _to_tag_model_instances(self, tags: Iterable[str | Tag], tag_kwargs: dict[str, Any]) -> list[Tag]:
        given = list(tags)
        once = tags_once_named(tag for tag in given if isinstance(tag, str))
        found: list[Tag] = super()._to_tag_model_instances([once.get(tag, tag) for tag in given], tag_kwargs)
        return found

"""Tags, through django-taggit, with slugs that keep Hindi intact."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from articles.models.named import NamedInPages
from articles.slugs import address_by_slug, slugify, validate_slug


class Tag(NamedInPages, TagBase):  # type: ignore[django-manager-missing]  # taggit has no types
    page_key = "tag"

    slug = models.CharField(_("slug"), max_length=120, unique=True, validators=[validate_slug], blank=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Called by taggit; `i` counts up while the slug is taken."""
        slug = slugify(tag, longest=100) or "tag"
        return slug if i is None else f"{slug}-{i}"

    def get_absolute_url(self) -> str:
        return address_by_slug("tag", self.slug)


class TaggedArticle(ItemBase):
    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged", verbose_name=_("tag"))
    # The article's; the database keeps it (`copied_times`).
    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("tagged article")
        indexes = [models.Index(fields=["tag", "-published_at", "-content_object"], name="tagged_newest")]
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="article_tagged_once")]

    @classmethod
    def tags_for(cls, model: type[models.Model], instance: Any = None, **extra: Any) -> models.QuerySet[Tag]:
        found = Tag.objects.filter(tagged__content_object=instance) if instance else Tag.objects.all()
        return found.filter(**extra).distinct()

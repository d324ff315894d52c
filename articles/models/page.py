"""Pages that are no news: about us, contact, terms. Each at a path of its own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.wordpress import FromWordPress
from articles.slugs import address_of, validate_path


class PageQuerySet(models.QuerySet["Page"]):
    def published(self) -> PageQuerySet:
        return self.filter(is_published=True)


class Page(FromWordPress):
    title = models.CharField(_("title"), max_length=250)
    body = models.TextField(_("body"), blank=True)
    path = models.CharField(_("path"), max_length=500, unique=True, validators=[validate_path])
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="pages", verbose_name=_("above it")
    )
    position = models.IntegerField(_("position"), default=0)
    is_published = models.BooleanField(_("published"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta(FromWordPress.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["path"]
        constraints = [
            *FromWordPress.Meta.constraints,
            models.CheckConstraint(condition=models.Q(path__startswith="/"), name="page_path_from_root"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of(self.path)

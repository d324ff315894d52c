"""Sections: the tree readers browse, each with the path of its page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.named import NamedInPages
from articles.page_keys import MENU
from articles.slugs import validate_slug

# First parts of addresses that belong to the site itself.
RESERVED_SLUGS = frozenset(
    [
        "admin",
        "api",
        "archive",
        "author",
        "comments",
        "feed",
        "healthz",
        "indexnow.txt",
        "lite",
        "linkbacks",
        "manifest.webmanifest",
        "media",
        "news-sitemap.xml",
        "oembed",
        "offline",
        "offline.js",
        "page",
        "preview",
        "readyz",
        "robots.txt",
        "search",
        "service-worker.js",
        "sitemap.xml",
        "static",
        "tag",
        "wp-admin",
        "wp-content",
        "wp-includes",
        "wp-json",
        "xmlrpc.php",
    ]
)


class SectionQuerySet(models.QuerySet["Section"]):
    def in_order(self) -> SectionQuerySet:
        return self.order_by("position", "name")


class Section(NamedInPages):
    name = models.CharField(_("name"), max_length=80)
    slug = models.CharField(_("slug"), max_length=80, validators=[validate_slug])
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subsections", verbose_name=_("parent")
    )
    description = models.TextField(_("description"), blank=True, help_text=_("Shown under the section's name."))
    position = models.PositiveSmallIntegerField(_("position"), default=100, help_text=_("Lower comes first."))
    needs_second_pair = models.BooleanField(
        _("second pair of eyes"),
        default=False,
        help_text=_("An article is published by somebody else than who changed it last."),
    )
    takes_comments = models.BooleanField(
        _("readers may comment"),
        default=False,
        help_text=_("Under this section's articles, where the site takes comments. Each is shown when it is approved."),
    )
    path = models.CharField(max_length=400, unique=True, editable=False)

    objects = SectionQuerySet.as_manager()
    own_key = MENU

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="section_not_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The path follows from slug and parent. Descendants follow through `publishing.save_section`."""
        self.path = self.own_path()
        super().save(*args, **kwargs)

    def own_path(self) -> str:
        return f"{self.parent.path if self.parent else '/'}{self.slug}/"

    def clean(self) -> None:
        if self.parent and self.pk in {self.parent.pk, *(ancestor.pk for ancestor in self.parent.ancestors())}:
            message = _("A section cannot stand under itself or under one of its own subsections.")
            raise ValidationError({"parent": message})
        if not self.parent and self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This word is an address of the site itself; choose another.")})
        taken = Section.objects.filter(path=self.own_path()).exclude(pk=self.pk)
        if self.slug and taken.exists():
            raise ValidationError({"slug": _("There is a section with this slug here already.")})

    def ancestors(self) -> list[Section]:
        """From the parent up to the top; one query a level."""
        found: list[Section] = []
        above = self.parent
        while above and above not in found:
            found.append(above)
            above = above.parent
        return found

    def ids_with_subsections(self, sections: Iterable[Section]) -> list[int]:
        """Ids of this section and all below it, found among `sections` without a query."""
        return [section.pk for section in sections if section.path.startswith(self.path)]

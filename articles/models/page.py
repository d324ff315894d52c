"""Pages that are no news: about us, contact, terms. Each at a path of its own."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.named import NamedInPages
from articles.models.wordpress import FromWordPress
from articles.slugs import address_of, validate_path

DEEPEST = 5
"""Pages that a line leads through."""


class PageQuerySet(models.QuerySet["Page"]):
    def published(self) -> PageQuerySet:
        return self.filter(is_published=True)

    def for_page(self) -> PageQuerySet:
        """With where it came from and the pages above it, four of them at most, in the same query."""
        return self.select_related("import_source", "parent__parent__parent__parent")

    def standing(self) -> PageQuerySet:
        """Those that say who makes the paper and how, in the order of the footer."""
        return self.published().filter(purpose__gt="").order_by("position", "title")


class Page(NamedInPages, FromWordPress):
    page_key = "page"

    class Purpose(models.TextChoices):
        ABOUT = "about", _("About us")
        CONTACT = "contact", _("Contact")
        MASTHEAD = "masthead", _("Masthead: who works here")
        ETHICS = "ethics", _("Ethics")
        CORRECTIONS = "corrections", _("How we correct")
        OWNERSHIP = "ownership", _("Ownership and funding")
        SOURCES = "sources", _("Unnamed sources")
        BYLINES = "bylines", _("Articles without a byline")
        FACTS = "facts", _("How we check facts")
        FEEDBACK = "feedback", _("How readers answer us")
        DIVERSITY = "diversity", _("Diversity")
        PRIVACY = "privacy", _("Privacy")
        TERMS = "terms", _("Terms of use")

    title = models.CharField(_("title"), max_length=250)
    body = models.TextField(_("body"), blank=True)
    path = models.CharField(_("path"), max_length=500, unique=True, validators=[validate_path])
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="pages", verbose_name=_("above it")
    )
    position = models.IntegerField(_("position"), default=0)
    purpose = models.CharField(
        _("standing page"),
        max_length=15,
        choices=Purpose,
        blank=True,
        help_text=_("It is linked at the foot of every page, and search engines are told what it says."),
    )
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
            models.UniqueConstraint(
                fields=["purpose"],
                condition=models.Q(purpose__gt=""),
                name="page_purpose_once",
                violation_error_message=_("Another page is this standing page already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The path as it stands in a link."""
        return address_of(self.path)

    def line(self) -> list[Page]:
        """From the top page down to this one; one that is not published ends the line."""
        found = [self]
        while (above := found[0].parent) and above.is_published and above not in found and len(found) < DEEPEST:
            found.insert(0, above)
        return found

    def clean(self) -> None:
        if self.parent and self.pk and self.pk in {page.pk for page in (self.parent, *self.parent.line())}:
            raise ValidationError({"parent": _("A page cannot stand under itself.")})

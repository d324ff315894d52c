"""What editors set on the front page and on sections' pages: which stories stand where. The rest fills itself."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.image import Image
from articles.models.querysets import published_at_moment
from articles.models.section import Section


class FrontEdition(models.Model):
    """Of each page one may be live, one in the making; those that were live stay as they were."""

    class State(models.TextChoices):
        DRAFT = "draft", _("in the making")
        LIVE = "live", _("live")
        PAST = "past", _("past")

    section = models.ForeignKey(
        Section, models.CASCADE, null=True, editable=False, related_name="front_editions", verbose_name=_("section")
    )
    """Whose page it makes; without one it makes the front page."""
    state = models.CharField(_("state"), max_length=5, choices=State, default=State.DRAFT, editable=False)
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("For the newsroom; never shown."))
    based_on = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("begun from"),
    )
    made_at = models.DateTimeField(auto_now_add=True)
    launched_at = models.DateTimeField(_("launched"), null=True, editable=False)
    launched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("front or section page")
        verbose_name_plural = _("front and section pages")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(section__isnull=True, state__in=["draft", "live"]),
                name="front_one_draft_one_live",
            ),
            # One for each state: a query for what is live finds it by its index, however many were live before.
            models.UniqueConstraint(
                fields=["section"], condition=models.Q(state="live"), name="front_one_live_of_section"
            ),
            models.UniqueConstraint(
                fields=["section"], condition=models.Q(state="draft"), name="front_one_draft_of_section"
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, [self.page_name(), str(self.get_state_display()), self.note]))

    def page_name(self) -> str:
        return gettext("page of %(section)s") % {"section": self.section} if self.section else gettext("front page")


class FrontSlotQuerySet(models.QuerySet["FrontSlot"]):
    def shown(self, now: datetime | models.Expression) -> FrontSlotQuerySet:
        """Those whose story readers can see, in the order in which they stand."""
        return self.filter(published_at_moment(now, "article__")).order_by("position", "id")


class FrontSlot(models.Model):
    class Place(models.TextChoices):
        LEAD = "lead", _("Lead")
        TOP = "top", _("Next to the lead")
        SECTION = "section", _("First in its section")

    edition = models.ForeignKey(FrontEdition, models.CASCADE, related_name="slots")
    place = models.CharField(_("place"), max_length=10, choices=Place, default=Place.TOP)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    article = models.ForeignKey(Article, models.CASCADE, related_name="front_slots", verbose_name=_("story"))
    headline = models.CharField(
        _("headline here"), max_length=250, blank=True, help_text=_("Only where it should differ from the story's own.")
    )
    image = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, related_name="front_slots", verbose_name=_("picture here")
    )

    objects = FrontSlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("story on the page")
        verbose_name_plural = _("stories on the page")
        ordering = ["place", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "article"],
                name="front_story_once",
                violation_error_message=_("This story stands on the page already."),
            ),
            models.UniqueConstraint(
                fields=["edition"], condition=models.Q(place="lead"), name="front_one_lead",
                violation_error_message=_("There is one lead."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_place_display()}: {self.headline or self.article}"

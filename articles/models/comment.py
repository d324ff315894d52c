"""Readers' comments: threads under an article, brought over with it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.wordpress import FromWordPress


class CommentQuerySet(models.QuerySet["Comment"]):
    def shown(self) -> CommentQuerySet:
        """What readers see; what answers a hidden comment is hidden with it by whoever builds the threads."""
        return self.filter(status=Comment.Status.APPROVED, kind="")

    def waiting(self) -> CommentQuerySet:
        return self.filter(status=Comment.Status.PENDING)

    def of_email(self, address: str) -> CommentQuerySet:
        """Everything that was written with an e-mail address, in whatever case it was typed."""
        return self.filter(author_email__iexact=address.strip()) if address.strip() else self.none()

    def decide(self, status: str) -> int:
        """How many were decided on."""
        return self.update(status=status)

    def oldest_first(self) -> CommentQuerySet:
        return self.order_by("created_at", "id")


class Comment(FromWordPress):
    """A reader's words. `kind` is empty for a plain comment; other kinds of an import are kept and never shown.

    The writer's e-mail and network address are kept for the desk and shown to nobody else.
    """

    class Status(models.TextChoices):
        PENDING = "pending", _("Waiting for a decision")
        APPROVED = "approved", _("Approved")
        SPAM = "spam", _("Spam")
        DELETED = "deleted", _("Deleted")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="comments", verbose_name=_("article"))
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replies", verbose_name=_("answers")
    )
    kind = models.CharField(_("kind"), max_length=20, blank=True, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING)
    author_name = models.CharField(_("name"), max_length=250, blank=True)
    author_email = models.CharField(_("e-mail"), max_length=250, blank=True)
    author_url = models.CharField(_("web address"), max_length=2048, blank=True)
    author_address = models.GenericIPAddressField(_("network address"), null=True, blank=True)
    body = models.TextField(_("comment"), blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    extra = models.JSONField(default=dict, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta(FromWordPress.Meta):
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["article", "status", "created_at"], name="comment_of_article"),
            models.Index(fields=["status", "-created_at"], name="comment_inbox"),
        ]
        constraints = [
            *FromWordPress.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")), name="comment_not_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_name or '—'}, {self.created_at:%Y-%m-%d %H:%M}"

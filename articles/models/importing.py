"""What is kept of an import: its runs, and for every item of the export where it went and what has no field here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.wordpress import ImportSource


class ImportRun(models.Model):
    """One import of one export: how far it is, and its account. `offset` is where a killed run goes on.

    A run `in_worker` was asked for on the desk: the worker takes it when it waits, or when its worker was killed;
    `tries` counts how often it was taken without getting further. `progress` is what the desk shows meanwhile.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Stopped with an error")

    source = models.ForeignKey(ImportSource, models.PROTECT, null=True, blank=True, related_name="runs")
    name = models.CharField(_("export"), max_length=250, blank=True)
    files = models.JSONField(_("files"), default=list)
    uploads = models.CharField(_("uploads folder"), max_length=1000, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    downloads = models.BooleanField(_("downloads missing files"), default=False)
    is_dry = models.BooleanField(_("dry run"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    in_worker = models.BooleanField(default=False, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    progress = models.JSONField(default=dict, editable=False)
    phase = models.CharField(_("phase"), max_length=20, blank=True)
    part = models.PositiveIntegerField(default=0)
    offset = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(_("items done"), default=0)
    expected = models.JSONField(_("in the file"), default=dict)
    counts = models.JSONField(_("account"), default=dict)
    message = models.TextField(_("message"), blank=True)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    alive_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name or ", ".join(name.rpartition("/")[2] for name in self.files) or f"#{self.pk}"


class ImportProblem(models.Model):
    """What the desk should know of one item: refused, or in and to be looked at."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="problems")
    kind = models.CharField(max_length=40)
    wordpress_id = models.PositiveBigIntegerField(default=0)
    reason = models.TextField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.wordpress_id or '?'}: {self.reason}"


class ImportedItem(models.Model):
    """One item of an export, by its identity there: source, kind and number.

    `kind` is WordPress's post type, `parent_number` the number of the item it belongs to there. `local_id` is the
    row it became: of an article for a post, an image or a file for an attachment, a page; it is given before that
    row is written, so that what refers to it can be resolved. None for what has no place here: then `data` holds
    the whole item. Otherwise it holds the rest.
    `digest` is of the item as it was in the file, `stored_digest` of what was written: what differs from it by
    now was edited here. While it `is_due` it is new or changed, and not written yet. `links` wait for all rows to be
    there: the own articles that its body leads to, by address (`hrefs`) and by related link (`also_read`).
    """

    source = models.ForeignKey(ImportSource, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=40)
    wordpress_id = models.PositiveBigIntegerField()
    local_id = models.BigIntegerField(null=True, blank=True)
    parent_number = models.PositiveBigIntegerField(default=0)
    path = models.CharField(max_length=500, blank=True)
    headline_key = models.CharField(max_length=250, blank=True)
    is_public = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, blank=True)
    stored_digest = models.CharField(max_length=64, blank=True)
    is_due = models.BooleanField(default=False)
    links = models.JSONField(null=True, blank=True)
    data = models.JSONField(default=dict, blank=True)
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["path"], name="imported_item_path"),
            models.Index(fields=["headline_key"], condition=~models.Q(headline_key=""), name="imported_item_headline"),
            models.Index(fields=["kind", "local_id"], name="imported_item_local"),
            models.Index(
                fields=["source", "parent_number"],
                condition=models.Q(parent_number__gt=0),
                name="imported_item_parent",
            ),
            models.Index(fields=["source", "id"], condition=models.Q(links__isnull=False), name="imported_item_links"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "wordpress_id"], name="imported_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.wordpress_id}"

"""Files that are no pictures: sound, film, documents that an article links to or plays."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.wordpress import FromWordPress
from articles.slugs import slugify


def stored_name(media_file: MediaFile, filename: str) -> str:
    """`files/3f/3fa9…/report.pdf`: the content's hash makes the address good for ever."""
    name = PurePosixPath(filename)
    slug = slugify(name.stem, 60) or "file"
    return f"files/{media_file.checksum[:2]}/{media_file.checksum[:16]}/{slug}{name.suffix.lower()}"


class MediaFile(FromWordPress):
    file = models.FileField(_("file"), upload_to=stored_name, blank=True, max_length=300)
    checksum = models.CharField(max_length=64, blank=True, editable=False)
    size = models.PositiveBigIntegerField(default=0, editable=False)
    title = models.CharField(_("title"), max_length=250, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    source_url = models.URLField(max_length=1000, blank=True, editable=False)
    upload_path = models.CharField(_("old path below uploads"), max_length=500, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(FromWordPress.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["upload_path"], name="media_file_by_upload")]
        constraints = FromWordPress.Meta.constraints

    def __str__(self) -> str:
        return self.title or self.upload_path or f"#{self.pk}"

    @property
    def is_missing(self) -> bool:
        """An imported file that has not been found yet."""
        return not self.file

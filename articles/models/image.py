"""Images: one row for a picture, whatever the number of places it is shown in."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import clock, pictures
from articles.models.named import NamedInPages
from articles.models.wordpress import FromWordPress
from articles.pictures import Shared, Shown
from articles.slugs import slugify

_SHARE = [MinValueValidator(0.0), MaxValueValidator(1.0)]


def stored_name(image: Image, filename: str) -> str:
    """`images/3f/3fa9…/harbour.jpg`: the content's hash makes the address good for ever."""
    name = PurePosixPath(filename)
    return f"images/{image.checksum[:2]}/{image.checksum[:16]}/{slugify(name.stem, 60) or 'image'}{name.suffix.lower()}"


@lru_cache(maxsize=8192)
def _url(name: str) -> str:
    """A list shows many, and a storage takes its time. What has this name never changes."""
    return str(default_storage.url(name))


class ImageQuerySet(models.QuerySet["Image"]):
    def matching(self, words: str) -> ImageQuerySet:
        """Images whose caption, credit, alt text, keywords or file name hold every word."""
        found = self
        for word in words.split():
            fields = ("caption", "credit", "alt_text", "keywords", "file")
            anywhere = models.Q()
            for field in fields:
                anywhere |= models.Q(**{f"{field}__icontains": word})
            found = found.filter(anywhere)
        return found

    def ending(self, after: datetime, until: datetime) -> ImageQuerySet:
        """Those whose rights end after the one moment, and no later than the other."""
        return self.filter(rights_end_at__gt=after, rights_end_at__lte=until)


class Image(NamedInPages, FromWordPress):
    page_key = "image"

    file = models.FileField(_("file"), upload_to=stored_name, blank=True, max_length=300)
    checksum = models.CharField(max_length=64, blank=True, editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    # What copies there are (`pictures.told`), and whether a change of the picture asks for others.
    renditions = models.CharField(max_length=300, blank=True, editable=False)
    renditions_due = models.BooleanField(default=False, editable=False)

    caption = models.TextField(_("caption"), blank=True, help_text=_("Plain text: what the picture shows."))
    credit = models.CharField(_("credit"), max_length=250, blank=True, help_text=_("Photographer and agency."))
    alt_text = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_("What a reader who cannot see the picture should know."),
    )
    decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("Says nothing the text does not say; read out as nothing.")
    )
    focal_x = models.FloatField(_("focal point, from the left"), default=0.5, validators=_SHARE)
    focal_y = models.FloatField(_("focal point, from the top"), default=0.5, validators=_SHARE)
    taken_on = models.DateField(_("taken on"), null=True, blank=True, help_text=_("For the desk; never shown."))
    keywords = models.TextField(_("keywords"), blank=True, help_text=_("Separated by commas; for searching only."))
    rights_note = models.TextField(_("rights note"), blank=True, help_text=_("For the desk; never shown."))
    rights_end_at = models.DateTimeField(
        _("rights end"),
        null=True,
        blank=True,
        help_text=_("From then on readers do not see the picture anywhere; nothing is deleted."),
    )

    source_url = models.URLField(max_length=1000, blank=True, editable=False)
    upload_path = models.CharField(_("old path below uploads"), max_length=500, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = ImageQuerySet.as_manager()

    class Meta(FromWordPress.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="image_newest"),
            models.Index(fields=["source_url"], name="image_by_source"),
            models.Index(fields=["checksum"], name="image_by_checksum"),
            models.Index(fields=["upload_path"], condition=~models.Q(upload_path=""), name="image_by_upload"),
            models.Index(
                fields=["rights_end_at"], condition=models.Q(rights_end_at__isnull=False), name="image_rights_end"
            ),
        ]
        constraints = [
            *FromWordPress.Meta.constraints,
            # Two attachments of an import may hold the same file, each with a caption of its own.
            models.UniqueConstraint(
                fields=["checksum"],
                condition=models.Q(wordpress_id__isnull=True) & ~models.Q(checksum=""),
                name="image_uploaded_once",
            ),
            models.CheckConstraint(
                condition=models.Q(decorative=False) | models.Q(alt_text=""),
                name="image_decorative_without_alt",
                violation_error_message=_("A decorative picture has no alternative text: choose one of the two."),
            ),
            models.CheckConstraint(
                condition=models.Q(focal_x__range=(0, 1), focal_y__range=(0, 1)), name="image_focal_point_inside"
            ),
            models.CheckConstraint(
                condition=models.Q(file="") | ~models.Q(checksum="") & models.Q(width__gt=0, height__gt=0),
                name="image_file_measured",
            ),
        ]

    def __str__(self) -> str:
        return (self.caption or self.alt_text or PurePosixPath(self.file.name or "").name or f"#{self.pk}")[:90]

    @property
    def is_missing(self) -> bool:
        """An imported picture whose file has not been found yet."""
        return not self.file

    def has_rights(self, now: datetime | None = None) -> bool:
        """Whether it may be shown; for ever where no end was given."""
        return self.rights_end_at is None or self.rights_end_at > (now or clock.now())

    @property
    def is_shown(self) -> bool:
        """Whether readers see it: everything that they read asks this."""
        return not self.is_missing and self.has_rights()

    @property
    def url(self) -> str:
        """Of the file as it was uploaded."""
        return _url(self.file.name or "")

    @property
    def whole(self) -> Shown:
        return self._shown(pictures.WHOLE)

    @property
    def card(self) -> Shown:
        """Cut to 3:2, for lists."""
        return self._shown(pictures.CARD)

    @property
    def face(self) -> Shown:
        """Cut to a square, for portraits."""
        return self._shown(pictures.FACE)

    @property
    def src(self) -> str:
        """The address to show where a browser does not choose from `srcset`."""
        return self.whole.src

    @property
    def srcset(self) -> str:
        return self.whole.srcset

    @property
    def shared(self) -> dict[str, Shared]:
        """Copies for other sites, by shape; empty until they are there."""
        return pictures.shared(self.renditions, self._folder_url)

    @property
    def largest(self) -> Shared:
        """As a JPEG where there is one; the file as it was uploaded until then."""
        found = pictures.largest(self.renditions, self._folder_url, (self.width, self.height))
        return found or Shared(self.url, self.width, self.height)

    def name_at_least(self, width: int) -> str:
        """Of the smallest copy of the whole picture that is so wide; empty where there is none."""
        name = pictures.whole_at_least(self.renditions, width)
        return name and f"{self.folder}/{name}"

    def url_at_least(self, width: int) -> str:
        """Of that copy, or of the file itself."""
        name = pictures.whole_at_least(self.renditions, width)
        return self._folder_url + name if name else self.url

    @property
    def folder(self) -> str:
        """Where the file and its copies lie, and those of whatever row has the same file."""
        return (self.file.name or "").rpartition("/")[0]

    @property
    def _folder_url(self) -> str:
        return f"{self.url.rpartition('/')[0]}/"

    def _shown(self, shape: str) -> Shown:
        """Made of the row alone. The original, in its own shape, until copies are there."""
        found = pictures.shown(self.renditions, shape, self._folder_url, self.width, self.height)
        return found or Shown(self.url, f"{self.url} {self.width}w", "", "", self.width, self.height)

    @property
    def alt_decided(self) -> bool:
        return self.decorative or bool(self.alt_text)

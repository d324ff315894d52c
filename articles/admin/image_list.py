"""The picture library: pictures to look at, each with what somebody should know of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db.models import BooleanField, ExpressionWrapper, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin.image_uses import is_used
from articles.models import Image

SOON = timedelta(days=30)


class Library(ChangeList):
    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.title = _("Picture library")

    def apply_select_related(self, qs: QuerySet[Any]) -> QuerySet[Any]:
        """Counting does not need it, and leaves it out."""
        return qs.annotate(is_used=ExpressionWrapper(is_used(), BooleanField()))


def marks_of(image: Image) -> Iterator[tuple[str, str]]:
    """How it looks and what it says, of each thing that is amiss or ends soon."""
    ends_at, now = image.rights_end_at, timezone.now()
    if ends_at and ends_at <= now:
        yield "gone", _("Rights ended")
    elif ends_at and ends_at <= now + SOON:
        yield "soon", _("Rights end on %(day)s") % {"day": date_format(timezone.localtime(ends_at), "j M Y")}
    if image.is_missing:
        yield "gone", _("File not found yet")
    if not image.alt_decided:
        yield "soon", _("No alternative text")
    if not getattr(image, "is_used", True):
        yield "quiet", _("Not used")

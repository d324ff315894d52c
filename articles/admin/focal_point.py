"""A picture with the point that stays in view, and what its crops show: clicked where scripts run, typed elsewhere."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import pictures
from articles.models import Image


def focal_picture(image: Image) -> SafeString | str:
    """The whole picture, with a preview of each proportion that the recipe cuts to; nothing where there is no file."""
    if image.is_missing:
        return ""
    crops = [(across, down, _purpose(names)) for (across, down), names in pictures.crops().items()]
    return render_to_string("admin/articles/image/focal_point.html", {"image": image, "crops": crops})


def _purpose(shapes: list[str]) -> str:
    known = {pictures.CARD: _("in lists"), pictures.FACE: _("portraits")}
    return ", ".join(dict.fromkeys(known.get(shape, _("on other sites")) for shape in shapes))

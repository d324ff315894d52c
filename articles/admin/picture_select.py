"""A picture chosen by searching; without scripts, from the newest ones in a plain list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin.body_widget import desk_media
from articles.models import Image

_NEWEST = 30


class PictureSelect(forms.Select):
    """One picture. Lists the chosen one and the newest, however large the library is."""

    template_name = "admin/widgets/picture_select.html"

    @property
    def media(self) -> forms.Media:
        return desk_media("picture-select")

    def optgroups(self, name: str, value: Sequence[Any], attrs: dict[str, Any] | None = None) -> list[Any]:
        chosen = _numbers(value)
        images = _chosen_and_newest(chosen)
        options = [
            ("", _("No picture"), not chosen),
            *((image.pk, _label(image), image.pk in chosen) for image in images),
        ]
        rows = [self.create_option(name, pk, text, on, index) for index, (pk, text, on) in enumerate(options)]
        return [(None, rows, 0)]


def _chosen_and_newest(chosen: list[int]) -> list[Image]:
    newest = Image.objects.exclude(pk__in=chosen).order_by("-created_at", "-id")[:_NEWEST]
    return [*Image.objects.filter(pk__in=chosen), *newest]


def _numbers(value: Sequence[Any]) -> list[int]:
    return [int(text) for text in map(str, value) if text.isdecimal() and len(text) < 19]


def _label(image: Image) -> str:
    return f"{image} ({date_format(image.created_at, 'SHORT_DATE_FORMAT')})"

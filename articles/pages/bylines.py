"""Bylines in natural language: "By A and B", "Photographs by C"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Byline

PATTERNS = {
    Byline.Role.WRITING: _("By {names}"),
    Byline.Role.REPORTING: _("Reporting by {names}"),
    Byline.Role.PHOTOGRAPHY: _("Photographs by {names}"),
    Byline.Role.EDITING: _("Edited by {names}"),
    Byline.Role.TRANSLATION: _("Translated by {names}"),
}


@dataclass(frozen=True)
class SignedPart:
    """Those who share a role, and the words around their names."""

    before: str
    after: str
    bylines: list[Byline]


def signed_parts(bylines: Iterable[Byline]) -> list[SignedPart]:
    """In the order in which each role first appears."""
    found = list(bylines)
    order = list(dict.fromkeys(byline.role for byline in found))
    found.sort(key=lambda byline: order.index(byline.role))
    return [_part(role, list(group)) for role, group in groupby(found, key=lambda byline: byline.role)]


def written_by(bylines: Iterable[Byline]) -> str:
    """`By A and B`, for a list entry: those who wrote it; empty when nobody is named."""
    names = [byline.name for byline in bylines if byline.role == Byline.Role.WRITING]
    return str(PATTERNS[Byline.Role.WRITING]).format(names=joined(names)) if names else ""


def joined(names: list[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    *first, last = names
    return f"{', '.join(first)} {gettext('and')} {last}" if first else last


def _part(role: str, bylines: list[Byline]) -> SignedPart:
    before, _names, after = str(PATTERNS[Byline.Role(role)]).partition("{names}")
    return SignedPart(before, after, bylines)

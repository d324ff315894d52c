"""What stands between an article and its readers: what must be mended first, and what an editor should look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import body, clock
from articles.models import Article, Image
from articles.models.archive import Archive, path_of
from articles.models.status import GONE

# As newsrooms write them, in capitals: "to come", and what must not go out. `HOLD` in a line that is all capitals is
# a word like any other.
_MARKERS = re.compile(r"\b(?:TK(?:TK)*|DO NOT (?:PUBLISH|USE)|NOT FOR PUBLICATION|HOLD)\b")
_RUNS_OUT = timedelta(days=7)
_TYPED = ("headline", "short_headline", "standfirst", "body", "lead_caption")


@dataclass(frozen=True)
class Finding:
    """`check` is its name in the setting `GUARD_WARNS`, `field` that of the form where it is mended."""

    check: str
    field: str
    text: str

    @property
    def blocks(self) -> bool:
        return self.check not in settings.GUARD_WARNS


def findings(article: Article, cleaned: body.CleanBody, by: Any = None) -> list[Finding]:
    """All that was found, in the order of the form; `by` is who publishes, where it is a person.

    `cleaned` as `publishing.clean_body` answers it for this body.
    """
    text = body.plain_text(cleaned.html)
    return [
        *_unwritten(article, text),
        *_markers(article, text),
        *_pictures(article, cleaned),
        *_withdrawn(article, cleaned),
        *_held(article, by),
    ]


def _unwritten(article: Article, text: str) -> Iterator[Finding]:
    if not article.headline.strip():
        yield Finding("headline", "headline", _("An article needs a headline before it can be published."))
    if not text.strip():
        yield Finding("text", "body", _("An article needs a text before it can be published."))


def _markers(article: Article, text: str) -> Iterator[Finding]:
    for field in _TYPED:
        if marker := _marker(text if field == "body" else getattr(article, field)):
            words = _("“%(marker)s” still stands here: “%(place)s”") % {"marker": marker[0], "place": _around(marker)}
            yield Finding("markers", field, words)


def _marker(text: str) -> re.Match[str] | None:
    return next((one for one in _MARKERS.finditer(text) if one[0] != "HOLD" or not _line(one).isupper()), None)


def _line(found: re.Match[str]) -> str:
    """The rest of the line that it stands in; a line of one word is a note, not a headline."""
    start, end = found.string.rfind("\n", 0, found.start()) + 1, found.string.find("\n", found.end())
    return found.string[start : found.start()] + found.string[found.end() : end if end >= 0 else None]


def _around(found: re.Match[str]) -> str:
    return " ".join(found.string[max(0, found.start() - 30) : found.end() + 30].split())


def _pictures(article: Article, cleaned: body.CleanBody) -> Iterator[Finding]:
    """The lead picture's are mended at the picture, which the form shows; those in the text beside the text."""
    for image in Image.objects.filter(pk__in={*cleaned.image_ids, article.lead_image_id or 0}).order_by("pk"):
        field = "lead_image" if image.pk == article.lead_image_id else "body"
        if not image.alt_decided:
            text = _("The picture “%(picture)s” has no alternative text.")
            yield Finding("alt_text", field, text % {"picture": image})
        if not image.credit.strip():
            yield Finding("credit", field, _("The picture “%(picture)s” has no credit.") % {"picture": image})
        if not image.has_rights(clock.now() + _RUNS_OUT):
            yield Finding("rights", field, _rights_text(image))


def _rights_text(image: Image) -> str:
    if image.has_rights():
        text = _("Readers see the picture “%(picture)s” only until its rights end: %(moment)s.")
    else:
        text = _("Readers do not see the picture “%(picture)s”: its rights ended %(moment)s.")
    return text % {"picture": image, "moment": _moment_text(image.rights_end_at)}


def _moment_text(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "j M Y, H:i T")


def _withdrawn(article: Article, cleaned: body.CleanBody) -> Iterator[Finding]:
    """Links, and boxes, to what readers will not find."""
    boxes = {int(one.text) for one in cleaned.problems if one.kind == "also-read-unknown" and one.text.isdecimal()}
    archive = Archive(own_article_id=article.pk)
    bare = {path_of(url).rstrip("/") for url in cleaned.links if archive.is_own_url(url)} - {""}
    linked = Q(path__in=[*bare, *(f"{path}/" for path in bare)]) | Q(pk__in=[pk for pk in boxes if pk < 2**63])
    gone = Article.objects.filter(linked, status__in=GONE).order_by("pk")
    for headline in gone.values_list("headline", flat=True):
        text = _("It leads to “%(headline)s”, which was withdrawn.")
        yield Finding("withdrawn_links", "body", text % {"headline": headline})


def _held(article: Article, by: Any) -> Iterator[Finding]:
    if article.legal_hold:
        text = _("It is under a legal hold: nobody may publish it until that is lifted.")
        yield Finding("legal_hold", "legal_hold", text)
    if article.section.needs_second_pair and by is not None and by.pk == article.modified_by_id:
        text = _("“%(section)s” asks for a second pair of eyes: whoever changed it last does not publish it.")
        yield Finding("second_pair", "section", text % {"section": article.section})
    if article.embargo_until and article.is_embargoed():
        text = _("Readers will not see it before the embargo is over: %(moment)s.")
        yield Finding("embargo", "embargo_until", text % {"moment": _moment_text(article.embargo_until)})

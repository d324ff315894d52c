"""The text edition: what a page says in a few kilobytes, with a link to each picture (pages.md, 31)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeString

from articles.body import FigureReference
from articles.models import Article, Correction, Image, Page
from articles.models.prepared import together
from articles.pages import body_html
from articles.pages.body_html import ShownBody
from articles.pages.bylines import SignedPart, signed_parts
from articles.pages.figure import Figure
from articles.pages.head import Head
from articles.pages.markup import parts
from articles.pages.queries import BYLINES, CORRECTIONS, IMAGES, TARGETS
from articles.pages.story import shown_image

ADDRESS = "/lite"
"""Before the address of the page whose text it is."""


class LiteBody(ShownBody):
    def _figure(self, place: FigureReference) -> str:
        image = self.images.get(place.image_id)
        return parts.picture_link(Figure(image, self._caption(place, image))) if image else ""

    def _offered(self, target: Article) -> str:
        return parts.also_read(f"{ADDRESS}{target.get_absolute_url()}", target.headline, target.language)


@dataclass(frozen=True)
class LitePage:
    head: Head
    title: str
    body: SafeString
    article: Article | None = None
    signed: Sequence[SignedPart] = ()
    corrections: Sequence[Correction] = ()
    lead: Figure | None = None


def lite_article(article: Article) -> LitePage:
    """One query more than it took to find."""
    with translation.override(article.language):
        values: dict[str, Any] = {"ids": [article.pk], "article": article.pk} | body_html.wanted(article)
        bylines, corrections, images, targets = together(BYLINES, CORRECTIONS, IMAGES, TARGETS, **values)
        body = _body(article, images, targets)
        image = shown_image(article)
        is_apart = image is not None and not body.shows(image)
        lead = Figure(image, article.lead_caption or image.caption) if image and is_apart else None
        head = head_of(article.headline, article.canonical_url or article.get_absolute_url(), article.language)
        return LitePage(head, article.headline, body.html(None), article, signed_parts(bylines), corrections, lead)


def lite_page(page: Page) -> LitePage:
    images, targets = together(IMAGES, TARGETS, **body_html.wanted(page))
    return LitePage(head_of(page.title, page.get_absolute_url()), page.title, _body(page, images, targets).html(None))


def head_of(title: str, address: str, language: str = "") -> Head:
    """It is the same text as the full page, and search engines are sent there."""
    return Head("lite", title, address, language=language or settings.LANGUAGE_CODE, is_indexed=False)


def _body(owner: Article | Page, images: list[Image], targets: list[Article]) -> LiteBody:
    shown = body_html.shown(owner, images, targets)
    return LiteBody(owner, shown.images, shown.targets)

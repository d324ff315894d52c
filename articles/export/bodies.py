"""Bodies with their pictures and related links in place, and every address in full, for a batch of articles at once.

Nothing depends on how a page is laid out: a picture is shown in each of its places, with or without smaller copies,
and also while its file is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import mark_safe

from articles import body
from articles.body import AlsoReadReference, FigureReference
from articles.export.addresses import Links, absolute, file_url
from articles.export.references import article_ids, image_ids
from articles.models import Article, Image
from articles.models.archive import Archive
from articles.pages.markup import export_parts, parts

_SHOWN = ("headline", "path", "status", "published_at", "embargo_until")


class Bodies:
    """Of these articles; two queries, and those for their links."""

    def __init__(self, articles: Sequence[Article]) -> None:
        bodies = [article.body for article in articles]
        self.images = Image.objects.in_bulk(image_ids(bodies))
        self.targets = Article.objects.only(*_SHOWN).in_bulk(article_ids(bodies))
        self.links = Links(bodies, Archive())

    def shown(self, article: Article) -> Shown:
        return Shown.of(article, self)


@dataclass
class Shown:
    """`images`: the lead picture, then those of the body; each once, with the caption it has in its first place.

    `also_read` has also what is not public, or not yet: editors see it, with the path it has.
    """

    bodies: Bodies
    html: str = ""
    also_read: list[dict[str, Any]] = field(default_factory=list)
    _images: dict[int, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, article: Article, bodies: Bodies) -> Shown:
        shown = cls(bodies)
        if article.lead_image:
            shown._images[article.lead_image.pk] = _picture(article.lead_image, article.lead_caption)
        html = body.render(article.body, shown._figure, shown._box, _dateline(article))
        shown.html = bodies.links.in_html(html)
        return shown

    @property
    def images(self) -> list[dict[str, str]]:
        return list(self._images.values())

    def _figure(self, place: FigureReference) -> str:
        image = self.bodies.images.get(place.image_id)
        if image is None:
            return place.caption_html and f"<p>{place.caption_html}</p>"
        if image.pk not in self._images:
            words = " ".join(body.plain_text(place.caption_html).split()) if place.caption_html else ""
            self._images[image.pk] = _picture(image, words)
        caption = mark_safe(place.caption_html) if place.caption_html else image.caption  # noqa: S308
        return export_parts.figure(file_url(image), image, caption)

    def _box(self, place: AlsoReadReference) -> str:
        """Nothing for what readers may not see."""
        if place.article_id is None:
            self.also_read.append({"url": self.bodies.links.of(place.href), "headline": place.title})
            return _also_read(place.href, place.title)
        target = self.bodies.targets.get(place.article_id)
        if target is None:
            return ""
        self.also_read.append({"path": target.path, "headline": target.headline})
        return _also_read(absolute(target.path or "/"), target.headline) if target.is_published() else ""


def _also_read(href: str, headline: str) -> str:
    return export_parts.also_read(href, headline)


def _picture(image: Image, caption: str) -> dict[str, str]:
    alt = "" if image.decorative else image.alt_text
    return {"src": file_url(image), "caption": caption or image.caption, "credit": image.credit, "alt": alt}


def _dateline(article: Article) -> str:
    """Shown where the body does not open with one."""
    if not (article.dateline_place or article.dateline_agency):
        return ""
    return parts.dateline(article.dateline_place, article.dateline_agency)

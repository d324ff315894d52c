"""Bodies with their pictures and related links in place, and every address in full, for a batch of articles at once.

Nothing depends on how a page is laid out: a picture is shown in each of its places, with or without smaller copies,
and also while its file is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from articles import body
from articles.body import AlsoReadReference, FigureReference
from articles.body.blocks import AlsoRead, Block, Figure
from articles.body.stored import read_stored
from articles.export.addresses import Links, absolute, file_url
from articles.models import Article, Image
from articles.models.archive import Archive

_SHOWN = ("headline", "path", "status", "published_at", "embargo_until", "language")


class Bodies:
    """Of these articles; two queries, and those for their links."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._blocks = {article.pk: read_stored(article.body) for article in articles}
        blocks = [block for some in self._blocks.values() for block in some]
        self._images = Image.objects.in_bulk({b.image_id for b in blocks if isinstance(b, Figure) and b.image_id})
        wanted = {b.article_id for b in blocks if isinstance(b, AlsoRead) and b.article_id}
        self._targets = Article.objects.only(*_SHOWN).in_bulk(wanted)
        self._links = Links([article.body for article in articles], Archive())

    def html(self, article: Article) -> str:
        dateline = ""
        if article.dateline_place or article.dateline_agency:
            dateline = render_to_string("parts/dateline.html", {"article": article}).strip()
        return self._links.in_html(body.render(article.body, self._figure, self._also_read, dateline))

    def images(self, article: Article) -> list[dict[str, str]]:
        """The lead picture, then those of the body; each once, with the caption it has in its first place."""
        found: dict[int, dict[str, str]] = {}
        if article.lead_image:
            found[article.lead_image.pk] = _picture(article.lead_image, article.lead_caption)
        for figure in self._figures(article):
            image = self._images.get(figure.image_id or 0)
            if image:
                found.setdefault(image.pk, _picture(image, " ".join(figure.caption_text.split())))
        return list(found.values())

    def also_read(self, article: Article) -> list[dict[str, Any]]:
        """Also what is not public, or not yet: editors see it, with the path it has or will have."""
        return [entry for block in self._blocks[article.pk] if (entry := self._entry(block))]

    def _figures(self, article: Article) -> Iterator[Figure]:
        return (block for block in self._blocks[article.pk] if isinstance(block, Figure))

    def _entry(self, block: Block) -> dict[str, Any] | None:
        if not isinstance(block, AlsoRead):
            return None
        if block.article_id is None:
            return {"url": self._links.of(block.link.get("href")), "headline": block.title}
        target = self._targets.get(block.article_id)
        return {"path": target.path, "headline": target.headline} if target else None

    def _figure(self, place: FigureReference) -> str:
        image = self._images.get(place.image_id)
        if image is None:
            return place.caption_html and f"<p>{place.caption_html}</p>"
        caption = mark_safe(place.caption_html) if place.caption_html else image.caption  # noqa: S308
        return render_to_string("export/figure.html", {"image": image, "src": file_url(image), "caption": caption})

    def _also_read(self, place: AlsoReadReference) -> str:
        """Nothing for what readers may not see."""
        if place.article_id is None:
            return render_to_string("export/also_read.html", {"href": place.href, "headline": place.title})
        target = self._targets.get(place.article_id)
        if target is None or not target.is_published():
            return ""
        return render_to_string(
            "export/also_read.html", {"href": absolute(target.path or "/"), "headline": target.headline}
        )


def _picture(image: Image, caption: str) -> dict[str, str]:
    alt = "" if image.decorative else image.alt_text
    return {"src": file_url(image), "caption": caption or image.caption, "credit": image.credit, "alt": alt}

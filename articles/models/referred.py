"""What a body refers to, pictures and other articles, in one query."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from articles.models.image import Image
from articles.models.rows import Rows, made

if TYPE_CHECKING:
    from articles.models.article import Article
    from articles.models.page import Page

_IMAGE = (
    "id", "file", "checksum", "width", "height", "rendition_widths", "caption", "credit", "alt_text", "decorative",
    "focal_x", "focal_y",
)  # fmt: skip
_TARGET = ("id", "headline", "short_headline", "path", "language", "lead_image")


def referred(
    owner: Article | Page, image_ids: Collection[int], article_ids: Collection[int]
) -> tuple[dict[int, Image], dict[int, Article]]:
    """By their numbers: pictures that are there, articles that are published, each with its lead picture."""
    from articles.models.article import Article

    if not image_ids and not article_ids:
        return {}, {}
    images = Rows(Image.objects.filter(pk__in=image_ids).order_by(), *_IMAGE)
    lead = [f"lead_image__{name}" for name in _IMAGE]
    targets = Rows(Article.objects.published().filter(pk__in=article_ids).order_by(), *_TARGET, *lead)
    rows = type(owner)._default_manager.filter(pk=owner.pk).values_list(images, targets)
    image_rows, target_rows = rows[0] if rows else (None, None)
    # Nothing is asked for where there are no numbers: Django answers None then.
    shown = [image for row in image_rows or () if not (image := _image(row)).is_missing]
    return {image.pk: image for image in shown}, {row[0]: _target(row) for row in target_rows or ()}


def _image(row: list[Any]) -> Image:
    """SQLite has a list within a list as the text that it keeps."""
    widths = json.loads(row[5]) if isinstance(row[5], str) else row[5]
    return made(Image, _IMAGE, [*row[:5], widths, *row[6:]])


def _target(row: list[Any]) -> Article:
    from articles.models.article import Article

    target = made(Article, _TARGET, row[: len(_TARGET)])
    target.lead_image = _image(row[len(_TARGET) :]) if target.lead_image_id else None
    return target

"""What a batch of bodies refers to, in three queries and those for its links."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from articles.export.addresses import Links, absolute, source_of
from articles.export.references import article_ids, image_ids
from articles.models import Article, Image
from articles.models.archive import Archive
from articles.wordpress.exporting.items import local_address
from articles.wordpress.exporting.numbers import Numbers
from articles.wordpress.exporting.places import Picture, Places, Target

_SHOWN = ("headline", "path", "status", "published_at", "embargo_until", "import_source", "wordpress_id")


def places_of(bodies: Sequence[str], archive: Archive, numbers: Numbers) -> Places:
    images = Image.objects.in_bulk(image_ids(bodies))
    targets = Article.objects.only(*_SHOWN).in_bulk(article_ids(bodies))
    return Places(
        {pk: _picture(image, numbers) for pk, image in images.items()},
        {pk: _target(article, numbers) for pk, article in targets.items()},
        Links(bodies, archive).of,
    )


def _picture(image: Image, numbers: Numbers) -> Picture:
    alt = "" if image.decorative else image.alt_text
    return Picture(numbers.of(image), source_of(image), image.width, image.height, alt, image.caption)


def _target(article: Article, numbers: Numbers) -> Target:
    number, is_public = numbers.of(article), article.is_published(timezone.now())
    url = absolute(article.path) if is_public and article.path else local_address(number)
    return Target(number, article.headline, url, is_public)

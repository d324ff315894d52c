"""One entry of a list: an article, and the picture that stands beside its headline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.models import Article, Byline, Image


@dataclass(frozen=True)
class Story:
    article: Article
    image: Image | None = None
    bylines: Sequence[Byline] = ()
    is_urgent: bool = False
    """The one picture of the page that the browser should fetch before all others."""


def shown_image(article: Article) -> Image | None:
    image = article.lead_image
    return image if image and not image.is_missing else None


def stories(articles: Iterable[Article], bylines: Mapping[int, Sequence[Byline]]) -> list[Story]:
    """`bylines` by the number of their article."""
    found = [Story(article, shown_image(article), bylines.get(article.pk, ())) for article in articles]
    return with_urgent_picture(found)


def with_urgent_picture(found: list[Story]) -> list[Story]:
    first = next((story for story in found if story.image), None)
    return [replace(story, is_urgent=story is first) for story in found]

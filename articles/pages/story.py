"""One entry of a list: an article, the picture that stands beside its headline, and who wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from articles import clock
from articles.models import Article, Byline, FrontSlot, Image
from articles.models.prepared import Prepared, together
from articles.page_keys import MENU
from articles.page_parts import Part, shared_rows
from articles.pages.queries import BYLINES, BYLINES_OF_VOICES, ENTRIES, by_article

_BYTES = 8_000
"""What an entry takes, measured with tracemalloc: 6,800 with one rendering, 8,200 with three."""
_MOST_RENDERINGS = 8


@dataclass(frozen=True)
class Story:
    article: Article
    image: Image | None = None
    bylines: Sequence[Byline] = ()
    is_urgent: bool = False
    """The one picture of the page that the browser should fetch before all others."""
    own_headline: str = ""
    """Where it stands, instead of the article's."""
    renderings: dict[Any, SafeString] = field(default_factory=dict, compare=False)

    def rendered(self, form: Any, render: Callable[[], SafeString]) -> SafeString:
        """In a form that says all that the rendering depends on but the story; made once while the story is kept."""
        form = (form, self.image is not None, self.is_urgent)
        found = self.renderings.get(form)
        if found is None:
            found = render()
            if len(self.renderings) < _MOST_RENDERINGS:
                self.renderings[form] = found
        return found

    def in_slot(self, slot: FrontSlot | None) -> Story:
        """With what an editor gave it there, if it was put there by one; its renderings are its own."""
        if slot is None:
            return self
        image = slot.image if slot.image and slot.image.is_shown else self.image
        return replace(self, own_headline=slot.headline, image=image, renderings={})


def shown_image(article: Article) -> Image | None:
    image = article.lead_image
    return image if image and image.is_shown else None


def stories(ids: Iterable[int], now: datetime | None = None) -> dict[int, Story]:
    """The published ones of those articles by their numbers; one query at most."""
    return _shared("entry", BYLINES, ids, now)


def voices(ids: Iterable[int], now: datetime | None = None) -> dict[int, Story]:
    """The same, but each author comes with a portrait."""
    return _shared("voice", BYLINES_OF_VOICES, ids, now)


def with_urgent_picture(found: list[Story]) -> list[Story]:
    first = next((story for story in found if story.image), None)
    return [replace(story, is_urgent=True) if story is first else story for story in found]


def _shared(kind: str, signed: Prepared[Byline], ids: Iterable[int], now: datetime | None) -> dict[int, Story]:
    def make(missing: list[int]) -> dict[int, Part[Story]]:
        articles, found = together(ENTRIES, signed, ids=missing, now=now or clock.now())
        bylines = by_article(found)
        made = [Story(article, shown_image(article), bylines[article.pk]) for article in articles]
        return {one.article.pk: Part(one, _keys(one, signed is BYLINES_OF_VOICES), _BYTES) for one in made}

    return shared_rows(kind, ids, make)


def _keys(story: Story, has_portraits: bool) -> frozenset[str]:
    authors = [byline.author for byline in story.bylines if byline.author]
    images = [story.article.lead_image, *(author.portrait for author in authors if has_portraits)]
    return frozenset([MENU, *(row.own_key for row in [story.article, *authors, *images] if row)])

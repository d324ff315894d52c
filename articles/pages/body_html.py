"""A body of an article or a page as readers see it: pictures and related links in their places, in one query."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from articles import body, clock
from articles.body import AlsoReadReference, FigureReference
from articles.models import Article, Image, Page
from articles.models.archive import host_of
from articles.models.prepared import together
from articles.page_keys import depends_on
from articles.pages.figure import Figure
from articles.pages.markup import parts
from articles.pages.queries import IMAGES, TARGETS
from articles.pages.story import shown_image

_ORIGIN = re.compile(r"https?://[^/?#]*", re.IGNORECASE)


@dataclass
class ShownBody:
    """A body with all it refers to, and the pictures that the page shows already: none is shown twice."""

    owner: Article | Page
    images: dict[int, Image]
    targets: dict[int, Article]
    shown: set[int] = field(default_factory=set)
    has_urgent: bool = False

    def shows(self, image: Image | None) -> bool:
        return image is not None and image.pk in self.images

    def shows_in_text(self, image: Image) -> bool:
        """Where the pictures at hand are those of several bodies."""
        return image.pk in body.references(self.owner.body).image_ids and image.pk in self.images

    def html(self, lead: Figure | None) -> SafeString:
        self.shown, self.has_urgent = ({lead.image.pk} if lead else set()), lead is not None
        address = _moved_in(self.owner)
        shown = body.render(self.owner.body, self._figure, self._also_read, _dateline(self.owner), address)
        # `render` sanitises whatever came into the database.
        return mark_safe(shown)  # noqa: S308

    def _figure(self, place: FigureReference) -> str:
        image = self.images.get(place.image_id)
        if image is None or image.pk in self.shown:
            return ""
        figure = Figure(image, self._caption(place, image), is_urgent=not self.has_urgent)
        self.shown.add(image.pk)
        self.has_urgent = True
        return parts.figure(figure)

    def _caption(self, place: FigureReference, image: Image) -> str:
        return mark_safe(place.caption_html) if place.caption_html else image.caption  # noqa: S308

    def _also_read(self, place: AlsoReadReference) -> str:
        if place.article_id is None:
            return parts.also_read(place.href, place.title)
        target = self.targets.get(place.article_id)
        return self._offered(target) if target else ""

    def _offered(self, target: Article) -> str:
        image = self._once(shown_image(target))
        return parts.also_read(target.get_absolute_url(), target.headline, target.language, image)

    def _once(self, image: Image | None) -> Image | None:
        if image is None or image.pk in self.shown or self.shows(image):
            return None
        self.shown.add(image.pk)
        return image


def wanted(owner: Article | Page) -> dict[str, Any]:
    """Values for IMAGES and TARGETS: what the body refers to."""
    refers = body.references(owner.body)
    depends_on(*(f"image:{pk}" for pk in refers.image_ids), *(f"article:{pk}" for pk in refers.article_ids))
    return {"images": refers.image_ids, "targets": refers.article_ids, "now": clock.now()}


def shown(owner: Article | Page, images: Iterable[Image], targets: Iterable[Article]) -> ShownBody:
    present = {image.pk: image for image in images if image.is_shown}
    return ShownBody(owner, present, {target.pk: target for target in targets})


def load(owner: Page) -> ShownBody:
    """In one query, however many pictures and links there are."""
    return shown(owner, *together(IMAGES, TARGETS, **wanted(owner)))


def opening(owner: Article | Page) -> str:
    """The first words, where there is no standfirst."""
    return body.first_words(owner.body)


def _moved_in(owner: Article | Page) -> Callable[[str], str] | None:
    """Links of an imported body to the site it was on lead to the same path here, and on from there (U11)."""
    if owner.import_source is None:
        return None
    home = host_of(owner.import_source.home_url)

    def address(url: str) -> str:
        return url[len(found[0]) :] or "/" if home and (found := _ORIGIN.match(url)) and host_of(url) == home else url

    return address


def _dateline(owner: Article | Page) -> str:
    """Of the article's fields; used only when its body does not open with one."""
    if isinstance(owner, Page) or not (owner.dateline_place or owner.dateline_agency):
        return ""
    return parts.dateline(owner.dateline_place, owner.dateline_agency)

"""A feed whatever its form: whose it is, and its newest articles whole, with every address in full."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from articles.models import Article, Byline, Image
from articles.pages.head import absolute, html_language, shortened


@dataclass(frozen=True)
class Entry:
    article: Article
    guid: str
    html: str
    """The text as readers see it, each address in full."""
    description: str
    bylines: list[Byline]
    tags: list[str]
    image: Image | None
    forms: dict[str, str] = field(default_factory=dict, compare=False)

    def written(self, form: str, write: Callable[[Entry], str]) -> str:
        """As an item of feeds of that form; written once."""
        if form not in self.forms:
            self.forms[form] = write(self)
        return self.forms[form]

    @property
    def title(self) -> str:
        return self.article.headline

    @property
    def categories(self) -> list[str]:
        return [self.article.section.name, *self.tags]

    @property
    def url(self) -> str:
        return absolute(self.article.get_absolute_url())

    @property
    def language(self) -> str:
        return html_language(self.article.language)

    @property
    def published_at(self) -> datetime:
        if self.article.published_at is None:
            raise ValueError("An article without a time stands in no feed.")
        return self.article.published_at

    @property
    def updated_at(self) -> datetime:
        """Of the last substantive change."""
        was_updated = self.article.was_updated and self.article.updated_at
        return was_updated or self.published_at

    @property
    def image_url(self) -> str:
        return absolute(self.image.src) if self.image else ""

    @property
    def authors(self) -> list[Byline]:
        return [byline for byline in self.bylines if byline.role != Byline.Role.EDITING]


@dataclass(frozen=True)
class Channel:
    """`path` is the address of the list that it is the feed of, as it stands in a link."""

    name: str
    path: str
    entries: list[Entry]
    about: str = ""
    query: str = ""
    """What a search asks for, as it stands in its address."""

    @property
    def title(self) -> str:
        return f"{self.name} – {settings.SITE_NAME}" if self.name else settings.SITE_NAME

    @property
    def url(self) -> str:
        return absolute(self.path) + self._asked

    @property
    def description(self) -> str:
        return self.about or self.title

    @property
    def language(self) -> str:
        return html_language(settings.LANGUAGE_CODE)

    @property
    def updated_at(self) -> datetime | None:
        """When something in it changed last: not now, or no reader would ever be told 304."""
        return max((entry.updated_at for entry in self.entries), default=None)

    @property
    def hub_url(self) -> str:
        """Where others may ask to be told of changes (WebSub); empty without one, and for what no change is told of."""
        return "" if self.query else settings.WEBSUB_HUB

    def own_url(self, form: str) -> str:
        return f"{absolute(self.path)}{form}{self._asked}"

    @property
    def tag_uri(self) -> str:
        """What names the feed for good (RFC 4151)."""
        return f"tag:{settings.SITE_HOST},2000:{self.path}{self._asked}"

    @property
    def _asked(self) -> str:
        return f"?{self.query}" if self.query else ""


def own_guid(article: Article) -> str:
    """Of an article that was written here: the same for good, wherever it moves (RFC 4151)."""
    year = article.published_at.year if article.published_at else 2000
    return f"tag:{settings.SITE_HOST},{year}:article/{article.pk}"


def description_of(article: Article, opening: str) -> str:
    """Plain, for those who show a line only."""
    return shortened(article.standfirst or opening, 500)

"""The page of what a search found: what its form says, the list in its order, and words that may have been meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Q

from articles import search
from articles.models import Article, Author, Section, Tag
from articles.pages.archive import midnight
from articles.pages.cursor import Cursor
from articles.pages.keys import ENOUGH, Key, Keys, KeysOfQueryset
from articles.pages.menu import Menu
from articles.pages.story import Story
from articles.search import Piece

_NAMES = ("q", "section", "tag", "author", "from", "until", "sort")
_LONGEST = 120


@dataclass(frozen=True)
class Form:
    """As it was filled in; what names nothing that is there is left out."""

    words: str = ""
    section: str = ""
    tag: str = ""
    author: str = ""
    start: str = ""
    until: str = ""
    sort: str = "best"
    asked: search.Asked = field(default_factory=lambda: search.Asked(search.Query()))
    nothing: str = ""
    """The filter that is not there: then nothing is found."""

    @property
    def is_narrowed(self) -> bool:
        return any((self.section, self.tag, self.author, self.start, self.until))

    @property
    def values(self) -> dict[str, str]:
        """What an address says of it."""
        said = (self.words, self.section, self.tag, self.author, self.start, self.until)
        values = {name: value for name, value in zip(_NAMES, said, strict=False) if value}
        return values | ({"sort": self.sort} if self.sort != "best" else {})

    def address(self, path: str) -> str:
        return f"{path}?{urlencode(self.values)}" if self.words else path

    def other(self, path: str, words: str) -> str:
        """The same search with other words."""
        return f"{path}?{urlencode(self.values | {'q': words})}"

    def keys(self) -> Keys:
        if self.nothing or not self.asked.query:
            return KeysOfQueryset(Article.objects.none())
        return BestKeys(self.asked) if self.sort == "best" else KeysOfQueryset(search.matching(self.asked))


def filled_in(given: Mapping[str, str], menu: Menu) -> Form:
    said = {name: search.cleaned(given.get(name, "")) for name in _NAMES}
    section = next((one for one in menu.sections if one.path == said["section"]), None)
    tag = Tag.objects.filter(_named(said["tag"])).first() if said["tag"] else None
    author = Author.objects.filter(_named(said["author"])).first() if said["author"] else None
    start, until = _day(said["from"]), _day(said["until"])
    missing = [name for name, found in (("tag", tag), ("author", author)) if said[name] and not found]
    return Form(
        words=said["q"],
        section=section.path if section else "",
        tag=tag.name if tag else said["tag"][:_LONGEST],
        author=author.name if author else said["author"][:_LONGEST],
        start=start.isoformat() if start else "",
        until=until.isoformat() if until else "",
        sort="newest" if said["sort"] == "newest" else "best",
        asked=search.Asked(
            search.parse(said["q"]), _ids(section, menu), tag, author, _begins(start), _begins(until, days=1)
        ),
        nothing=missing[0] if missing else "",
    )


class BestKeys:
    """The best first; a place is where its article stands."""

    def __init__(self, asked: search.Asked) -> None:
        self._keys = search.Best(asked).keys

    def newest(self) -> list[Key]:
        return self._keys[:ENOUGH]

    def older(self, place: Cursor) -> list[Key]:
        at = self._at(place)
        return [] if at is None else self._keys[at + 1 :][:ENOUGH]

    def newer(self, place: Cursor) -> list[Key]:
        at = self._at(place)
        return [] if at is None else self._keys[:at][::-1][:ENOUGH]

    def _at(self, place: Cursor) -> int | None:
        return next((at for at, (pk, _when) in enumerate(self._keys) if pk == place.article_id), None)


def snippets(found: list[Story], form: Form) -> dict[int, list[Piece]]:
    """By article, where the words stand in its text; one query."""
    if not found:
        return {}
    bodies = Article.objects.filter(pk__in=[story.article.pk for story in found]).values_list("pk", "body")
    words = form.asked.query.words
    return {pk: search.snippet(body, words) for pk, body in bodies}


def _named(text: str) -> Q:
    return Q(name__iexact=text) | Q(slug=text)


def _ids(section: Section | None, menu: Menu) -> tuple[int, ...] | None:
    return tuple(section.ids_with_subsections(menu.sections)) if section else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _begins(day: date | None, days: int = 0) -> datetime | None:
    """The first moment of the day in the site's time zone; None for a year that no newspaper has."""
    if day is None or not 1700 <= day.year <= 2200:
        return None
    return midnight(day + timedelta(days=days))

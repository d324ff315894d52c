"""The pages that are measured, of an archive of any size. `found` runs inside Django."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from random import Random

from django.utils import timezone

from articles.models import Article, Section, Tag
from articles.pages.cursor import Cursor
from articles.pages.keys import PER_PAGE
from benchmarks.delivery.archive import tag_count

DEEP, RANDOM = 2_000, 10_000


@dataclass(frozen=True)
class Addresses:
    article: str
    section: str
    tag: str
    """The one that stands on the most articles."""
    author: str
    deep: str
    """Page 2,000 of the section, or the last but a few where there are not so many."""
    year: str
    month: str
    day: str
    search: str
    articles: list[str]
    """At random, each once."""
    tags: list[str]
    missing: list[str]


def found(count: int) -> Addresses:
    random = Random(count)  # the same each time, that is the point
    numbers = random.sample(range(1, count + 1), min(count, RANDOM))
    paths = dict(Article.objects.filter(pk__in=numbers).values_list("pk", "path"))
    middle = Article.objects.get(pk=count // 2)
    day = timezone.localtime(middle.published_at)
    tags = [Tag.objects.get(pk=number).get_absolute_url() for number in random.sample(range(1, tag_count(count)), 100)]
    section = Section.objects.get(slug="world")
    return Addresses(
        article=paths[numbers[0]] or "",
        section=section.path,
        tag=Tag.objects.get(pk=1).get_absolute_url(),
        author="/author/author-7/",
        deep=_deep(section),
        year=f"/archive/{day:%Y}/",
        month=f"/archive/{day:%Y/%m}/",
        day=f"/archive/{day:%Y/%m/%d}/",
        search="/search/?q=harbour",
        articles=[paths[number] or "" for number in numbers],
        tags=tags,
        missing=[f"/world/nothing/{number}/" for number in range(20_000)],
    )


def _deep(section: Section) -> str:
    articles = Article.objects.filter(section=section).newest_first()
    pages = max(0, min(DEEP, articles.count() // PER_PAGE - 2))
    place = Cursor.beside(articles[pages * PER_PAGE], "before")
    return f"{section.path}?page={place.token(section.path)}"


def as_json(count: int) -> str:
    return json.dumps(asdict(found(count)))

"""A newsroom's archive of any size, every article of the same shape: what a page of it costs is what is measured.

An article has seventeen paragraphs with a dateline, a lead picture and one in the text, two related stories, three
tags, an author and two pingbacks. Ten minutes lie between two articles, so that days and months are as full in a
large archive as in a small one. All of it follows from the article's number. Runs inside Django.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from django.utils import timezone

from articles.models import (
    AlsoRead,
    Article,
    Author,
    Byline,
    Image,
    Linkback,
    Section,
    Tag,
    TaggedArticle,
)
from articles.pictures.recipe import Original, plan, told
from benchmarks import words
from benchmarks.delivery.bulk import loading, write_rows

PARAGRAPHS, TAGS, PINGBACKS, AUTHORS = 17, 3, 2, 200
SIZE = Original(2000, 1333)
BETWEEN = timedelta(minutes=10)
SECTIONS = ("World", "Nation", "City", "Business", "Sport", "Science", "Culture", "Weather")
_POOL = 997


def write(count: int) -> None:
    """Into an empty newsroom; the highest number is the newest."""
    sections = [Section.objects.create(name=name, slug=name.lower()) for name in SECTIONS]
    sections.append(Section.objects.create(name="Rivers", slug="rivers", parent=sections[1]))
    now = timezone.now().replace(microsecond=0)
    with loading():
        write_rows(Author, _authors())
        write_rows(Tag, _tags(count))
        write_rows(Image, _images(count))
        write_rows(Article, _articles(count, sections, now))
        write_rows(Byline, _bylines(count, now))
        write_rows(TaggedArticle, _tagged(count, now))
        write_rows(AlsoRead, _also_read(count))
        write_rows(Linkback, _linkbacks(count, now))


def tag_count(count: int) -> int:
    return max(200, count // 100)


def image_count(count: int) -> int:
    return max(20, count // 10)


def _authors() -> Iterator[dict[str, Any]]:
    for number in range(1, AUTHORS + 1):
        yield {"id": number, "name": f"Author Number {number}", "slug": f"author-{number}"}


def _tags(count: int) -> Iterator[dict[str, Any]]:
    for number in range(1, tag_count(count) + 1):
        yield {"id": number, "name": f"Subject {number}", "slug": f"subject-{number}"}


def _images(count: int) -> Iterator[dict[str, Any]]:
    now = timezone.now()
    for number in range(1, image_count(count) + 1):
        checksum = hashlib.sha256(str(number).encode()).hexdigest()
        yield {
            "id": number,
            "file": f"images/{checksum[:2]}/{checksum[:16]}/picture.jpg",
            "checksum": checksum,
            "width": SIZE.width,
            "height": SIZE.height,
            "renditions": told(SIZE.key, plan(SIZE)),
            "caption": _sentence(number),
            "credit": "A. Photographer / Agency",
            "alt_text": "People on the landing stage",
            "created_at": now,
        }


def _articles(count: int, sections: list[Section], now: datetime) -> Iterator[dict[str, Any]]:
    for number in range(1, count + 1):
        section = sections[number % len(sections)]
        at = _published_at(number, count, now)
        day = timezone.localtime(at)
        headline = _headline(number)
        yield {
            "id": number,
            "headline": f"{headline} {number}",
            "headline_key": f"{headline.lower().replace(' ', '')}{number}",
            "standfirst": _sentence(number),
            "body": _body(number, count),
            "section_id": section.pk,
            "lead_image_id": _picture(number, count),
            "status": Article.Status.PUBLISHED.value,
            "published_at": at,
            "path": f"{section.path}{day:%Y/%m/%d}/story-{number}/",
            "slug": f"story-{number}",
            "created_at": at,
            "modified_at": at,
        }


def _body(number: int, count: int) -> str:
    """As `body.write` stores it: a line for each block."""
    lines = [f"<p>{_paragraph(number + place * 31)}</p>" for place in range(PARAGRAPHS)]
    lines[0] = f'<p><span class="dateline">RIVERTON (Agency)</span> — {lines[0][3:]}'
    lines.insert(4, f'<figure data-image="{_picture(number + 1, count)}"></figure>')
    for place, target in zip((7, 13), related(number), strict=False):
        lines.insert(place, f'<aside data-also-read="{target}"></aside>')
    return "\n".join(lines)


def related(number: int) -> list[int]:
    """Two earlier ones, where there are two."""
    reach = min(number - 1, 500)
    return sorted({number - 1 - number * step % reach for step in (7, 311)}) if reach > 1 else []


def tags_of(number: int, count: int) -> list[int]:
    """The lower its number, the more often a tag is used; the first stands on some hundredths of all articles."""
    shares = ((_mixed(number * TAGS + place) / 2**32) ** 2 for place in range(TAGS))
    return sorted({int(share * tag_count(count)) + 1 for share in shares})


def _published_at(number: int, count: int, now: datetime) -> datetime:
    return now - (count - number) * BETWEEN - BETWEEN


def _bylines(count: int, now: datetime) -> Iterator[dict[str, Any]]:
    for number in range(1, count + 1):
        at = _published_at(number, count, now)
        yield {"id": number, "article_id": number, "author_id": number % AUTHORS + 1, "published_at": at}


def _tagged(count: int, now: datetime) -> Iterator[dict[str, Any]]:
    row = 0
    for number in range(1, count + 1):
        at = _published_at(number, count, now)
        for tag in tags_of(number, count):
            row += 1
            yield {"id": row, "content_object_id": number, "tag_id": tag, "published_at": at}


def _also_read(count: int) -> Iterator[dict[str, Any]]:
    row = 0
    for number in range(1, count + 1):
        for position, target in enumerate(related(number)):
            row += 1
            yield {"id": row, "article_id": number, "target_id": target, "position": position}


def _linkbacks(count: int, now: datetime) -> Iterator[dict[str, Any]]:
    for number in range(1, count * PINGBACKS + 1):
        article = (number - 1) // PINGBACKS + 1
        site = f"blog-{number % 5000}.example"
        yield {
            "id": number,
            "article_id": article,
            "kind": Linkback.Kind.PINGBACK.value,
            "status": Linkback.Status.APPROVED.value,
            "source_url": f"https://{site}/posts/{number}",
            "source_key": hashlib.sha256(str(number).encode()).hexdigest(),
            "site": site,
            "title": _headline(number * 3),
            "excerpt": f"[…] {_sentence(number * 5)} […]",
            "received_at": now - (count - article) * BETWEEN,
        }


def _picture(number: int, count: int) -> int:
    return number % image_count(count) + 1


def _mixed(number: int) -> int:
    """Spread over 32 bits, the same each time."""
    number = (number ^ 61 ^ number >> 16) * 9 & 0xFFFFFFFF
    number = (number ^ number >> 4) * 0x27D4EB2D & 0xFFFFFFFF
    return number ^ number >> 15


@cache
def _pool(kind: str) -> list[str]:
    random = Random(kind)  # the same each time, that is the point
    if kind == "paragraph":
        return [" ".join(words.sentence(random) for _ in range(2)) for _ in range(_POOL)]
    return [words.headline(random) if kind == "headline" else words.sentence(random) for _ in range(_POOL)]


def _paragraph(number: int) -> str:
    return _pool("paragraph")[number % _POOL]


def _headline(number: int) -> str:
    return _pool("headline")[number % _POOL]


def _sentence(number: int) -> str:
    return _pool("sentence")[number % _POOL]

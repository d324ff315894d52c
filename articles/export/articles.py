"""Every article as one line of JSON: what readers and editors see of it, and nothing of this database's numbers.

Two portals with the same articles and the same `SITE_URL` give the same lines, in the same order: by path, byte by
byte; those without one last, by headline.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

from django.db.models import F, Prefetch
from django.db.models.functions import Collate

from articles.export.batches import BATCH
from articles.export.bodies import Bodies
from articles.export.collation import BYTEWISE
from articles.export.snapshot import snapshot
from articles.models import Article, Byline, Linkback, TaggedArticle


def write_articles(file: BinaryIO) -> int:
    """How many were written; memory holds one batch."""
    count = 0
    with snapshot():
        for batch in _batches():
            bodies = Bodies(batch)
            for article in batch:
                file.write(_line(_row(article, bodies)))
                count += 1
    return count


def _batches() -> Iterator[list[Article]]:
    numbers = _in_order()
    while some := list(itertools.islice(numbers, BATCH)):
        found = _with_all().in_bulk(some)
        yield [found[number] for number in some if number in found]


def _in_order() -> Iterator[int]:
    by_path = Collate(F("path"), BYTEWISE()).asc(nulls_last=True)
    rows = Article.objects.order_by(by_path, Collate(F("headline"), BYTEWISE()), "pk")
    return iter(rows.values_list("pk", flat=True).iterator(chunk_size=10_000))


def _with_all() -> Any:
    return Article.objects.select_related("section", "lead_image").prefetch_related(
        Prefetch("translation_of", Article.objects.only("path")),
        Prefetch("bylines", Byline.objects.select_related("author")),
        Prefetch("tagged", TaggedArticle.objects.select_related("tag").order_by("id")),
        Prefetch("linkbacks", Linkback.objects.oldest_first()),
    )


def _line(row: dict[str, Any]) -> bytes:
    """One line, whatever is in it: JSON has no line end but as `\\n` within quotes."""
    text = json.dumps(row, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode("utf-8", "backslashreplace") + b"\n"


def _row(article: Article, bodies: Bodies) -> dict[str, Any]:
    """The keys of the contract, in its order; a translation says of what, by path, besides."""
    shown = bodies.shown(article)
    return {
        "path": article.path,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "status": article.status,
        "section": article.section.path,
        "bylines": [_signed(byline) for byline in article.bylines.all()],
        "dateline": _dateline(article),
        "published_at": _iso(article.published_at),
        "updated_at": _iso(article.updated_at),
        "tags": [tagged.tag.name for tagged in article.tagged.all()],
        "body_html": shown.html,
        "images": shown.images,
        "also_read": shown.also_read,
        "linkbacks": _linkbacks(list(article.linkbacks.all())),
        "wordpress_id": article.wordpress_id,
        **({"translation_of": article.translation_of.path} if article.translation_of else {}),
    }


def _signed(byline: Byline) -> str:
    """The name; behind it the role, where that is not writing."""
    return byline.name if byline.role == Byline.Role.WRITING else f"{byline.name} ({byline.role})"


def _dateline(article: Article) -> str:
    place, agency = article.dateline_place, article.dateline_agency
    return f"{place} ({agency})" if place and agency else place or agency


def _linkbacks(rows: Sequence[Linkback]) -> list[dict[str, str]]:
    return [{name: getattr(row, name) for name in ("kind", "source_url", "title", "excerpt", "status")} for row in rows]


def _iso(moment: datetime | None) -> str | None:
    """`2016-10-20T01:53:00Z`, with microseconds where there are some."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None

"""Sitemaps (sitemaps.org 0.9): an index by month, the articles of a month, the pages that always stand, and the news.

None costs more in a larger archive: months are found by steps in an index, and an article's month is read alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q

from articles import clock
from articles.models import Article, Author, Byline, Image, Page, Section, SitemapMonth
from articles.models.prepared import Prepared, together
from articles.models.presence import spans_with_articles
from articles.models.querysets import ArticleQuerySet, published_at_moment
from articles.page_keys import ALL_LIST, SITEMAP, depends_on, ends_at
from articles.page_parts import shared
from articles.pages import archive
from articles.pages.dates import iso
from articles.pages.head import absolute, html_language
from articles.pages.markup import render, streamed
from articles.pages.queries import NEWEST
from articles.slugs import address_of

_KEPT = Prepared(lambda: SitemapMonth.objects.order_by())
MOST, MOST_NEWS = 50_000, 1_000
NEWS_FOR = timedelta(days=2)
_CHUNK = 500
_INDEX_BYTES = 32_000


@dataclass(frozen=True)
class Place:
    """An address in full, when what stands there changed last (empty: not known), and its picture."""

    url: str
    changed: str = ""
    image_url: str = ""


def index() -> str:
    """Of the months in which something was published, each with its last change where that is known; three queries.

    A part like any other: an archive of twenty years has 240 months, and none changes between two publications.
    """
    return shared("sitemap index", _INDEX_BYTES, _index)


def _index() -> str:
    depends_on(ALL_LIST, SITEMAP)
    kept, newest = together(_KEPT, NEWEST, now=clock.now())
    changed = {month.first: month.changed_at for month in kept}
    for article in newest:  # it may have appeared by itself
        first = archive.month_of(article.published_at)
        changed[first] = max(changed.get(first, article.published_at), article.published_at)
    found = [Place(absolute(f"/sitemap-{month:%Y-%m}.xml"), _known(changed.get(month))) for month in months()]
    return render("feeds/sitemap_index.xml", places=[Place(absolute("/sitemap-pages.xml")), *found])


def pages() -> str:
    """What has no month: the front page, sections, authors of published articles, pages. Three queries."""
    depends_on(ALL_LIST)
    sections = Section.objects.in_order()
    signed = Byline.objects.filter(published_at_moment(clock.now(), "article__"), author=OuterRef("pk"))
    authors = Author.objects.filter(Exists(signed)).order_by("pk").only("slug")[: MOST // 2]
    texts = Page.objects.published().order_by("pk").only("path", "modified_at")[: MOST // 2 - 1_000]
    found = [
        Place(absolute("/")),
        *(Place(absolute(address_of(section.path))) for section in sections),
        *(Place(absolute(page.get_absolute_url()), iso(page.modified_at)) for page in texts),
        *(Place(absolute(author.get_absolute_url())) for author in authors),
    ]
    return render("feeds/sitemap.xml", places=found)


def state(span: archive.Span) -> tuple[str, datetime | None]:
    """What tells whether a month is the same still: its articles, as saved last, and pictures that may not be shown
    any more. And when it was changed for readers; None for a month without articles."""
    has_ended = Q(lead_image__rights_end_at__lte=clock.now())
    found = _of(span).aggregate(
        count=Count("pk"),
        saved=Max("modified_at"),
        published=Max("published_at"),
        updated=Max("updated_at"),
        ended=Max("lead_image__rights_end_at", filter=has_ended),
    )
    changed = max(filter(None, (found["published"], found["updated"], found["ended"])), default=None)
    moments = (found[name] for name in ("saved", "published", "updated", "ended"))
    return "-".join([str(found["count"]), *(str(one.timestamp()) for one in moments if one)]), changed


def articles_of(span: archive.Span) -> Iterator[str]:
    """Piece by piece, newest first; no more than a sitemap may hold."""
    rows = _of(span).newest_first()
    picture = ("lead_image__file", "lead_image__rights_end_at")
    columns = rows.values_list("path", "published_at", "updated_at", *picture)[:MOST]
    return streamed("feeds/sitemap.xml", places=(_place(*row) for row in columns.iterator(_CHUNK)))


def news(now: datetime | None = None) -> str:
    """What is no older than two days; the page ends when the oldest of it is. One query."""
    now = now or clock.now()
    depends_on(ALL_LIST)
    recent = Article.objects.published(now).filter(published_at__gt=now - NEWS_FOR).newest_first()
    found = list(recent.only("headline", "path", "published_at", "language")[:MOST_NEWS])
    if found and found[-1].published_at:
        ends_at(found[-1].published_at + NEWS_FOR)
    return render("feeds/news_sitemap.xml", articles=found, absolute=absolute, language_of=_language)


def months() -> list[date]:
    """Newest first."""
    years = [year.year for year in archive.calendar_of().years]
    spans = [archive.month_span(year, month) for year in years for month in range(12, 0, -1)]
    found = spans_with_articles([(archive.midnight(one.first), archive.midnight(one.end)) for one in spans])
    return [span.first for span, is_there in zip(spans, found, strict=True) if is_there]


def _known(moment: datetime | None) -> str:
    return iso(moment) if moment else ""


def _of(span: archive.Span) -> ArticleQuerySet:
    return span.articles().filter(canonical_url="")


def _place(
    path: str, published_at: datetime, updated_at: datetime | None, picture: str | None, rights: datetime | None
) -> Place:
    changed = max(filter(None, (published_at, updated_at)))
    image = Image(file=picture or "", rights_end_at=rights)
    image_url = absolute(image.url) if image.is_shown else ""
    return Place(absolute(address_of(path)), iso(changed), image_url)


def _language(code: str) -> str:
    """ISO 639, as news sitemaps want it."""
    return html_language(code).partition("-")[0]

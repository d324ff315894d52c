"""Articles as posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from articles.export.addresses import absolute
from articles.models import Article, Byline, ImportedItem, Redirect, TaggedArticle
from articles.models.archive import Archive
from articles.models.querysets import ArticleQuerySet
from articles.models.status import GONE, Status
from articles.wordpress import mapping
from articles.wordpress.exporting.bodies import content_of
from articles.wordpress.exporting.comments import comments_of
from articles.wordpress.exporting.items import (
    Kept,
    dates,
    kept_dates,
    kept_metas,
    kept_of,
    kept_terms,
    local_address,
    metas,
    modified,
    new_item,
    nicename,
    nicename_of,
    post_name,
)  # fmt: skip
from articles.wordpress.exporting.lookups import places_of
from articles.wordpress.exporting.numbers import Numbers
from articles.wordpress.exporting.people import People, coauthors
from articles.wordpress.exporting.places import Places
from articles.wordpress.exporting.seo import SEO_KEYS, seo_metas
from articles.wordpress.exporting.terms import Sections, tag_term
from articles.wordpress.importing import digests
from articles.wordpress.importing.here import author_numbers
from articles.wordpress.importing.terms import PRIMARY
from articles.wordpress.mapping import as_html
from articles.wordpress.own_fields import KEY, comes_back, iso, written
from articles.wordpress.reading import Item, Meta, Term

_BINNED = "_wp_trash_meta_status"
_OUT = (Status.PUBLISHED, Status.KILLED)


def articles() -> ArticleQuerySet:
    """With all that a post holds, but for its comments."""
    return Article.objects.select_related("section", "lead_image").prefetch_related(
        Prefetch("translation_of", Article.objects.only("import_source_id", "wordpress_id")),
        Prefetch("bylines", Byline.objects.select_related("author")),
        Prefetch("tagged", TaggedArticle.objects.select_related("tag").order_by("id")),
        Prefetch("old_paths", Redirect.objects.order_by("path")),
    )


class Posts:
    """Makes the items of one batch after another: a dozen queries each."""

    def __init__(self, numbers: Numbers, people: People, sections: Sections) -> None:
        self._numbers, self._people, self._sections = numbers, people, sections
        self._archive = Archive()
        self._now = timezone.now()

    def items(self, batch: Sequence[Article]) -> list[Item]:
        rows = kept_of("post", [article.pk for article in batch])
        places = places_of([article.body for article in batch], self._archive, self._numbers)
        comments = comments_of([article.pk for article in batch], self._numbers)
        return [
            self._item(article, rows.get(article.pk), places, tuple(comments.get(article.pk, ()))) for article in batch
        ]

    def _item(self, article: Article, row: ImportedItem | None, places: Places, comments: Any) -> Item:
        kept: Kept = row.data if row else {}
        number, status = self._numbers.of(article), self._status(article, kept)
        logins = self._people.logins(article.bylines.all())
        name = post_name(article.slug or _last_part(article), kept)
        return new_item(
            post_id=number,
            post_type="post",
            title=as_html(article.headline),
            link=absolute(article.path) if article.path else local_address(number),
            guid=kept.get("guid") or local_address(number),
            creator=logins[0] if logins else "",
            content=_unchanged(article, row) or content_of(article.body, places),
            excerpt=as_html(article.standfirst),
            post_name=name,
            status=status,
            password=_password(article, kept),
            comment_status="open" if article.takes_comments else "closed",
            ping_status="open" if article.receives_linkbacks else "closed",
            is_sticky=bool(kept.get("sticky")),
            terms=tuple(self._terms(article, kept, logins)),
            meta=tuple(self._metas(article, kept, name)),
            comments=comments,
            **_dates(article, kept),
        )

    def _status(self, article: Article, kept: Kept) -> str:
        """What an import brought as private, or behind a password, goes back so while it was not published here."""
        given = str(kept.get("status", ""))
        match article.status:
            case Status.PUBLISHED:
                return "publish" if article.is_published(self._now) else "future"
            case Status.DRAFT:
                return given if given and mapping.STATUSES.get(given, "draft") == "draft" else "draft"
            case Status.READY:
                return given if _password(article, kept) else "draft"
            case Status.IN_REVIEW:
                return "pending"
            case _:
                return "trash"

    def _terms(self, article: Article, kept: Kept, logins: list[str]) -> list[Term]:
        tags = [tag_term(tagged.tag) for tagged in article.tagged.all()]
        others = kept_terms(kept, without=("category", "post_tag", "tag", "author"))
        return [*self._sections.terms_of(article, kept), *tags, *coauthors(logins), *others]

    def _metas(self, article: Article, kept: Kept, name: str) -> list[Meta]:
        lead = str(self._numbers.of(article.lead_image)) if article.lead_image else ""
        return [
            *kept_metas(kept, without={*SEO_KEYS, *PRIMARY}),
            *self._sections.primary_metas(article, kept),
            *seo_metas(article, kept),
            *metas([("_thumbnail_id", lead)]),
            *metas([("_wp_old_slug", slug) for slug in _old_slugs(article)]),
            *metas([(_BINNED, _before_the_bin(article, kept))]),
            *metas([(KEY, written(self._own(article, name)))]),
        ]

    def _own(self, article: Article, name: str) -> dict[str, Any]:
        return {
            "headline": "" if comes_back(article.headline) else article.headline,
            "standfirst": "" if comes_back(article.standfirst) else article.standfirst,
            "short_headline": article.short_headline,
            "lead_caption": article.lead_caption,
            "place": article.dateline_place,
            "agency": article.dateline_agency,
            "language": article.language,
            "translation_of": self._numbers.of(article.translation_of) if article.translation_of else None,
            "status": article.status,
            "published_at": iso(article.published_at),
            "updated_at": iso(article.updated_at),
            "embargo_until": iso(article.embargo_until),
            "slug": "" if nicename(name) == article.slug else article.slug,
            "search_title": "" if comes_back(article.search_title) else article.search_title,
            "search_description": "" if comes_back(article.search_description) else article.search_description,
            "sends_trackbacks": article.sends_trackbacks,
            "bylines": self._people.own_bylines(article.bylines.all()),
            "old_paths": [redirect.path for redirect in article.old_paths.all()],
        }


def _unchanged(article: Article, row: ImportedItem | None) -> str:
    """The raw content of which something was taken out here, while nobody has touched the article since."""
    content = str(row.data.get("content", "")) if row else ""
    if row is None or not content:
        return ""
    authors, tags = author_numbers(article.bylines.all()), [tagged.tag_id for tagged in article.tagged.all()]
    return content if row.stored_digest == digests.of_article(article, authors, tags) else ""


def _password(article: Article, kept: Kept) -> str:
    """The word itself is not known here: what stands for it opens nothing, so it stays closed."""
    is_closed = article.status == Status.READY and kept.get("status") in ("publish", "future")
    return str(kept.get("password", "")) if is_closed else ""


def _dates(article: Article, kept: Kept) -> dict[str, str]:
    """An embargo is a promise: WordPress is told the later of the two times."""
    if article.status in _OUT:
        return dates(out_at(article), article.updated_at)
    given = kept_dates(kept) if kept.get("dates") else dates(article.created_at, None, is_dated=False)
    return given | (modified(article.updated_at) if article.updated_at else {})


def out_at(article: Article) -> datetime | None:
    moments = [moment for moment in (article.published_at, article.embargo_until) if moment]
    return max(moments) if article.status == Status.PUBLISHED else article.published_at


def _before_the_bin(article: Article, kept: Kept) -> str:
    """So that WordPress puts it back where it was."""
    if article.status not in GONE or any(key == _BINNED for key, _value in kept.get("meta", [])):
        return ""
    return "publish" if article.status == Status.KILLED else "draft"


def _last_part(article: Article) -> str:
    return (article.path or "").rstrip("/").rpartition("/")[2]


def _old_slugs(article: Article) -> list[str]:
    """Of old paths that differ in their last part only: all that WordPress can say of them."""
    before = (article.path or "").rstrip("/").rpartition("/")[0]
    parted = [redirect.path.rstrip("/").rpartition("/") for redirect in article.old_paths.all()]
    return [nicename_of(slug) for above, _slash, slug in parted if slug and article.path and above == before]

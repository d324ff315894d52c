"""One item as the row it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TypeVar

from django.db import models
from django.utils import timezone

from articles import body as bodies
from articles.body import headline_key
from articles.models import Article, ImportedItem, Page, Section
from articles.models.status import Status
from articles.slugs import PATH_FORM, slugify
from articles.wordpress import mapping
from articles.wordpress.importing import own_rows
from articles.wordpress.importing.converting import Body
from articles.wordpress.reading import Item

ARTICLE_FIELDS = [
    *("headline", "headline_key", "standfirst", "body", "dateline_place", "dateline_agency", "section", "lead_image"),
    *("status", "published_at", "updated_at", "path", "slug", "language", "canonical_url", "search_title"),
    *("search_description", "receives_linkbacks", "modified_at"),
    *own_rows.ARTICLE_FIELDS,
]
PAGE_FIELDS = ["title", "body", "path", "position", "is_published", "modified_at"]
SEARCH_TITLE = ("_yoast_wpseo_title", "rank_math_title", "_aioseo_title")
SEARCH_DESCRIPTION = ("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description")
CANONICAL = ("_yoast_wpseo_canonical", "rank_math_canonical_url")
_KNOWN_STATUSES = frozenset("publish future draft pending private trash auto-draft inherit".split())
_LONGEST_HEADLINE = 250

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Site:
    """`zone` is for times that the export gives only locally; `language` is the articles'."""

    zone: tzinfo
    language: str


def article(
    row: ImportedItem, item: Item, body: Body, section: Section, images: Mapping[int, int], site: Site
) -> Article:
    published_at = mapping.published_at(item, site.zone)
    status = _status(item, row.path, published_at)
    is_out = status in (Status.PUBLISHED, Status.KILLED)
    headline = _headline(item, body)
    made = Article(
        pk=row.local_id,
        import_source_id=row.source_id,
        wordpress_id=row.wordpress_id,
        headline=headline,
        headline_key=headline_key(headline)[:250],
        standfirst=(mapping.plain(item.excerpt) or " ".join(body.lead.split()))[:1000],
        body=body.html,
        dateline_place=body.dateline_place,
        dateline_agency=body.dateline_agency,
        section=section,
        lead_image_id=images.get(mapping.image_number(item)),
        status=status,
        published_at=published_at if is_out else None,
        updated_at=mapping.updated_at(item, site.zone),
        path=row.path or None,
        slug=slugify(mapping.slug(item), 200),
        language=site.language,
        canonical_url=_first(item, CANONICAL, 500) if _first(item, CANONICAL).startswith("http") else "",
        search_title=_plain_of(item, SEARCH_TITLE, 250),
        search_description=_plain_of(item, SEARCH_DESCRIPTION, 500),
        receives_linkbacks=item.ping_status != "closed",
        takes_comments=item.comment_status == "open",
        modified_at=timezone.now(),
    )
    return own_rows.completed(made, item, published_at)


def page(row: ImportedItem, item: Item, body: Body) -> Page:
    """One without a path of its own, such as a draft, stands at its number."""
    return Page(
        pk=row.local_id,
        import_source_id=row.source_id,
        wordpress_id=row.wordpress_id,
        title=own_rows.page_title(item, _headline(item, body)),
        body=body.html,
        path=row.path or f"/page-{row.wordpress_id}/",
        position=max(-(2**31), min(item.menu_order, 2**31 - 1)),
        is_published=row.is_public,
        modified_at=timezone.now(),
    )


def upsert(model: type[Row], made: Sequence[Row], fields: list[str]) -> None:
    model._default_manager.bulk_create(made, update_conflicts=True, unique_fields=["id"], update_fields=fields)


def date_drafts(made: Sequence[tuple[Article, Item]], site: Site) -> None:
    """A draft was begun when WordPress says; what is published is dated by that (E113)."""
    drafts = []
    for article, item in made:
        begun_at = mapping.published_at(item, site.zone)
        if not article.published_at and begun_at:
            article.created_at = begun_at
            drafts.append(article)
    Article.objects.bulk_update(drafts, ["created_at"])


def old_paths(row: ImportedItem, item: Item) -> Iterator[str]:
    """Where its link and its guid say it was, and its path with each earlier slug in the place of the last part.

    In the bin it has another slug than readers saw.
    """
    before, slash = row.path.rstrip("/").rpartition("/")[0], "/" if row.path.endswith("/") else ""
    binned = [item.post_name.removesuffix(mapping.BINNED)] if item.status == "trash" else []
    slugs = [*item.meta_values("_wp_old_slug"), *binned] if row.path else []
    for url in (item.link, item.guid, *(f"http://x{before}/{slug}{slash}" for slug in slugs)):
        path = mapping.path(url)[:500] if row.path else ""
        if path and PATH_FORM.match(path) and path != row.path:
            yield path
    yield from own_rows.old_paths(row.path, item)


def doubts(item: Item) -> Iterator[str]:
    """What an editor should know of an item that is in."""
    if item.password:
        yield "was behind a password: it is here, and not public"
    if item.status not in _KNOWN_STATUSES:
        yield f"has the status {item.status!r}: it is a draft here"
    if len(mapping.plain(item.title)) > _LONGEST_HEADLINE:
        yield f"its headline is longer than {_LONGEST_HEADLINE} characters and was cut; all of it is kept with the item"
    yield from map(str, item.repairs)


def _status(item: Item, path: str, published_at: datetime | None) -> str:
    """What was behind a password or private waits on the desk; trash that readers have seen answers 410."""
    status = mapping.STATUSES.get(item.status, Status.DRAFT)
    if status == Status.PUBLISHED and (item.password or not published_at or not path):
        return Status.READY
    was_out = item.meta_value("_wp_trash_meta_status") in ("", "publish")
    if status == Status.SPIKED and published_at and path and was_out:
        return Status.KILLED
    return status


def _headline(item: Item, body: Body) -> str:
    """Without a title the first words."""
    title = mapping.plain(item.title)
    return (title or bodies.plain_text(body.html)[:80].partition("\n")[0].strip() or f"#{item.post_id}")[
        :_LONGEST_HEADLINE
    ]


def _first(item: Item, keys: Sequence[str], longest: int = 2048) -> str:
    return next((value for key in keys for value in item.meta_values(key) if value), "")[:longest]


def _plain_of(item: Item, keys: Sequence[str], longest: int) -> str:
    """An SEO plugin's own placeholders mean nothing here."""
    text = mapping.plain(_first(item, keys))
    return "" if is_placeholder(text) else text[:longest]


def is_placeholder(text: str) -> bool:
    return "%%" in text or text.startswith("%")

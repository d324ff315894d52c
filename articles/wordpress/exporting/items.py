"""Items as values, with what all kinds have in common: times, addresses, and what was kept of an import."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from django.conf import settings

from articles.models import ImportedItem
from articles.slugs import slugify
from articles.wordpress.own_fields import KEY
from articles.wordpress.reading import Item, Meta, Position, Term

NEVER = "0000-00-00 00:00:00"
_TEXTS = (
    *("post_type", "title", "link", "guid", "creator", "pub_date", "description", "content", "excerpt", "post_date"),
    *("post_date_gmt", "post_modified", "post_modified_gmt", "post_name", "status", "password", "comment_status"),
    *("ping_status", "attachment_url"),
)
_BLANK: dict[str, Any] = {
    **dict.fromkeys(_TEXTS, ""),
    "position": Position(),
    "after": Position(),
    "post_parent": 0,
    "menu_order": 0,
    "is_sticky": False,
}
Kept = Mapping[str, Any]
"""The `data` of an `ImportedItem`; empty for what was made here."""


def new_item(**fields: Any) -> Item:
    return Item(**{**_BLANK, **fields})


def kept_of(kind: str, pks: Collection[int]) -> dict[int, ImportedItem]:
    """What was kept of these rows' imports, by the rows' numbers; one query."""
    rows = ImportedItem.objects.filter(kind=kind, local_id__in=pks)
    return {row.local_id or 0: row for row in rows}


def dates(at: datetime | None, changed: datetime | None, is_dated: bool = True) -> dict[str, str]:
    """The four times and the feed's own. WordPress gives a draft no time in GMT."""
    gmt = _gmt(at) if is_dated else NEVER
    return {"post_date": _local(at), "post_date_gmt": gmt, "pub_date": _feed_date(gmt), **modified(changed or at)}


def modified(at: datetime | None) -> dict[str, str]:
    return {"post_modified": _local(at), "post_modified_gmt": _gmt(at)}


def kept_dates(kept: Kept) -> dict[str, str]:
    given = [str(one) for one in kept.get("dates", [])]
    names = ("post_date", "post_date_gmt", "post_modified", "post_modified_gmt")
    return dict(zip(names, given, strict=False)) | {"pub_date": _feed_date(given[1] if len(given) > 1 else "")}


def _feed_date(gmt: str) -> str:
    try:
        return format_datetime(datetime.strptime(gmt, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC))
    except ValueError:
        return ""


def _local(at: datetime | None) -> str:
    return f"{at.astimezone(ZoneInfo(settings.TIME_ZONE)):%Y-%m-%d %H:%M:%S}" if at else NEVER


def _gmt(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if at else NEVER


def post_name(slug: str, kept: Kept) -> str:
    """As it was while it means the same slug; WordPress keeps other scripts percent-encoded, in lower case."""
    given = str(kept.get("post_name", ""))
    return given if given and slug in (given, nicename(given)) else nicename_of(slug)


def nicename(written: str) -> str:
    """WordPress's form of a slug as ours."""
    return slugify(unquote(written), 200)


def nicename_of(slug: str) -> str:
    return quote(slug, safe="").lower()


def local_address(number: int, name: str = "p") -> str:
    """Of what has no path: WordPress answers it as well."""
    return f"{settings.SITE_URL}/?{name}={number}"


def kept_terms(kept: Kept, without: Collection[str]) -> list[Term]:
    """Of taxonomies that mean nothing here."""
    terms = (Term(str(slug), str(name), domain=str(domain)) for domain, slug, name in kept.get("terms", []))
    return [term for term in terms if term.domain not in without]


def kept_metas(kept: Kept, without: Collection[str] = ()) -> list[Meta]:
    pairs = (Meta(str(key), str(value)) for key, value in kept.get("meta", []))
    return [pair for pair in pairs if pair.key not in without and pair.key != KEY]


def metas(pairs: Iterable[tuple[str, str]]) -> list[Meta]:
    """Those that say something."""
    return [Meta(key, value) for key, value in pairs if value]

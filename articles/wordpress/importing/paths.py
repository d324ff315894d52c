"""The path each post and page will stand at: the one it had, unless something else stands there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from articles.models import Article, ImportedItem, Page, Section
from articles.models.section import RESERVED_SLUGS
from articles.slugs import PATH_FORM, slugify
from articles.wordpress import mapping
from articles.wordpress.importing.account import Account
from articles.wordpress.reading import Item

LONGEST = 500


def give(written: Sequence[tuple[ImportedItem, Item]], account: Account) -> None:
    """Sets `path` of each row. A section's path, and any that is taken, stays where it is (U16): four queries."""
    wanted = {id(row): _wanted(item, account) for row, item in written}
    taken = _taken([path for path in wanted.values() if path])
    for row, item in written:
        path = wanted[id(row)]
        if path and not _is_free(path, row, taken):
            path = _beside(path, row)
            account.note(
                row.kind, item.post_id, f"its path {wanted[id(row)]} belongs to another page; it stands at {path}"
            )
        row.path = path
        if path:
            taken[path] = (row.kind, row.local_id)


def _wanted(item: Item, account: Account) -> str:
    """Where its link says; a public one without such a place stands at its slug, at its title or at its number."""
    path = mapping.path(item.link)[:LONGEST]
    if path and PATH_FORM.match(path):
        return path
    if path:
        account.note(item.post_type, item.post_id, f"its link {item.link[:200]!r} cannot be an address here")
    if item.status not in ("publish", "future"):
        return ""
    return f"/{slugify(mapping.slug(item)) or slugify(mapping.plain(item.title)) or item.post_id}/"


def _is_free(path: str, row: ImportedItem, taken: dict[str, tuple[str, int | None]]) -> bool:
    is_reserved = path.strip("/").partition("/")[0].casefold() in RESERVED_SLUGS
    return not is_reserved and taken.get(path) in (None, (row.kind, row.local_id))


def _beside(path: str, row: ImportedItem) -> str:
    """With its number behind it: `/2016/ferries/` becomes `/2016/ferries-213727/`."""
    bare = path.rstrip("/")[: LONGEST - 24]
    return f"{bare}-{row.wordpress_id}{'/' if path.endswith('/') else ''}"


def standing(paths: Iterable[str]) -> set[str]:
    """Those at which something stands, or will."""
    return set(_taken(list(paths)))


def _taken(paths: Sequence[str]) -> dict[str, tuple[str, int | None]]:
    """Who stands at a path now, or will in this import: kind and number."""
    if not paths:
        return {}
    found: dict[str, tuple[str, int | None]] = {}
    found |= {path: ("section", pk) for path, pk in Section.objects.filter(path__in=paths).values_list("path", "pk")}
    found |= {str(path): ("post", pk) for path, pk in Article.objects.filter(path__in=paths).values_list("path", "pk")}
    found |= {path: ("page", pk) for path, pk in Page.objects.filter(path__in=paths).values_list("path", "pk")}
    placed = ImportedItem.objects.filter(path__in=paths, kind__in=("post", "page"))
    return found | {path: (kind, pk) for path, kind, pk in placed.values_list("path", "kind", "local_id")}

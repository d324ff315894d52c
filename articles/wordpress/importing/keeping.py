"""What has no field here: kept with the item as JSON, so that nothing of an export is lost."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.hashers import identify_hasher, make_password

from articles.models import ImportedItem, ImportSource
from articles.wordpress.importing.account import Account
from articles.wordpress.own_fields import KEY
from articles.wordpress.reading import Comment, Item, Meta, Term

# They are fields here, or WordPress's own book-keeping (locks, pings to send) that means nothing elsewhere.
_MAPPED = frozenset(
    f"_thumbnail_id _wp_attached_file _wp_attachment_image_alt _wp_old_slug _edit_lock _encloseme _pingme {KEY}".split()
)


def rest_of(item: Item) -> dict[str, Any]:
    """All that an article, page or attachment does not hold in fields of its own."""
    return {
        "guid": item.guid,
        "link": item.link,
        "post_name": item.post_name,
        "creator": item.creator,
        "status": item.status,
        "comment_status": item.comment_status,
        "ping_status": item.ping_status,
        "parent": item.post_parent,
        "order": item.menu_order,
        "dates": [item.post_date, item.post_date_gmt, item.post_modified, item.post_modified_gmt],
        "terms": [[term.domain, term.slug, term.name] for term in item.terms],
        "meta": [[key, value] for key, value in item.meta if key not in _MAPPED],
        **({"sticky": True} if item.is_sticky else {}),
        # The word itself would let in whoever reads the database.
        **({"password": _made_unreadable(item.password)} if item.password else {}),
    }


def _made_unreadable(password: str) -> str:
    """An export of ours holds it in that form already."""
    return password if _is_hash(password) else make_password(password)


def _is_hash(password: str) -> bool:
    try:
        identify_hasher(password)
    except ValueError:
        return False
    return True


def keep_whole(row: ImportedItem, item: Item, account: Account) -> None:
    """For types that have no place here."""
    account_for_comments(row, item, account)
    if row.is_due:
        account.add(row.kind, "updated" if row.stored_digest else "created")
        row.data = _whole(item)
        row.stored_digest, row.is_due = row.digest, False
    else:
        account.add(row.kind, "unchanged")


def account_for_comments(row: ImportedItem, item: Item, account: Account) -> None:
    """Of comments that are kept with their item; before its data is replaced."""
    before = {comment["comment_id"] for comment in row.data.get("comments", [])}
    for comment in item.comments:
        account.add(comment.kind, "unchanged" if comment.comment_id in before else "created")


def keep_terms(source: ImportSource, terms: Sequence[Term], account: Account) -> None:
    """Of taxonomies that have no place here. Early exports number no terms."""
    wanted = {(f"term:{term.domain}"[:40], _number_of(term)): _term_data(term) for term in terms}
    known = {
        (row.kind, row.wordpress_id): row.data
        for row in ImportedItem.objects.filter(source=source, kind__in={kind for kind, _number in wanted})
    }
    for key, data in wanted.items():
        account.add(key[0], "created" if key not in known else "unchanged" if known[key] == data else "updated")
    ImportedItem.objects.bulk_create(
        [ImportedItem(source=source, kind=kind, wordpress_id=number, data=data)
         for (kind, number), data in wanted.items() if known.get((kind, number)) != data],
        update_conflicts=True, unique_fields=["source", "kind", "wordpress_id"], update_fields=["data"], batch_size=500,
    )  # fmt: skip


def _number_of(term: Term) -> int:
    return term.term_id if term.term_id > 0 else zlib.crc32(term.slug.encode("utf-8", "surrogatepass"))


def _term_data(term: Term) -> dict[str, Any]:
    named = {name: getattr(term, name) for name in ("slug", "name", "parent", "description")}
    return named | {"meta": meta_pairs(term.meta)}


def _whole(item: Item) -> dict[str, Any]:
    return rest_of(item) | {
        "title": item.title,
        "content": item.content,
        "excerpt": item.excerpt,
        "meta": [list(meta) for meta in item.meta],
        "comments": [comment_data(comment) for comment in item.comments],
    }


def comment_data(comment: Comment) -> dict[str, Any]:
    names = [name for name in Comment.__slots__ if name != "meta"]
    return {name: getattr(comment, name) for name in names} | {"meta": meta_pairs(comment.meta)}


def meta_pairs(meta: tuple[Meta, ...]) -> list[list[str]]:
    return [list(pair) for pair in meta]

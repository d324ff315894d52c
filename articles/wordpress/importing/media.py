"""Attachments: a row for each, whether or not its file is there; the files are found in a phase of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from articles.models import Image, ImportedItem, MediaFile
from articles.wordpress import mapping
from articles.wordpress.importing import keeping, own_rows, sequences
from articles.wordpress.importing.account import Account
from articles.wordpress.reading import Item

_PICTURES = frozenset("jpg jpeg jpe png gif webp avif bmp tif tiff heic".split())
_WORDS = ("caption", "alt_text")


def take_in(placed: Sequence[tuple[ImportedItem, Item]], account: Account) -> None:
    """New ones in bulk; of those the export changed, the words, where nobody has changed them here."""
    new = [one for one in placed if one[0].local_id is None]
    _create([one for one in new if is_picture(one[1])], Image)
    _create([one for one in new if not is_picture(one[1])], MediaFile)
    numbers = {row.local_id for row, _item in new}
    for row, item in placed:
        is_new, was_due = row.local_id in numbers, row.is_due
        account.add("attachment", "created" if is_new else "unchanged" if not was_due else _updated(row, item, account))
        if was_due:
            row.data = keeping.rest_of(item) | {"model": "image" if is_picture(item) else "file", "title": item.title}
            row.data |= own_rows.place_of_file(item)
        row.is_due = False
        for comment in item.comments:
            account.add(comment.kind, "unchanged" if not was_due else "created")
            if was_due:
                row.data.setdefault("comments", []).append(keeping.comment_data(comment))


def is_picture(item: Item) -> bool:
    name = mapping.attachment_file(item) or urlsplit(mapping.attachment_url(item)).path
    return PurePosixPath(name).suffix.lower().lstrip(".") in _PICTURES


def _create(new: Sequence[tuple[ImportedItem, Item]], model: type[Image] | type[MediaFile]) -> None:
    made = []
    for (row, item), number in zip(new, sequences.reserve(model, len(new)), strict=True):
        row.local_id = number
        made.append(_image(row, item) if model is Image else _media_file(row, item))
        row.stored_digest = _digest(_words(item))
    model._default_manager.bulk_create(made)  # type: ignore[arg-type]


def _image(row: ImportedItem, item: Item) -> Image:
    caption, alt_text = _words(item)
    made = Image(
        pk=row.local_id, import_source_id=row.source_id, wordpress_id=row.wordpress_id,
        source_url=mapping.attachment_url(item)[:1000], upload_path=mapping.attachment_file(item)[:500],
        caption=caption, alt_text=alt_text,
    )  # fmt: skip
    return own_rows.completed_picture(made, item)


def _media_file(row: ImportedItem, item: Item) -> MediaFile:
    return MediaFile(
        pk=row.local_id, import_source_id=row.source_id, wordpress_id=row.wordpress_id,
        source_url=mapping.attachment_url(item)[:1000], upload_path=mapping.attachment_file(item)[:500],
        title=mapping.plain(item.title)[:250], caption=_words(item)[0],
    )  # fmt: skip


def _words(item: Item) -> tuple[str, str]:
    alt_text = mapping.plain(item.meta_value("_wp_attachment_image_alt"))[:500]
    return own_rows.picture_words(item, mapping.plain(item.excerpt), alt_text)


def _updated(row: ImportedItem, item: Item, account: Account) -> str:
    number = row.local_id or 0
    if not is_picture(item):
        MediaFile.objects.filter(pk=number).update(title=mapping.plain(item.title)[:250], caption=_words(item)[0])
        return "updated"
    image = Image.objects.filter(pk=number).only(*_WORDS).first()
    if image is None or _digest((image.caption, image.alt_text)) != row.stored_digest:
        account.note(
            "attachment", item.post_id, "changed in the export, but its words were edited here: left as they are"
        )
        return "unchanged"
    caption, alt_text = _words(item)
    Image.objects.filter(pk=number).update(caption=caption, alt_text=alt_text)
    row.stored_digest = _digest((caption, alt_text))
    return "updated"


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256(repr(tuple(words)).encode("utf-8", "surrogatepass")).hexdigest()

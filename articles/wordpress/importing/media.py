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
_WORDS: dict[type[Image] | type[MediaFile], tuple[str, str]] = {
    Image: ("caption", "alt_text"),
    MediaFile: ("title", "caption"),
}
_FIELDS = {
    Image: ["source_url", "upload_path", *_WORDS[Image], *own_rows.PICTURE_FIELDS],
    MediaFile: ["source_url", "upload_path", *_WORDS[MediaFile]],
}


def take_in(placed: Sequence[tuple[ImportedItem, Item]], account: Account) -> None:
    """New ones in bulk; of those the export changed, the words, where nobody has changed them here."""
    new = [one for one in placed if one[0].local_id is None]
    _create([one for one in new if is_picture(one[1])], Image)
    _create([one for one in new if not is_picture(one[1])], MediaFile)
    made = {id(row) for row, _item in new}
    for row, item in placed:
        keeping.account_for_comments(row, item, account)
        if id(row) in made:
            account.add("attachment", "created")
        else:
            account.add("attachment", _updated(row, item, account) if row.is_due else "unchanged")
        if row.is_due:
            row.data, row.is_due = _rest_of(row, item), False
            row.path = mapping.path(item.link)[:500]


def _rest_of(row: ImportedItem, item: Item) -> dict[str, object]:
    """What it was taken for stays, whatever its file is called by now."""
    model = row.data.get("model") or ("image" if is_picture(item) else "file")
    comments = [keeping.comment_data(comment) for comment in item.comments]
    rest = keeping.rest_of(item) | {"model": model, "title": item.title} | own_rows.place_of_file(item)
    return rest | {"comments": comments} if comments else rest


def is_picture(item: Item) -> bool:
    name = mapping.attachment_file(item) or urlsplit(mapping.attachment_url(item)).path
    return PurePosixPath(name).suffix.lower().lstrip(".") in _PICTURES


def _create(new: Sequence[tuple[ImportedItem, Item]], model: type[Image] | type[MediaFile]) -> None:
    """A lead image that an earlier export did not hold has its row already (E120)."""
    if not new:
        return
    there = _there(new, model)
    rest = [row for row, _item in new if row.wordpress_id not in there]
    numbers = there | dict(zip((row.wordpress_id for row in rest), sequences.reserve(model, len(rest)), strict=True))
    made: list[Image] | list[MediaFile] = []
    for row, item in new:
        row.local_id = numbers[row.wordpress_id]
        made.append(_image(row, item) if model is Image else _media_file(row, item))  # type: ignore[arg-type]
        row.stored_digest = _digest(_words(model, item))
    model._default_manager.bulk_create(
        made, update_conflicts=True, unique_fields=["id"], update_fields=_FIELDS[model]  # type: ignore[arg-type]
    )  # fmt: skip


def _there(new: Sequence[tuple[ImportedItem, Item]], model: type[Image] | type[MediaFile]) -> dict[int, int]:
    rows = model._default_manager.filter(
        import_source=new[0][0].source_id, wordpress_id__in=[row.wordpress_id for row, _item in new]
    )
    return {int(number or 0): pk for number, pk in rows.values_list("wordpress_id", "pk")}


def _image(row: ImportedItem, item: Item) -> Image:
    caption, alt_text = _words(Image, item)
    made = Image(
        pk=row.local_id, import_source_id=row.source_id, wordpress_id=row.wordpress_id,
        source_url=mapping.attachment_url(item)[:1000], upload_path=mapping.attachment_file(item)[:500],
        caption=caption, alt_text=alt_text,
    )  # fmt: skip
    return own_rows.completed_picture(made, item)


def _media_file(row: ImportedItem, item: Item) -> MediaFile:
    title, caption = _words(MediaFile, item)
    return MediaFile(
        pk=row.local_id, import_source_id=row.source_id, wordpress_id=row.wordpress_id,
        source_url=mapping.attachment_url(item)[:1000], upload_path=mapping.attachment_file(item)[:500],
        title=title, caption=caption,
    )  # fmt: skip


def _words(model: type[Image] | type[MediaFile], item: Item) -> tuple[str, str]:
    """In the order of `_WORDS`."""
    caption, alt_text = mapping.plain(item.excerpt), mapping.plain(item.meta_value("_wp_attachment_image_alt"))[:500]
    caption, alt_text = own_rows.picture_words(item, caption, alt_text)
    return (mapping.plain(item.title)[:250], caption) if model is MediaFile else (caption, alt_text)


def _updated(row: ImportedItem, item: Item, account: Account) -> str:
    model: type[Image] | type[MediaFile] = Image if row.data.get("model") == "image" else MediaFile
    here = model._default_manager.filter(pk=row.local_id or 0)
    words = here.values_list(*_WORDS[model]).first()
    if words is None or _digest(words) != row.stored_digest:
        account.note(
            "attachment", item.post_id, "changed in the export, but its words were edited here: left as they are"
        )
        return "unchanged"
    wanted = _words(model, item)
    here.update(**dict(zip(_WORDS[model], wanted, strict=True)))
    row.stored_digest = _digest(wanted)
    return "updated"


def remember_words(image: Image) -> None:
    """As those of the import: what a file says of itself is no editor's work."""
    row = ImportedItem.objects.filter(source=image.import_source_id, kind="attachment", local_id=image.pk)
    row.filter(wordpress_id=image.wordpress_id or 0).update(stored_digest=_digest((image.caption, image.alt_text)))


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256(repr(tuple(words)).encode("utf-8", "surrogatepass")).hexdigest()

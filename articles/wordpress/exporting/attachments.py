"""Pictures and files as attachments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from articles.export.addresses import source_of
from articles.models import Image, ImportedItem, MediaFile
from articles.wordpress import mapping
from articles.wordpress.exporting.comments import kept_comments
from articles.wordpress.exporting.items import (
    Kept,
    dates,
    kept_dates,
    kept_metas,
    kept_of,
    kept_terms,
    metas,
    new_item,
    post_name,
)  # fmt: skip
from articles.wordpress.exporting.numbers import Numbers
from articles.wordpress.exporting.people import People
from articles.wordpress.mapping import as_html
from articles.wordpress.own_fields import CREDIT, KEY, comes_back, written
from articles.wordpress.reading import Item

_MIDDLE = 0.5


class Attachments:
    def __init__(self, numbers: Numbers, people: People) -> None:
        self._numbers, self._people = numbers, people

    def items(self, batch: Sequence[Image] | Sequence[MediaFile]) -> list[Item]:
        """Without those of which nothing but a number is known: the article that shows it names it all the same."""
        known = [row for row in batch if row.file or row.upload_path or row.source_url]
        rows = kept_of("attachment", [row.pk for row in known])
        model = "image" if batch and isinstance(batch[0], Image) else "file"
        kept = {pk: row for pk, row in rows.items() if row.data.get("model") == model}
        return [self._item(row, kept.get(row.pk)) for row in known]

    def _item(self, row: Image | MediaFile, place: ImportedItem | None) -> Item:
        kept: Kept = place.data if place else {}
        number, name = self._numbers.of(row), PurePosixPath(row.upload_path or row.file.name or "").stem
        url = source_of(row)
        return new_item(
            post_id=number,
            post_type="attachment",
            title=_title(row, kept) or as_html(name),
            link=url,
            guid=kept.get("guid") or url,
            creator=self._people.creator(kept.get("creator", "")),
            excerpt=as_html(row.caption),
            post_name=post_name("", kept) or name,
            status=kept.get("status") or "inherit",
            comment_status=kept.get("comment_status") or "closed",
            ping_status=kept.get("ping_status") or "closed",
            post_parent=place.parent_number if place and place.source_id == self._numbers.source_id else 0,
            menu_order=int(kept.get("order") or 0),
            attachment_url=url,
            terms=tuple(kept_terms(kept, ())),
            meta=(*kept_metas(kept, {CREDIT}), *metas(_metas(row))),
            comments=tuple(kept_comments(kept)),
            **(kept_dates(kept) if kept.get("dates") else dates(row.created_at, None)),
        )


def _title(row: Image | MediaFile, kept: Kept) -> str:
    """A picture has no title here; it keeps the one it had."""
    given = str(kept.get("title", ""))
    if isinstance(row, Image) or mapping.plain(given) == row.title:
        return given
    return as_html(row.title)


def _metas(row: Image | MediaFile) -> list[tuple[str, str]]:
    attached = [("_wp_attached_file", row.upload_path or row.file.name or "")]
    if isinstance(row, MediaFile):
        return [*attached, (KEY, written(_own(row)))]
    words = [("_wp_attachment_image_alt", as_html(row.alt_text)), (CREDIT, as_html(row.credit))]
    return [*attached, *words, (KEY, written(_own(row) | _own_of_picture(row)))]


def _own(row: Image | MediaFile) -> dict[str, Any]:
    """`file` is where it lies below `MEDIA_ROOT`."""
    return {"file": row.file.name or "", "caption": "" if comes_back(row.caption) else row.caption}


def _own_of_picture(image: Image) -> dict[str, Any]:
    is_aimed = (image.focal_x, image.focal_y) != (_MIDDLE, _MIDDLE)
    return {
        "alt_text": "" if comes_back(image.alt_text) else image.alt_text,
        "credit": "" if comes_back(image.credit) else image.credit,
        "decorative": image.decorative,
        "focal_x": image.focal_x if is_aimed else None,
        "focal_y": image.focal_y if is_aimed else None,
        "keywords": image.keywords,
        "rights_note": image.rights_note,
    }

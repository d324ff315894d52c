"""The last phase: the files of attachments, from the uploads folder or from the site they were on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, TypeVar

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction

from articles import images
from articles.fetch import FetchError, Limits, fetch
from articles.models import Image, ImportSource, MediaFile
from articles.models.media_file import stored_name
from articles.wordpress.importing import own_rows
from articles.wordpress.importing.account import Account

_MODELS: tuple[type[Image] | type[MediaFile], ...] = (Image, MediaFile)
Row = TypeVar("Row", Image, MediaFile)

_BATCH = 100
_MOST_BYTES = 2 * 1024**3
# A whole picture, not a page: longer and larger than what linkbacks may fetch.
_DOWNLOAD = Limits(total_seconds=120, wire_bytes=64 * 1024**2, content_bytes=64 * 1024**2)


class Files:
    """Each file is a transaction of its own; one that is there already is not looked for again."""

    def __init__(
        self, source: ImportSource, uploads: Path | None, downloads: bool, account: Account, alive: Callable[[], None]
    ) -> None:
        self._source, self._uploads, self._downloads = source, uploads, downloads
        self._account, self._alive = account, alive

    def find_all(self) -> None:
        if not self._uploads and not self._downloads:
            self._count_missing()
            return
        for image, own in _missing(Image, self._source):
            self._give(image, own, _take_own_picture if own else _take_picture)
        for media_file, own in _missing(MediaFile, self._source):
            self._give(media_file, own, _take_file)

    def _count_missing(self) -> None:
        count = sum(model._default_manager.filter(import_source=self._source, file="").count() for model in _MODELS)
        if count:
            text = f"{count:,} attachments have no file: run it again with --uploads, or with --download"
            self._account.note("file", 0, text)

    def _give(self, row: Image | MediaFile, own: str, take: Callable[..., None]) -> None:
        """`own` is where the portal that exported it keeps the file, below its `MEDIA_ROOT`."""
        name = row.upload_path
        found = _first_of(self._uploads, (name, own)) if self._uploads else None
        try:
            with transaction.atomic():
                if found:
                    with found.open("rb") as file:
                        take(row, file, found.name, found.stat().st_size)
                elif self._downloads and row.source_url:
                    with _downloaded(row.source_url) as file:
                        take(row, file, PurePosixPath(name).name or "file", file.seek(0, 2))
                else:
                    raise ValidationError(f"its file {name or '(unnamed)'} was not found; it is missing")
            self._account.add("file", "created")
        except ValidationError as error:
            self._note(row, " ".join(error.messages))
        except (OSError, FetchError) as error:
            self._note(row, f"its file {name} could not be read: {error}")
        self._alive()

    def _note(self, row: Image | MediaFile, reason: str) -> None:
        self._account.note("attachment", row.wordpress_id or 0, reason)


def _first_of(uploads: Path, names: Iterable[str]) -> Path | None:
    return next((found for name in names if name and (found := find_file(uploads, name))), None)


def find_file(uploads: Path, name: str) -> Path | None:
    """`2016/10/harbour.jpg` below the uploads folder, below a whole site's folder, or lying flat in it."""
    places = (uploads / name, uploads / "wp-content" / "uploads" / name, uploads / PurePosixPath(name).name)
    root = uploads.resolve()
    return next((place for place in places if place.resolve().is_relative_to(root) and place.is_file()), None)


def _missing(model: type[Row], source: ImportSource) -> Iterator[tuple[Row, str]]:
    """By number, a batch at a time, each with its file's place in an export of ours.

    What gets its file leaves the list behind.
    """
    last = 0
    while True:
        rows = list(model.objects.filter(import_source=source, file="", pk__gt=last).order_by("pk")[:_BATCH])
        if not rows:
            return
        own = own_rows.places_of_files(source, [row.wordpress_id or 0 for row in rows])
        yield from ((row, own.get(row.wordpress_id or 0, "")) for row in rows)
        last = rows[-1].pk


def _take_own_picture(image: Image, file: BinaryIO, name: str, size: int) -> None:
    """What the portal that exported it left empty stays so."""
    file.seek(0)
    images.put_file(image, images.inspect(file, name, size), name)


def _take_picture(image: Image, file: BinaryIO, name: str, size: int) -> None:
    file.seek(0)
    intake = images.inspect(file, name, size)
    image.caption = image.caption or intake.description.caption
    image.credit = image.credit or intake.description.credit[:250]
    images.put_file(image, intake, name)


def _take_file(row: MediaFile, file: BinaryIO, name: str, size: int) -> None:
    if size > _MOST_BYTES:
        raise ValidationError(f"{name} is too large.")
    file.seek(0)
    row.checksum, row.size = _sum_of(file), size
    file.seek(0)
    row.file.save(stored_name(row, name).rpartition("/")[2], File(file), save=False)
    row.save()


def _sum_of(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    for piece in iter(lambda: file.read(1024**2), b""):
        digest.update(piece)
    return digest.hexdigest()


def _downloaded(url: str) -> BinaryIO:
    response = fetch(url, limits=_DOWNLOAD)
    if response.status != 200 or response.truncated:
        raise OSError(f"{url} answers {response.status}")
    file = SpooledTemporaryFile(max_size=8 * 1024**2)  # noqa: SIM115 (the caller closes it)
    file.write(response.content)
    return file  # type: ignore[return-value]

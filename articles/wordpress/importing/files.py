"""The last phase: the files of attachments, from the uploads folder or from the site they were on."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models, transaction

from articles import images
from articles.fetch import FetchError, Limits, fetch
from articles.models import Image, ImportSource, MediaFile
from articles.models.media_file import stored_name
from articles.wordpress.importing import media, own_rows
from articles.wordpress.importing.account import Account

_MODELS: tuple[type[Image] | type[MediaFile], ...] = (Image, MediaFile)
_NOT_OF_THIS_FILE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_BATCH = 100
_MOST_BYTES = 2 * 1024**3
# A whole picture, not a page: longer and larger than what linkbacks may fetch.
_DOWNLOAD = Limits(total_seconds=120, wire_bytes=64 * 1024**2, content_bytes=64 * 1024**2)


class Files:
    """One file after another; one that is there already is not looked for again. A dry run only looks."""

    def __init__(
        self, source: ImportSource, uploads: Path | None, downloads: bool, is_dry: bool, account: Account
    ) -> None:
        self._source, self._uploads, self._account = source, uploads, account
        self._downloads, self._is_dry = downloads, is_dry

    def count(self, part: int = 0, after: int = 0) -> int:
        """Of those without a file, from a position on."""
        return sum(missing.count() for _number, missing in self._missing(part, after))

    def each(self, part: int = 0, after: int = 0) -> Iterator[tuple[int, Image | MediaFile]]:
        """The same one after another; position and row."""
        if not self._uploads and not self._downloads:
            self._note_missing()
            return
        for number, missing in self._missing(part, after):
            yield from ((number, row) for row in _in_order(missing))

    def _missing(self, part: int, after: int) -> Iterator[tuple[int, models.QuerySet[Any]]]:
        for number, model in list(enumerate(_MODELS))[part:]:
            last = after if number == part else 0
            yield number, model._default_manager.filter(import_source=self._source, file="", pk__gt=last)

    def _note_missing(self) -> None:
        if count := self.count():
            text = f"{count:,} attachments have no file: run it again with --uploads, or with --download"
            self._account.note("file", 0, text)

    def give(self, row: Image | MediaFile) -> None:
        try:
            with transaction.atomic():
                self._find(row)
            self._account.add("file", "created")
        except ValidationError as error:
            self._note(row, " ".join(error.messages))
        except (OSError, FetchError) as error:
            if isinstance(error, OSError) and error.errno in _NOT_OF_THIS_FILE:
                raise
            self._note(row, f"its file {row.upload_path} could not be read: {error}")

    def _find(self, row: Image | MediaFile) -> None:
        name = row.upload_path
        own = own_rows.place_of(row)
        found = _first_of(self._uploads, (name, own)) if self._uploads else None
        if found:
            with found.open("rb") as file:
                self._take(row, file, found.name, found.stat().st_size, is_told=bool(own))
        elif self._downloads and row.source_url:
            if not self._is_dry:
                with _downloaded(row.source_url) as file:
                    self._take(row, file, PurePosixPath(name).name or "file", file.seek(0, 2))
        else:
            raise ValidationError(f"its file {name or '(unnamed)'} was not found; it is missing")

    def _take(self, row: Image | MediaFile, file: BinaryIO, name: str, size: int, is_told: bool = False) -> None:
        """A picture of another portal is told of already: what was left empty there stays so."""
        if self._is_dry:
            return
        if isinstance(row, Image) and is_told:
            _put_picture(row, file, name, size)
        elif isinstance(row, Image):
            _take_picture(row, file, name, size)
        else:
            _take_file(row, file, name, size)

    def _note(self, row: Image | MediaFile, reason: str) -> None:
        self._account.note("attachment", row.wordpress_id or 0, reason)


def _first_of(uploads: Path, names: Iterable[str]) -> Path | None:
    return next((found for name in names if name and (found := find_file(uploads, name))), None)


def find_file(uploads: Path, name: str) -> Path | None:
    """`2016/10/harbour.jpg` below the uploads folder, below a whole site's folder, or lying flat in it."""
    places = (uploads / name, uploads / "wp-content" / "uploads" / name, uploads / PurePosixPath(name).name)
    try:
        root = uploads.resolve()
        return next((place for place in places if place.resolve().is_relative_to(root) and place.is_file()), None)
    except (RuntimeError, ValueError) as error:  # links that lead in a circle; a NUL in the name
        raise OSError(str(error)) from None


def _in_order(missing: models.QuerySet[Any]) -> Iterator[Any]:
    """By number, a batch at a time: what gets its file leaves the list behind."""
    last = 0
    while rows := list(missing.filter(pk__gt=last).order_by("pk")[:_BATCH]):
        yield from rows
        last = rows[-1].pk


def _put_picture(image: Image, file: BinaryIO, name: str, size: int) -> None:
    file.seek(0)
    images.put_file(image, images.inspect(file, name, size), name)


def _take_picture(image: Image, file: BinaryIO, name: str, size: int) -> None:
    file.seek(0)
    intake = images.inspect(file, name, size)
    says_itself = not image.caption and intake.description.caption
    image.caption = image.caption or intake.description.caption
    image.credit = image.credit or intake.description.credit[:250]
    images.put_file(image, intake, name)
    if says_itself:
        media.remember_words(image)


def _take_file(row: MediaFile, file: BinaryIO, name: str, size: int) -> None:
    if size > _MOST_BYTES:
        raise ValidationError(f"{name} is too large.")
    file.seek(0)
    row.checksum, row.size = _sum_of(file), size
    file.seek(0)
    stored = stored_name(row, name)
    images.put_content(stored, File(file), size)
    row.file.name = stored
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

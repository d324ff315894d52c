"""The files of an export: plain, gzip or zip, read as they lie there. Nothing is unpacked to disk or memory."""

from __future__ import annotations

import gzip
import io
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from typing import BinaryIO

from articles.wordpress.reading.errors import NotAnExport
from articles.wordpress.reading.streams import DAMAGED, OwnPlace, Part

Source = str | Path | BinaryIO
_Opener = Callable[[ExitStack], BinaryIO]
_MOST_PARTS = 1000


def parts(sources: Sequence[Source], resources: ExitStack) -> list[Part]:
    """In the order given, a zip's files by name. `-` is standard input, kept in a temporary file until closed.

    Raises OSError for a file that cannot be opened, NotAnExport for an archive without an export.
    """
    return [part for source in sources for part in _parts_of(source, resources)]


def _parts_of(source: Source, resources: ExitStack) -> list[Part]:
    name, opened = _opener(source, resources)
    with ExitStack() as stack:
        file = opened(stack)
        start, size = file.read(4), file.seek(0, io.SEEK_END)
    if start.startswith(b"\x1f\x8b"):
        return [Part(name, size, True, _gzip(opened))]
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_parts(name, size, opened)
    return [Part(name, size, False, opened)]


def _opener(source: Source, resources: ExitStack) -> tuple[str, _Opener]:
    if isinstance(source, str | Path) and str(source) != "-":
        path = Path(source)
        return path.name, lambda stack: stack.enter_context(path.open("rb"))
    file = sys.stdin.buffer if isinstance(source, str | Path) else source
    if isinstance(source, str | Path) or not file.seekable():
        file = _spooled(file, resources)
    return "", lambda stack: stack.enter_context(io.BufferedReader(OwnPlace(file)))


def _spooled(stream: BinaryIO, resources: ExitStack) -> BinaryIO:
    file = resources.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (`resources` closes it)
    copyfileobj(stream, file)
    return file


def _gzip(opened: _Opener) -> _Opener:
    return lambda stack: stack.enter_context(gzip.GzipFile(fileobj=opened(stack)))  # type: ignore[return-value]


def _zip_parts(name: str, size: int, opened: _Opener) -> list[Part]:
    """Its .xml files; a name that leads out of the archive, or is the system's own, is passed over."""
    try:
        with ExitStack() as stack:
            archive = stack.enter_context(zipfile.ZipFile(opened(stack)))
            members = sorted((entry for entry in archive.infolist() if _is_export(entry)), key=_by_number)
    except (*DAMAGED, ValueError):
        raise NotAnExport(f"{name or 'This'} is a damaged zip archive, not a WordPress export.") from None
    if not members or len(members) > _MOST_PARTS:
        raise NotAnExport(f"This zip archive holds {'too many' if members else 'no'} .xml files, not an export.")
    if any(entry.flag_bits & 1 for entry in members):
        raise NotAnExport("This zip archive is locked with a password; unpack it first.")
    return [Part(one.filename, min(one.compress_size, size), True, _member(opened, one)) for one in members]


def _is_export(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    is_outside = path.is_absolute() or ".." in path.parts or ":" in entry.filename
    return path.suffix.lower() == ".xml" and not is_outside and "__MACOSX" not in path.parts


def _by_number(entry: zipfile.ZipInfo) -> list[tuple[int, str]]:
    """`part.2.xml` before `part.10.xml`."""
    return [(int(digits or 0), word) for digits, word in re.findall(r"(\d{1,18})|(\D+)", entry.filename)]


def _member(opened: _Opener, entry: zipfile.ZipInfo) -> _Opener:
    def open_member(stack: ExitStack) -> BinaryIO:
        archive = stack.enter_context(zipfile.ZipFile(opened(stack)))
        return stack.enter_context(archive.open(entry))  # type: ignore[return-value]

    return open_member

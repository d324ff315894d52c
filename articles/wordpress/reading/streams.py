"""Bytes of one file from a place on, whatever it is packed in."""

from __future__ import annotations

import codecs
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from articles.wordpress.reading.errors import NotAnExport

DAMAGED = (zlib.error, EOFError, gzip.BadGzipFile, zipfile.BadZipFile, NotImplementedError)
_SKIP = 1 << 20
# Exports shrink to a fifth or a tenth. Deflate can reach a thousandth, with what no person wrote.
_UNSUSPICIOUS, _HIGHEST_RATIO = 100_000_000, 200
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"<\0r\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
    (b"\0<\0r", "utf-16-be"),
)


class _Readable(Protocol):
    def read1(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Part:
    """One file of an export. `size` is its length as it lies there, packed or not; `opened` closes with its stack."""

    name: str
    size: int
    is_packed: bool
    opened: Callable[[ExitStack], BinaryIO]

    @contextmanager
    def stream(self, offset: int = 0) -> Iterator[PartStream]:
        """From that offset on: a plain file goes to the byte, any other is read again up to it."""
        with ExitStack() as stack:
            raw = self.opened(stack)
            wide = _wide_encoding(raw)
            stream = PartStream(self, _Narrowed(raw, wide) if wide else raw)  # type: ignore[arg-type]
            if wide or self.is_packed:
                stream.skip(offset)
            else:
                raw.seek(offset)
            yield stream


class PartStream:
    """Ends where the file's damage begins, and says so; refuses an archive that unpacks to absurd lengths."""

    def __init__(self, part: Part, raw: _Readable) -> None:
        self.part, self.raw = part, raw
        self.count = 0
        self.damage = ""

    def read(self, size: int, /) -> bytes:
        """As much as that, unless the end or the damage comes before."""
        pieces: list[bytes] = []
        while size > 0 and (piece := self._piece(size)):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def skip(self, offset: int) -> None:
        while self.count < offset and self.read(min(_SKIP, offset - self.count)):
            pass

    def _piece(self, size: int) -> bytes:
        try:
            piece = self.raw.read1(size)
        except DAMAGED as error:
            self.damage = f"the archive is damaged after {self.count:,} bytes ({error})"
            return b""
        self.count += len(piece)
        if self.part.is_packed and self.count > max(_UNSUSPICIOUS, self.part.size * _HIGHEST_RATIO):
            raise NotAnExport("This archive unpacks to far more than any export does; it is not read.")
        return piece


class OwnPlace(io.RawIOBase):
    """A place of one's own in a file that others read too; closing it leaves the file open."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._at = file, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_CUR:
            offset, whence = self._at + offset, io.SEEK_SET
        self._at = self._file.seek(offset, whence)
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        self._file.seek(self._at)
        chunk = self._file.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self._at += len(chunk)
        return len(chunk)


class _Narrowed:
    """UTF-16 and UTF-32 as UTF-8; half a pair of surrogates becomes U+FFFD."""

    def __init__(self, raw: BinaryIO, encoding: str) -> None:
        self.raw, self.decoder = raw, codecs.getincrementaldecoder(encoding)("replace")
        self.ready, self.is_done = b"", False

    def read1(self, size: int, /) -> bytes:
        while not self.ready and not self.is_done:
            chunk = self.raw.read(_SKIP)
            self.is_done = not chunk
            self.ready = self.decoder.decode(chunk, final=not chunk).encode("utf-8", "replace")
        found, self.ready = self.ready[:size], self.ready[size:]
        return found


def _wide_encoding(raw: BinaryIO) -> str:
    """By the byte-order mark, or by the first two characters; empty for one byte a character."""
    try:
        start = raw.read(4)
    except DAMAGED:
        return ""
    raw.seek(0)
    return next((name for mark, name in _WIDE if start.startswith(mark)), "")

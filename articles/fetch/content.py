"""Reads and decodes the body of an answer, never more of it than the limits say."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from articles.fetch.errors import BadResponse, Refused
from articles.fetch.limits import Limits
from articles.fetch.reader import Cut, Reader
from articles.fetch.response import Headers

_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;.*)?")
_LENGTH = re.compile(r"[0-9]{1,18}")
_GZIP, _ZLIB, _RAW_DEFLATE = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


def read_content(reader: Reader, headers: Headers, limits: Limits) -> tuple[bytes, bool]:
    """The decoded body and whether it was cut, by us or by them."""
    coding = _coding(headers)
    reader.allow(limits.wire_bytes)
    if not coding:
        return _gathered(_pieces(reader, headers), limits.content_bytes)
    raw, cut = _gathered(_pieces(reader, headers), limits.wire_bytes)
    content, incomplete = _inflated(raw, coding, limits.content_bytes)
    return content, cut or incomplete


def _coding(headers: Headers) -> str:
    """One layer is taken although we ask for none; layers on layers are what bombs are made of."""
    codings = [word.removeprefix("x-") for word in headers.words("content-encoding") if word != "identity"]
    if len(codings) > 1 or set(codings) - {"gzip", "deflate"}:
        raise Refused("encoding", f"The answer is encoded as {', '.join(codings)[:100]!r}, which we do not take.")
    return codings[0] if codings else ""


def _pieces(reader: Reader, headers: Headers) -> Iterator[bytes]:
    transfer = headers.words("transfer-encoding")
    if transfer:
        if transfer != ["chunked"]:
            raise BadResponse("length", f"The answer is transferred as {', '.join(transfer)[:100]!r}.")
        return _chunks(reader)
    lengths = set(headers.words("content-length"))
    return _exactly(reader, _length(lengths)) if lengths else iter(reader.some, b"")


def _length(lengths: set[str]) -> int:
    length = lengths.pop()
    if lengths or not _LENGTH.fullmatch(length):
        raise BadResponse("length", "The answer does not say how long it is in a way that can be understood.")
    return int(length)


def _exactly(reader: Reader, left: int) -> Iterator[bytes]:
    while left:
        piece = reader.some(left)
        if not piece:
            raise Cut(ended=True)
        left -= len(piece)
        yield piece


def _chunks(reader: Reader) -> Iterator[bytes]:
    """What follows the last chunk is not read: it could only be trailers."""
    while size := _chunk_size(reader.line()):
        yield from _exactly(reader, size)
        if reader.line():
            raise BadResponse("chunk", "A chunk is longer than it says.")


def _chunk_size(line: bytes) -> int:
    match = _CHUNK.fullmatch(line)
    if not match:
        raise BadResponse("chunk", f"A chunk has no readable size: {line[:40]!r}.")
    return int(match[1], 16)


def _gathered(pieces: Iterator[bytes], most: int) -> tuple[bytes, bool]:
    gathered = bytearray()
    try:
        for piece in pieces:
            gathered += piece
            if len(gathered) > most:
                return bytes(gathered[:most]), True
    except Cut:
        return bytes(gathered), True
    return bytes(gathered), False


def _inflated(raw: bytes, coding: str, most: int) -> tuple[bytes, bool]:
    """Stops at `most` bytes of output: a bomb costs no more than a page."""
    if not raw:
        return b"", False
    inflater = zlib.decompressobj(_GZIP if coding == "gzip" else _deflate_form(raw))
    try:
        content = inflater.decompress(raw, most)
    except zlib.error:
        raise BadResponse("encoding", f"The answer says it is {coding}, but cannot be decoded.") from None
    return content, not inflater.eof or bool(inflater.unused_data)


def _deflate_form(raw: bytes) -> int:
    """The standard means zlib's format; some servers send the bare stream."""
    is_zlib = raw[0] & 0x0F == 8 and int.from_bytes(raw[:2], "big") % 31 == 0
    return _ZLIB if is_zlib else _RAW_DEFLATE

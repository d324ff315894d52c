"""Files an editor may send: pictures, and what is none."""

from __future__ import annotations

import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import jpeg


def upload(content: bytes | None = None, name: str = "bridge.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg(40, 30) if content is None else content, "image/jpeg")


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 50,000 × 50,000 pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")

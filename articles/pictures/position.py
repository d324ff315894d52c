"""Takes the place a picture was taken at out of its file: a source may live there."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

_GPS = 0x8825
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_XMP_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
_SEVERAL = b"MPF\0"
_END = b"\xff\xd9"
_APP1, _APP2, _SCAN = 0xE1, 0xE2, 0xDA
_XMP_ATTRIBUTE = re.compile(rb"\s[\w-]+:GPS\w*\s*=\s*(\"[^\"]*\"|'[^']*')")
_XMP_ELEMENT = re.compile(rb"<([\w-]+:GPS\w*)\b[^>]*(/>|>[^<]*</\1\s*>)")


def without_position(content: bytes, picture: Image.Image) -> bytes:
    """The same file without GPS data: a JPEG's pixels stay as they are, other formats are written anew."""
    if picture.format in ("JPEG", "MPO"):
        return b"".join(_without_position_in(*segment) for segment in _segments(content))
    return _written_anew(content) if _tells_position(picture) else content


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """A JPEG's parts as (marker, bytes with marker); the picture data itself is the last."""
    at = 2
    yield 0xD8, content[:2]
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != _SCAN:
        length = struct.unpack(">H", content[at + 2 : at + 4])[0] + 2
        yield content[at + 1], content[at : at + length]
        at += length
    yield _SCAN, _until_end(content[at:])


def _until_end(scan: bytes) -> bytes:
    """What a phone puts behind the picture tells the place again: a film, depth, the other eye, a preview."""
    end = scan.find(_END)
    return scan if end < 0 else scan[: end + len(_END)]


def _without_position_in(marker: int, segment: bytes) -> bytes:
    payload = segment[4:]
    if marker == _APP2 and payload.startswith(_SEVERAL):
        return b""
    if marker != _APP1:
        return segment
    if payload.startswith(_EXIF):
        return _segment(_exif_without_position(payload))
    if payload.startswith(_XMP_EXTENSION):
        return b""
    return _segment(_xmp_without_position(payload)) if payload.startswith(_XMP) else segment


def _segment(payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, _APP1, len(payload) + 2) + payload if payload else b""


def _exif_without_position(payload: bytes) -> bytes:
    exif = Image.Exif()
    try:
        exif.load(payload)
        if _GPS not in exif:
            return payload
        del exif[_GPS]
        written: bytes = exif.tobytes()
    except Exception:  # Pillow raises many kinds on broken EXIF; then none of it is kept
        return b""
    return written if written.startswith(_EXIF) else _EXIF + written


def _xmp_without_position(payload: bytes) -> bytes:
    return _XMP_ELEMENT.sub(b"", _XMP_ATTRIBUTE.sub(b"", payload))


def _tells_position(picture: Image.Image) -> bool:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    in_xmp = b":GPS" in (packet if isinstance(packet, bytes) else packet.encode())
    return _GPS in picture.getexif() or in_xmp


def _written_anew(content: bytes) -> bytes:
    picture = Image.open(BytesIO(content))
    picture.info.pop("xmp", None)
    picture.info.pop("XML:com.adobe.xmp", None)
    exif = picture.getexif()
    del exif[_GPS]
    out = BytesIO()
    picture.save(out, picture.format, exif=exif, quality=92, save_all=getattr(picture, "is_animated", False))
    return out.getvalue()

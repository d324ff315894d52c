"""Picture files made for tests, sound and broken."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:c="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 photoshop:Credit="Harbour Agency" exif:GPSLatitude="36,20.1N">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Cranes at dawn</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>Asha Raman</rdf:li></rdf:Seq></dc:creator>
<dc:subject><rdf:Bag><rdf:li>port</rdf:li><rdf:li>बंदरगाह</rdf:li></rdf:Bag></dc:subject>
<c:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Three cranes</rdf:li></rdf:Alt></c:AltTextAccessibility>
<exif:GPSLongitude>43,8.1E</exif:GPSLongitude></rdf:Description></rdf:RDF></x:xmpmeta>"""


def picture(fmt: str = "JPEG", size: tuple[int, int] = (640, 427), mode: str = "RGB", **options: object) -> bytes:
    out = BytesIO()
    colour = {"RGB": (163, 21, 42), "RGBA": (163, 21, 42, 90), "L": 90, "P": 3, "CMYK": (0, 90, 80, 10)}[mode]
    Image.new(mode, size, colour).save(out, fmt, **options)
    return out.getvalue()


def with_position(orientation: int = 1, fmt: str = "JPEG") -> bytes:
    """A photograph that tells where it was taken, in EXIF and in XMP."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = orientation, "Karim Haddad"
    degrees = (IFDRational(36), IFDRational(20), IFDRational(6))
    exif.get_ifd(0x8825).update({1: "N", 2: degrees, 3: "E", 4: degrees})
    return picture(fmt, exif=exif, xmp=XMP.encode())


def with_iptc(**fields: str) -> bytes:
    """`n120="caption"` sets IPTC record 2, field 120; `;` separates repeats."""
    records = b""
    for name, values in fields.items():
        for value in values.split(";"):
            text = value.encode()
            records += struct.pack(">BBBH", 0x1C, 2, int(name[1:]), len(text)) + text
    resource = b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(records)) + records
    segment = b"Photoshop 3.0\0" + resource + (b"\0" if len(records) % 2 else b"")
    plain = picture()
    return plain[:2] + struct.pack(">BBH", 0xFF, 0xED, len(segment) + 2) + segment + plain[2:]


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG that is a few bytes here and 2.5 billion pixels once decoded."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )

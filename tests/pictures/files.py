"""Picture files made for tests, sound and broken."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms
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


def with_rights() -> bytes:
    """A JPEG that says whose it is, what it shows and where it was taken."""
    rights = (
        'xmlns:r="http://ns.adobe.com/xap/1.0/rights/" r:WebStatement="https://agency.example/terms?a=1&amp;b=2" '
        "photoshop:Credit"
    )
    more = (
        '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© हार्बर &amp; Sons</rdf:li></rdf:Alt></dc:rights>'
        '<r:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">No resale</rdf:li></rdf:Alt></r:UsageTerms><dc:creator>'
    )
    xmp = XMP.replace("photoshop:Credit", rights).replace("<dc:creator>", more)
    return picture(xmp=xmp.encode())


def with_green_for_red() -> bytes:
    """A profile under which the numbers of sRGB mean another colour."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for old, new in ((b"rXYZ", b"zXYZ"), (b"gXYZ", b"rXYZ"), (b"zXYZ", b"gXYZ"), (b"\0s\0R\0G\0B", b"\0o\0t\0h\0r")):
        assert old in profile
        profile = profile.replace(old, new)
    return picture(icc_profile=profile)


def turned(orientation: int) -> bytes:
    """600 × 400 once upright, with a red corner at the top left; stored as a camera held that way does."""
    upright = Image.new("RGB", (600, 400), "white")
    upright.paste("red", (0, 0, 150, 100))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what undoes the turn that EXIF asks for
    stored = upright.transpose(Image.Transpose(back[orientation])) if orientation in back else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = BytesIO()
    stored.save(out, "JPEG", exif=exif)
    return out.getvalue()


def animated(fmt: str = "GIF") -> bytes:
    out = BytesIO()
    first, second = (Image.new("RGB", (600, 400), colour) for colour in ("red", "blue"))
    first.save(out, fmt, save_all=True, append_images=[second], duration=100)
    return out.getvalue()


def of_a_phone() -> bytes:
    """A JPEG with a second picture behind it, which tells the place as the first does."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 3: "E"})
    first, second = (Image.new("RGB", (640, 427), colour) for colour in ("red", "blue"))
    out = BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[second], exif=exif.tobytes())
    return out.getvalue()


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG that is a few bytes here and 2.5 billion pixels once decoded."""
    return png(width, height, depth=1, colour=0, rows=b"\0" * 999)


def png(width: int, height: int, depth: int, colour: int, rows: bytes) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")

"""What a picture file says of itself: caption, credit and keywords from XMP, IPTC and EXIF, in that order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree
from PIL import Image, ImageFile, IptcImagePlugin

_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_EXIF_DESCRIPTION, _EXIF_ARTIST, _EXIF_COPYRIGHT = 0x010E, 0x013B, 0x8298


@dataclass(frozen=True)
class Description:
    caption: str = ""
    creator: str = ""
    agency: str = ""
    copyright: str = ""
    alt_text: str = ""
    keywords: tuple[str, ...] = ()
    licence_url: str = ""
    usage_terms: str = ""

    @property
    def credit(self) -> str:
        """`Asha Raman / Agency`; the copyright notice when nobody is named."""
        named = dict.fromkeys(filter(None, (self.creator, self.agency)))
        return " / ".join(named) or self.copyright

    def filled_from(self, other: Description) -> Description:
        """Own words first, the other's where there are none."""
        return Description(*(getattr(self, name) or getattr(other, name) for name in self.__dataclass_fields__))


def described(picture: ImageFile.ImageFile) -> Description:
    return _from_xmp(picture).filled_from(_from_iptc(picture)).filled_from(_from_exif(picture))


def _from_xmp(picture: Image.Image) -> Description:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    try:
        tree = ElementTree.fromstring(packet.strip(b"\0 ") if isinstance(packet, bytes) else packet, forbid_dtd=True)
    except (ParseError, ValueError, DefusedXmlException):
        return Description()
    return Description(
        caption=_joined(_xmp(tree, f"{_DC}description")[:1]),
        creator=_joined(_xmp(tree, f"{_DC}creator")),
        agency=_joined(_xmp(tree, f"{_PHOTOSHOP}Credit")),
        copyright=_joined(_xmp(tree, f"{_DC}rights")[:1]),
        alt_text=_joined(_xmp(tree, f"{_CORE}AltTextAccessibility")[:1]),
        keywords=tuple(_xmp(tree, f"{_DC}subject")),
        licence_url=_joined(_xmp(tree, f"{_RIGHTS}WebStatement")[:1]),
        usage_terms=_joined(_xmp(tree, f"{_RIGHTS}UsageTerms")[:1]),
    )


def _xmp(tree: Element, name: str) -> list[str]:
    """A property's values: an attribute, an element's own text, or the items of its list."""
    values = [node.get(name, "") for node in tree.iter(f"{_RDF}Description")]
    for node in tree.iter(name):
        items = [item.text or "" for item in node.iter(f"{_RDF}li")]
        values += items or [node.text or ""]
    return _tidy(values)


def _from_iptc(picture: ImageFile.ImageFile) -> Description:
    try:
        fields = IptcImagePlugin.getiptcinfo(picture) or {}
    except (OSError, ValueError, SyntaxError, IndexError, TypeError, KeyError):
        return Description()

    def values(number: int) -> list[str]:
        found = fields.get((2, number), [])
        return _tidy(map(_decoded, found if isinstance(found, list) else [found]))

    return Description(
        caption=_joined(values(120)),
        creator=_joined(values(80)),
        agency=_joined(values(110)),
        copyright=_joined(values(116)),
        keywords=tuple(values(25)),
    )


def _from_exif(picture: Image.Image) -> Description:
    exif = picture.getexif()

    def value(tag: int) -> str:
        found = exif.get(tag, "")
        return _joined(_tidy([_decoded(found) if isinstance(found, bytes) else str(found)]))

    return Description(value(_EXIF_DESCRIPTION), value(_EXIF_ARTIST), "", value(_EXIF_COPYRIGHT))


def _decoded(value: bytes) -> str:
    """IPTC is UTF-8 today and was Latin-1 before."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _tidy(values: Iterable[str]) -> list[str]:
    cleaned = (" ".join(value.replace("\0", " ").split()) for value in values)
    return list(dict.fromkeys(value for value in cleaned if value))


def _joined(values: Iterable[str]) -> str:
    return ", ".join(values)

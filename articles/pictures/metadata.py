"""What a picture file says of itself: caption, credit, keywords and day from XMP, IPTC and EXIF, in that order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree
from PIL import Image, ImageFile, IptcImagePlugin

_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_EXIF_DESCRIPTION, _EXIF_ARTIST, _EXIF_COPYRIGHT = 0x010E, 0x013B, 0x8298
_EXIF_MORE, _EXIF_TAKEN = 0x8769, 0x9003
# `20261103` in IPTC, `2026-11-03T10:00` in XMP, `2026:11:03 10:00:00` in EXIF.
_DAY = re.compile(r"(\d{4})[-:]?(\d{2})[-:]?(\d{2})(?!\d)", re.ASCII)


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
    taken_on: date | None = None

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
        taken_on=_day([*_xmp(tree, f"{_PHOTOSHOP}DateCreated"), *_xmp(tree, f"{_EXIF}DateTimeOriginal")]),
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
        taken_on=_day(values(55)),
    )


def _from_exif(picture: Image.Image) -> Description:
    exif = picture.getexif()

    def value(tag: int, within: Mapping[int, Any] = exif) -> str:
        found = within.get(tag, "")
        return _joined(_tidy([_decoded(found) if isinstance(found, bytes) else str(found)]))

    return Description(
        caption=value(_EXIF_DESCRIPTION),
        creator=value(_EXIF_ARTIST),
        copyright=value(_EXIF_COPYRIGHT),
        taken_on=_day([value(_EXIF_TAKEN, exif.get_ifd(_EXIF_MORE))]),
    )


def _day(values: Iterable[str]) -> date | None:
    """The first that is a day; cameras that were not set say zeros."""
    for found in filter(None, map(_DAY.match, values)):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            continue
    return None


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

"""Who made a picture and who may use it, as XMP for its copies: search engines show it, finders keep to it."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from articles.pictures.metadata import Description

_NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
)


def rights_packet(said: Description) -> bytes:
    """Empty where the file names nobody. Nothing else of what it says is kept: no place, no camera, no history."""
    credit = _attribute("photoshop:Credit", said.agency)
    terms = _attribute("xmpRights:WebStatement", said.licence_url)
    lists = "".join(
        (
            _list("dc:creator", "Seq", said.creator),
            _list("dc:rights", "Alt", said.copyright),
            _list("xmpRights:UsageTerms", "Alt", said.usage_terms),
        )
    )
    if not (credit or terms or lists):
        return b""
    about = f'<rdf:Description rdf:about="" {_NAMESPACES}{credit}{terms}>{lists}</rdf:Description>'
    rdf = f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{about}</rdf:RDF>'
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{rdf}</x:xmpmeta>'.encode("utf-8", "replace")


def _attribute(name: str, value: str) -> str:
    return f" {name}={quoteattr(_written(value))}" if value else ""


def _list(name: str, kind: str, value: str) -> str:
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    item = f"<rdf:li{language}>{escape(_written(value))}</rdf:li>"
    return f"<{name}><rdf:{kind}>{item}</rdf:{kind}></{name}>" if value else ""


def _written(value: str) -> str:
    """XML has no control characters, and a JPEG no room for more than 64 KiB of all this."""
    return "".join(sign for sign in value[:2000] if sign >= " " and sign not in "\ufffe\uffff")

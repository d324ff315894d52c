"""TrackBack's RDF block: found in a page, and written for ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_START, _END = "<rdf:RDF", "</rdf:RDF>"
_LONGEST_BLOCK = 16_384
_MOST_BLOCKS = 100
_DC = "http://purl.org/dc/elements/1.1/"
_TRACKBACK = "http://madskills.com/public/xml/rss/module/trackback/"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def pings_in(text: str) -> Iterator[tuple[str, str]]:
    """(identifier, ping address) of each block that has both, also of blocks inside comments."""
    for block in _blocks(text):
        for element in _elements(block):
            identifier, ping = element.get(f"{{{_DC}}}identifier"), element.get(f"{{{_TRACKBACK}}}ping")
            if identifier and ping:
                yield identifier.strip(), ping.strip()


def rdf_block(identifier: str, title: str, ping: str) -> str:
    """The block to put in an article's page, as an HTML comment that no value can close."""
    return (
        f"<!--\n"
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="{_DC}"\n'
        f'         xmlns:trackback="{_TRACKBACK}">\n'
        f"<rdf:Description rdf:about={_attribute(identifier)} dc:identifier={_attribute(identifier)}\n"
        f"                 dc:title={_attribute(title)} trackback:ping={_attribute(ping)} />\n"
        f"</rdf:RDF>\n"
        f"-->"
    )


def _blocks(text: str) -> Iterator[str]:
    start = text.find(_START)
    for _ in range(_MOST_BLOCKS):
        if start < 0:
            return
        end = text.find(_END, start, start + _LONGEST_BLOCK)
        if end >= 0:
            yield text[start : end + len(_END)]
        start = text.find(_START, max(end, start + 1))


def _elements(block: str) -> Iterator[Element]:
    try:
        yield from fromstring(block, forbid_dtd=True).iter()
    except (ParseError, DefusedXmlException, ValueError):
        return


def _attribute(value: str) -> str:
    text = escape(_NOT_XML.sub("", value)).replace("--", "&#45;&#45;")
    return f'"{text}"'

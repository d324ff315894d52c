"""Bytes of an item as legal text, whatever their encoding says they are."""

from __future__ import annotations

import codecs
import re

from articles.wordpress.reading.repairs import Mend, Repair

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BAD_BYTES = re.compile("[\udc80-\udcff]+")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
# Encodings whose markup is ASCII, so that a file can be cut up before it is decoded.
_ASCII_BASED = re.compile(
    r"iso8859-\d+|cp125\d|cp874|koi8-[rut]|mac-\w+|shift_jis|cp932|euc_\w+|gb2312|gbk|gb18030|big5|cp949|cp950|tis-620"
)


def declared_encoding(head: bytes) -> str:
    """What the XML declaration says, as Python names it; empty for UTF-8, for none and for one that cannot be."""
    found = _DECLARED.search(head)
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except LookupError:
        return ""
    if name in ("iso8859-1", "ascii"):
        return "cp1252"  # what every browser reads under that name
    return name if _ASCII_BASED.fullmatch(name) else ""


def legible(raw: bytes, encoding: str) -> tuple[str, tuple[Repair, ...]]:
    """UTF-8 where it is that as a whole, else the declared encoding; stray bytes of a UTF-8 file are Windows-1252."""
    text, strange = _decoded(raw, encoding)
    text, controls = _CONTROLS.subn("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = (Repair(Mend.CONTROLS, controls), Repair(Mend.BYTES, strange))
    return text, tuple(repair for repair in found if repair.number)


def _decoded(raw: bytes, encoding: str) -> tuple[str, int]:
    try:
        return raw.decode("utf-8"), 0
    except UnicodeDecodeError:
        if encoding:
            return raw.decode(encoding, "replace"), 0
    text = raw.decode("utf-8", "surrogateescape")
    strange = [len(run[0]) for run in _BAD_BYTES.finditer(text)]
    return _BAD_BYTES.sub(lambda run: _guessed(run[0]), text), sum(strange)


def _guessed(escaped: str) -> str:
    """A surrogate pair whose halves were written as UTF-8 is one character; anything else is Windows-1252."""
    raw = escaped.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")

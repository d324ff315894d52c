"""Bytes from other sites to text, by a short list of encodings."""

from __future__ import annotations

import codecs
import re
from encodings import normalize_encoding
from encodings.aliases import aliases

_LABEL = re.compile(r"[A-Za-z0-9_:.\-]{1,40}")
_META = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_:.\-]{1,40})", re.IGNORECASE)
_META_WITHIN = 1_024
# What decodes each name we know. Western names mean windows-1252, as in browsers; never UTF-7.
_DECODERS = {
    **dict.fromkeys(("ascii", "latin_1", "cp1252"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **{name: name for name in ("utf_8", "iso8859_15", "euc_jp", "shift_jis", "iso2022_jp", "big5", "euc_kr", "koi8_r")},
    **{name: name for name in (f"cp125{number}" for number in "01345678")},
}
_UTF_16 = {name: name for name in ("utf_16", "utf_16_le", "utf_16_be")}
CODECS = frozenset({*_DECODERS.values(), *_UTF_16})
_BOMS = ((codecs.BOM_UTF8, "utf_8"), (codecs.BOM_UTF16_LE, "utf_16"), (codecs.BOM_UTF16_BE, "utf_16"))


def decoder(label: str) -> str | None:
    """The codec for a charset's name as sites write it; None when we do not take it."""
    return _DECODERS.get(_codec_name(label))


def decode_page(body: bytes, declared: str = "") -> str:
    """Text of a page: by its header, byte order mark or meta element, else UTF-8; bad bytes are replaced."""
    codec = decoder(declared) or _UTF_16.get(_codec_name(declared)) or _marked(body) or _in_meta(body) or "utf_8"
    return body.decode(codec, "replace").removeprefix("\ufeff")


def _codec_name(label: str) -> str:
    # Not by `codecs.lookup`: it imports a module of the name that a stranger chose.
    name = normalize_encoding(label).lower() if _LABEL.fullmatch(label) else ""
    return aliases.get(name, name)


def _marked(body: bytes) -> str | None:
    return next((codec for mark, codec in _BOMS if body.startswith(mark)), None)


def _in_meta(body: bytes) -> str | None:
    found = _META.search(body[:_META_WITHIN])
    return decoder(found[1].decode("ascii")) if found else None

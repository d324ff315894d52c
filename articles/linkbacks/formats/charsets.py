"""Bytes from other sites to text, by a short list of encodings."""

from __future__ import annotations

import codecs
import re

_LABEL = re.compile(r"[A-Za-z0-9_:.\-]{1,40}")
_META = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_:.\-]{1,40})", re.IGNORECASE)
_META_WITHIN = 1_024
# What decodes each name we know. Western names mean windows-1252, as in browsers; never UTF-7.
_DECODERS = {
    **dict.fromkeys(("ascii", "iso8859-1", "cp1252"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **{name: name for name in ("utf-8", "iso8859-15", "euc_jp", "shift_jis", "iso2022_jp", "big5", "euc_kr", "koi8-r")},
    **{name: name for name in (f"cp125{number}" for number in "01345678")},
}
_UTF_16 = {"utf-16": "utf-16", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be"}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoder(label: str) -> str | None:
    """The codec for a charset's name as sites write it; None when we do not take it."""
    return _DECODERS.get(_codec_name(label))


def decode_page(body: bytes, declared: str = "") -> str:
    """Text of a page: by its header, byte order mark or meta element, else UTF-8; bad bytes are replaced."""
    codec = decoder(declared) or _UTF_16.get(_codec_name(declared)) or _marked(body) or _in_meta(body) or "utf-8"
    return body.decode(codec, "replace").removeprefix("\ufeff")


def _codec_name(label: str) -> str:
    if not _LABEL.fullmatch(label):
        return ""
    try:
        return codecs.lookup(label).name
    except LookupError:
        return ""


def _marked(body: bytes) -> str | None:
    return next((codec for mark, codec in _BOMS if body.startswith(mark)), None)


def _in_meta(body: bytes) -> str | None:
    found = _META.search(body[:_META_WITHIN])
    return decoder(found[1].decode("ascii")) if found else None

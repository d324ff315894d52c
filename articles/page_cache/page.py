"""A page as it is kept: its bytes in each encoding, with headers that are ready to be sent."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from urllib.parse import unquote_plus

import brotli

from articles.page_cache.negotiation import Coding, preferred

Headers = list[tuple[str, str]]
# Of what Python keeps beside the bytes: measured with tracemalloc, for a page of twenty names.
_OVERHEAD, _OF_A_VARIANT, _OF_A_KEY = 4_700, 900, 150
_MOST_ACCEPTS = 32
_LEVELS = {"gzip": 6, "br": 5}


class Variant:
    """One encoding: `headers` and `body` of a 200, and what a 304 says of it."""

    __slots__ = ("body", "etag", "head", "headers", "unchanged")

    def __init__(self, headers: Headers, content: bytes, etag: str, coding: Coding) -> None:
        own: Headers = [("ETag", etag), ("Vary", "Accept-Encoding")]
        if coding:
            own.append(("Content-Encoding", coding))
        kept = [pair for pair in headers if pair[0].lower() not in {"content-type", "content-length"}]
        self.etag = etag
        self.unchanged = [*kept, *own]
        self.headers = [*headers, *own, ("Content-Length", str(len(content)))]
        self.body: tuple[bytes, ...] = (content,)
        self.head: tuple[bytes, ...] = ()


class Page:
    """`address` is host and path, `query` what is left of the asked one; `until` is a time of `time.monotonic`."""

    __slots__ = (
        "_content",
        "_variants",
        "address",
        "article_id",
        "counted",
        "etag",
        "headers",
        "is_used",
        "keys",
        "parameters",
        "query",
        "until",
        "variants",
    )  # fmt: skip

    def __init__(
        self, address: str, query: str, parameters: Iterable[str], keys: Iterable[str], until: float,
        headers: Headers, content: bytes, article_id: int = 0,
    ) -> None:  # fmt: skip
        self.address, self.query, self.parameters = address, query, frozenset(parameters)
        self.keys, self.until = frozenset(keys), until
        self.headers = headers
        self.article_id = article_id
        """Of the article whose views are counted; 0 for none."""
        self._content: bytes | None = content
        self.etag = hashlib.blake2b(content, digest_size=12).hexdigest()
        self.is_used = False
        self.counted = 0
        self._variants: dict[Coding, Variant] = {}
        self.variants: dict[str, Variant] = {}
        """By the `Accept-Encoding` they answer, as it was sent."""

    def size(self) -> int:
        bodies = sum(len(variant.body[0]) + _OF_A_VARIANT for variant in tuple(self._variants.values()))
        return bodies + len(self._content or b"") + _OVERHEAD + _OF_A_KEY * len(self.keys)

    def variant(self, accepts: str) -> Variant:
        """For an `Accept-Encoding`; compressed when first asked for."""
        coding = preferred(accepts)
        found = self._variants.get(coding) or self._encoded(coding)
        if len(self.variants) < _MOST_ACCEPTS:
            self.variants[accepts] = found
        return found

    def _encoded(self, coding: Coding) -> Variant:
        content = _compressed(self._whole(), coding)
        etag = f'"{self.etag}-{coding}"' if coding else f'"{self.etag}"'
        made = self._variants[coding] = Variant(self.headers, content, etag, coding)
        # Nearly all readers take it compressed: what can be had from that takes no room, four times as much of it.
        self._content = None
        return made

    def _whole(self) -> bytes:
        content = self._content
        if content is not None:
            return content
        # Whichever there is; a copy, for another thread may be adding one.
        coding, variant = next(iter(tuple(self._variants.items())))
        return _decompressed(variant.body[0], coding)


def restricted(query: str, parameters: frozenset[str]) -> str:
    """What is left of a query string: the parameters that a page declares, in one spelling, in their order.

    No more than splitting it, for it may be long and is somebody else's.
    """
    if not parameters:
        return ""
    parts = (part.partition("=") for part in query.split("&"))
    return "&".join(f"{name}={unquote_plus(value)}" for name, _equals, value in parts if name in parameters)


def _decompressed(content: bytes, coding: Coding) -> bytes:
    match coding:
        case "br":
            return bytes(brotli.decompress(content))
        case "gzip":
            return gzip.decompress(content)
    return content


def _compressed(content: bytes, coding: Coding) -> bytes:
    match coding:
        case "br":
            return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=_LEVELS["br"]))
        case "gzip":
            return gzip.compress(content, _LEVELS["gzip"], mtime=0)
    return content

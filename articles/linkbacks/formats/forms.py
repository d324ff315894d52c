"""A form from the raw body of a request: Django's own reader refuses other charsets than UTF-8."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

from articles.linkbacks.formats.fetched_page import media_type_and_charset

MEDIA_TYPE = "application/x-www-form-urlencoded"
_MOST_FIELDS = 50


class FormError(Exception):
    """The body is no form that is taken here; the text says why."""


def read_form(body: bytes, content_type: str, body_limit: int) -> list[tuple[str, bytes]]:
    """Each field's name and undecoded value, in order; bytes of a name that are not ASCII are dropped."""
    if media_type_and_charset(content_type)[0] not in (MEDIA_TYPE, ""):
        raise FormError(f"The request must be {MEDIA_TYPE}.")
    if len(body) > body_limit:
        raise FormError("The request is too large.")
    fields = [field.partition(b"=") for field in body.split(b"&", _MOST_FIELDS) if field]
    if len(fields) > _MOST_FIELDS:
        raise FormError("The request has too many fields.")
    return [(_plain(name).decode("ascii", "ignore"), _plain(value)) for name, _, value in fields]


def _plain(text: bytes) -> bytes:
    return unquote_to_bytes(text.replace(b"+", b" "))

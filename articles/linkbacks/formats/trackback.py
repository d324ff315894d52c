"""TrackBack 1.2 on the wire: pings and answers, read and written; `rdf` holds what advertises it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from articles.linkbacks.formats import answers
from articles.linkbacks.formats.addresses import LONGEST, is_web_address
from articles.linkbacks.formats.answers import Answer, Outcome
from articles.linkbacks.formats.charsets import decoder
from articles.linkbacks.formats.fetched_page import media_type_and_charset
from articles.linkbacks.formats.forms import MEDIA_TYPE, FormError, read_form
from articles.linkbacks.formats.plain_text import cropped, one_line

BODY_LIMIT = 65_536
CONTENT_TYPE = "text/xml; charset=utf-8"
FORM_TYPE = f"{MEDIA_TYPE}; charset=utf-8"

_TITLE, _EXCERPT, _BLOG_NAME = 249, 252, 249
_ERROR = re.compile(r"<error>\s{0,99}(\d{1,9})\s{0,99}</error>")
_MESSAGE = re.compile(r"<message>([^<]{1,999})")


@dataclass(frozen=True)
class Trackback:
    """What a ping claims; all but `url` may be empty, and nothing of it is proof."""

    url: str
    title: str = ""
    excerpt: str = ""
    blog_name: str = ""


class TrackbackError(Exception):
    """A ping that cannot be taken; the text goes into the answer."""


def read_trackback(body: bytes, content_type: str) -> Trackback:
    """The ping in the raw body of a request, long fields cropped; only `TrackbackError` is ever raised."""
    fields = _fields(body, content_type)
    codec = _codec(content_type, fields.get("charset", b""))
    texts = {name: _decoded(value, codec) for name, value in fields.items()}
    url = texts.get("url", "").strip()
    if not url:
        raise TrackbackError("The url is missing.")
    if len(url) > LONGEST or not is_web_address(url):
        raise TrackbackError("The url is no address of a page.")
    return _cropped(Trackback(url, texts.get("title", ""), texts.get("excerpt", ""), texts.get("blog_name", "")))


def _fields(body: bytes, content_type: str) -> dict[str, bytes]:
    try:
        fields = read_form(body, content_type, BODY_LIMIT)
    except FormError as error:
        raise TrackbackError(str(error)) from error
    if any(b"\0" in value for _, value in fields):
        raise TrackbackError("A field holds a NUL.")
    if [name for name, _ in fields].count("url") > 1:
        raise TrackbackError("There must be one url.")
    return dict(reversed(fields))  # the first of a repeated field counts


def _codec(content_type: str, field: bytes) -> str | None:
    """The codec of the charset that is declared, None when none is."""
    label = media_type_and_charset(content_type)[1] or field.decode("ascii", "replace").strip()
    codec = decoder(label)
    if label and codec is None:
        raise TrackbackError("The charset is not taken here.")
    return codec


def _decoded(value: bytes, codec: str | None) -> str:
    if codec:
        return value.decode(codec, "replace")
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def _cropped(ping: Trackback) -> Trackback:
    return Trackback(
        ping.url, cropped(ping.title, _TITLE), cropped(ping.excerpt, _EXCERPT), cropped(ping.blog_name, _BLOG_NAME)
    )


def write_answer(error: str = "") -> bytes:
    """Success, or the error that the text names."""
    message = f"<error>1</error><message>{escape(one_line(error))}</message>" if error else "<error>0</error>"
    return f'<?xml version="1.0" encoding="utf-8"?><response>{message}</response>'.encode()


def write_trackback(ping: Trackback) -> bytes:
    """The form to send as `FORM_TYPE`; title and excerpt are plain text already."""
    ping = _cropped(ping)
    fields = {"title": ping.title, "url": ping.url, "excerpt": ping.excerpt, "blog_name": ping.blog_name}
    return urlencode(fields).encode("ascii")


def read_answer(status: int, body: bytes) -> Answer:
    """Only the protocol's own success is one; never raises."""
    text = body[: answers.BODY_LIMIT].decode("utf-8", "replace")
    error = _ERROR.search(text)
    if error and int(error[1]) == 0:
        return answers.failure(status) or answers.answer(Outcome.SENT)
    message = _MESSAGE.search(text)
    words = unescape(message[1]) if message else "The answer is no TrackBack answer."
    return answers.failure(status) or answers.answer(Outcome.REFUSED, words)

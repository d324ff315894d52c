"""W3C Webmention on the wire: requests and answers, read and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from articles.linkbacks.formats import answers
from articles.linkbacks.formats.addresses import LONGEST, is_web_address, resolve, same_resource
from articles.linkbacks.formats.answers import Answer, Outcome
from articles.linkbacks.formats.forms import MEDIA_TYPE, FormError, read_form

BODY_LIMIT = 16_384
CONTENT_TYPE = "text/plain; charset=utf-8"
FORM_TYPE = MEDIA_TYPE


@dataclass(frozen=True)
class Webmention:
    source: str
    target: str


@dataclass(frozen=True)
class Reply:
    """What our endpoint says; the body is text for people."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)


class WebmentionError(Exception):
    """A request that is the sender's mistake: status 400, and the text says what is wrong."""


def read_webmention(body: bytes, content_type: str) -> Webmention:
    """Source and target of a request; other fields are ignored. Only `WebmentionError` is ever raised."""
    try:
        fields = read_form(body, content_type, BODY_LIMIT)
    except FormError as error:
        raise WebmentionError(str(error)) from error
    source, target = _address(fields, "source"), _address(fields, "target")
    if same_resource(source, target):
        raise WebmentionError("Source and target are the same page.")
    return Webmention(source, target)


def _address(fields: Sequence[tuple[str, bytes]], wanted: str) -> str:
    values = [value for name, value in fields if name == wanted]
    if len(values) != 1:
        raise WebmentionError(f"There must be one {wanted}.")
    url = values[0].decode("utf-8", "replace")
    if len(url) > LONGEST or "\ufffd" in url or not is_web_address(url):
        raise WebmentionError(f"The {wanted} is no absolute http or https address.")
    return url


def accepted(status_url: str | None = None) -> Reply:
    """Taken for verifying: 201 with a page that tells how it goes, or 202 when there is none."""
    if status_url is None:
        return Reply(202, "The webmention was accepted and will be verified.")
    return Reply(201, f"The webmention will be verified. Status: {status_url}", {"Location": status_url})


def refused(error: WebmentionError) -> Reply:
    return Reply(400, str(error))


def too_many(seconds: int) -> Reply:
    return Reply(429, "Too many webmentions. Try again later.", {"Retry-After": str(seconds)})


def failed() -> Reply:
    return Reply(500, "Something went wrong here. Try again later.")


def not_allowed() -> Reply:
    return Reply(405, "Send a webmention by POST.", {"Allow": "GET, HEAD, POST"})


def write_webmention(mention: Webmention) -> bytes:
    """The form to send as `FORM_TYPE`: source and target, and nothing else."""
    return urlencode({"source": mention.source, "target": mention.target}).encode("ascii")


def read_answer(endpoint: str, status: int, headers: Sequence[tuple[str, str]]) -> Answer:
    """Any 2xx is success; the status page of a 201 is kept. Never raises."""
    failure = answers.failure(status)
    if failure:
        return failure
    location = next((value for name, value in headers if name.lower() == "location"), "")
    status_url = resolve(endpoint, location) if status == 201 and location else None
    return Answer(Outcome.SENT, f"HTTP {status}", status_url)

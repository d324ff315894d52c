"""One fetch from first URL to last answer: each hop is checked whole, pinned, and within one deadline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from articles.fetch.connecting import Permit, connect
from articles.fetch.content import read_content
from articles.fetch.errors import BadResponse, Refused, TooManyRedirects
from articles.fetch.head import read_head
from articles.fetch.limits import DEFAULT_LIMITS, Deadline, Limits
from articles.fetch.networks import check_addresses, check_before_look_up
from articles.fetch.reader import Reader, send
from articles.fetch.request import Request
from articles.fetch.resolving import Resolver, addresses_of, system_resolver
from articles.fetch.response import Headers, Response
from articles.fetch.url import Url, parse_url

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BODILESS = frozenset({204, 304})


def _permit_all(host: str, address: str) -> None:
    """Nobody counts connections."""


def fetch(
    url: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Iterable[tuple[str, str]] = (),
    limits: Limits = DEFAULT_LIMITS,
    resolver: Resolver = system_resolver,
    permit: Permit = _permit_all,
) -> Response:
    """Asks for a URL and follows its redirects; raises a FetchError when no answer can be had.

    A POST stays a POST on its way (a GET in its place would look like success), and 303 ends it.
    `permit` is told host and address before every connection, redirects included, and stops the fetch by raising.
    """
    request = Request(method, tuple(headers), body)
    deadline = Deadline(limits.total_seconds)
    at = parse_url(url)
    hops: list[tuple[int, str]] = []
    for _hop in range(limits.redirects + 1):
        response = _exchange(request, at, resolver, permit, deadline, limits)
        if not _leads_on(request, response):
            return replace(response, hops=tuple(hops))
        at = _next(at, response.headers)
        hops.append((response.status, str(at)))
    raise TooManyRedirects("redirects", f"There are more than {limits.redirects} redirects.")


def _exchange(
    request: Request, url: Url, resolver: Resolver, permit: Permit, deadline: Deadline, limits: Limits
) -> Response:
    check_before_look_up(url)
    addresses = addresses_of(url.host, resolver, deadline.left(limits.dns_seconds))
    check_addresses(url, addresses)
    connection, address = connect(url, addresses, permit, deadline, limits)
    with connection:
        send(connection, request.for_url(url), deadline)
        reader = Reader(connection, deadline)
        status, headers = read_head(reader, limits)
        content, truncated = b"", False
        if _has_content(request, status):
            content, truncated = read_content(reader, headers, limits)
    return Response(str(url), status, headers, content, truncated, address)


def _has_content(request: Request, status: int) -> bool:
    """The body of a redirect is never read: nobody needs it, and it can be a bomb."""
    return request.method != "HEAD" and status not in _REDIRECTS | _BODILESS


def _leads_on(request: Request, response: Response) -> bool:
    return response.status in _REDIRECTS and (request.method, response.status) != ("POST", 303)


def _next(at: Url, headers: Headers) -> Url:
    locations = set(headers.get_all("location"))
    if len(locations) != 1:
        raise BadResponse("redirect", "The answer is a redirect, but does not say where to.")
    onward = at.joined(_as_text(locations.pop()))
    if at.scheme == "https" and onward.scheme == "http":
        raise Refused("downgrade", f"{at.host} redirects from https to http.")
    return onward


def _as_text(value: str) -> str:
    """Headers are read as Latin-1; an address in UTF-8 is meant as such."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value

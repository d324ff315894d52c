"""One page, asked whether it is there: HEAD, and GET where that is not answered well. Bounded in time and bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from http import HTTPStatus

from articles.fetch import BadResponse, FetchError, Limits, Refused, Resolver, Response, Unreachable, fetch, user_agent
from articles.fetch.connecting import Permit
from articles.fetch.resolving import system_resolver

_PERMANENT = frozenset({301, 308})
# The page may well be there for readers: it wants a login, or no machines.
_NOT_FOR_US = frozenset({401, 402, 403, 405, 406, 407, 412, 418, 423, 451, 999})
_LATER = frozenset({408, 425, 429, 503})
# It is there, and says so in a way that we do not take.
_TAKEN_AS_THERE = frozenset({"encoding", "downgrade"})


class Verdict(Enum):
    THERE = "there"
    MOVED = "moved"
    FAILED = "failed"
    BUSY = "busy"
    """Asks for another time; says nothing of the page."""
    UNASKED = "unasked"
    """We do not ask such an address."""


@dataclass(frozen=True)
class Found:
    verdict: Verdict
    answer: str
    moved_to: str = ""
    retry_after: str = ""


@dataclass(frozen=True)
class Means:
    limits: Limits = field(default_factory=lambda: Limits(content_bytes=4 * 1024, wire_bytes=8 * 1024))
    resolver: Resolver = system_resolver


def ask(url: str, permit: Permit, means: Means) -> Found:
    """Raises what `permit` raises."""
    try:
        response = _answer(url, permit, means)
    except Refused as refused:
        return _of_refusal(refused)
    except FetchError as problem:
        return Found(Verdict.FAILED, str(problem))
    return _of_response(url, response)


def _answer(url: str, permit: Permit, means: Means) -> Response:
    """Many servers know no HEAD, or answer it as nobody is answered who reads."""
    try:
        response = _fetch("HEAD", url, permit, means)
        if response.status < 400 or response.status in _LATER:
            return response
    except (BadResponse, Unreachable) as problem:
        if problem.reason in {"dns", "connect", "tls"}:
            raise
    return _fetch("GET", url, permit, means)


def _fetch(method: str, url: str, permit: Permit, means: Means) -> Response:
    headers = [("User-Agent", user_agent("checking links"))]
    return fetch(url, method=method, headers=headers, limits=means.limits, resolver=means.resolver, permit=permit)


def _of_refusal(refused: Refused) -> Found:
    if refused.reason in _TAKEN_AS_THERE:
        return Found(Verdict.THERE, str(refused))
    return Found(Verdict.FAILED if refused.reason == "certificate" else Verdict.UNASKED, str(refused))


def _of_response(url: str, response: Response) -> Found:
    said = _said(response.status)
    if response.status in _LATER:
        return Found(Verdict.BUSY, said, retry_after=response.headers.get("Retry-After"))
    if response.status in _NOT_FOR_US:
        return Found(Verdict.THERE, f"{said} Readers may be let in; look by hand.")
    if response.status >= 400:
        return Found(Verdict.FAILED, said)
    moved_to = _moved_to(response.hops)
    if moved_to and moved_to != url:
        return Found(Verdict.MOVED, "It has moved for good.", moved_to)
    return Found(Verdict.THERE, said)


def _moved_to(hops: Sequence[tuple[int, str]]) -> str:
    """Where the first redirects lead, as long as they are meant for good."""
    moved_to = ""
    for status, url in hops:
        if status not in _PERMANENT:
            break
        moved_to = url
    return moved_to


def _said(status: int) -> str:
    try:
        return f"It answers {status}, {HTTPStatus(status).phrase}."
    except ValueError:
        return f"It answers {status}."

"""A notice as it arrives: its raw body, bounded, and the address it comes from."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]


class Unreadable(Exception):
    """The body is not read, or not to its end; `status` is the HTTP status that says so."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


def endpoint(*methods: str) -> Callable[[View], View]:
    """Takes these methods (HEAD goes with GET) without a CSRF token; another gets 405, which a cache must not keep."""
    allowed = [*methods, *(["HEAD"] if "GET" in methods else [])]

    def decorated(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            response = view(request, *args, **kwargs) if request.method in allowed else HttpResponseNotAllowed(allowed)
            response["Cache-Control"] = "no-store"
            return response

        return answer

    return decorated


def body_of(request: HttpRequest, limit: int) -> bytes:
    """At most `limit` bytes; what says it is longer, or does not say how long, is not read at all."""
    if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise Unreadable(415, "A compressed request is not taken.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if "Transfer-Encoding" in request.headers and length == "0":
        raise Unreadable(411, "The request must say how long it is.")
    if not (length.isascii() and length.isdecimal()):
        raise Unreadable(400, "The request does not say how long it is.")
    if int(length) > limit:
        raise Unreadable(413, "The request is too large.")
    try:
        return request.read(limit + 1)
    except (UnreadablePostError, OSError):
        raise Unreadable(400, "The request broke off.") from None


def reporter_of(request: HttpRequest) -> str:
    """Who sent it: the peer, or behind our own proxy whom that one names last. Nobody else is believed."""
    if settings.BEHIND_PROXY:
        named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if named:
            return _storable(named)
    return _storable(request.META.get("REMOTE_ADDR", ""))


def seconds_until(moment: datetime | None) -> int:
    """For `Retry-After`; a minute when nothing better is known."""
    return max(1, round((moment - timezone.now()).total_seconds())) if moment else 60


def _storable(address: str) -> str:
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return ""

"""A request that brings a notice: its method, and the address it comes from."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]


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

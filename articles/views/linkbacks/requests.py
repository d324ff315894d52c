"""A request that brings a notice: its method, and the address it comes from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps

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


def seconds_until(moment: datetime | None) -> int:
    """For `Retry-After`; a minute when nothing better is known."""
    return max(1, round((moment - timezone.now()).total_seconds())) if moment else 60

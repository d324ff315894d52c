"""What a server asks and gets, by the names of WSGI, and which of it is the same for everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


def is_for_everybody(environ: Environ, session_cookie: str) -> bool:
    """GET or HEAD of somebody without a session; `session_cookie` is its name with the equals sign."""
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        return False
    return session_cookie not in environ.get("HTTP_COOKIE", "")

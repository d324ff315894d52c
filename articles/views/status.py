"""For machines: whether the process runs, and whether it can serve."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles.views.answers import public

_FAVICON = Path(settings.BASE_DIR) / "static" / "favicon.svg"


@public
def healthz(request: HttpRequest) -> HttpResponse:
    return _text("ok\n")


@public
def readyz(request: HttpRequest) -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        ready = _is_migrated()
    except DatabaseError:
        return _text("database unreachable\n", 503)
    return _text("ok\n") if ready else _text("migrations missing\n", 503)


@public
def favicon(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(_FAVICON.read_bytes(), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response


@public
def old_favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect("/favicon.svg")


@public
def indexnow_key(request: HttpRequest) -> HttpResponse:
    """By which search engines know that a notice is ours."""
    if not settings.INDEXNOW_KEY:
        raise Http404
    return _text(settings.INDEXNOW_KEY)


_ready: set[str] = set()


def _is_migrated() -> bool:
    """Once true it stays true for this process's code: later checks cost nothing."""
    name = str(connection.settings_dict["NAME"])
    if name not in _ready:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _ready.add(name)
    return True


def forget() -> None:
    """As a process that has just started."""
    _ready.clear()


def _text(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)

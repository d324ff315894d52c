"""`/wp-content/uploads/…`: pictures and files at the addresses they had in WordPress."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from articles.pages.uploads import Stored, stored_at
from articles.views.media import SANDBOX

# The name stays when a file is replaced, so not for ever.
_FOR_A_MONTH = "public, max-age=2592000"
_UNKNOWN = "application/octet-stream"
# What a browser shows or plays and cannot run. HTML, SVG, XML and all others are given to be kept.
_SHOWN = frozenset(
    """image/jpeg image/png image/gif image/webp image/avif image/bmp image/x-icon image/vnd.microsoft.icon
    audio/mpeg audio/mp4 audio/ogg audio/wav audio/x-wav audio/flac audio/aac audio/webm
    video/mp4 video/webm video/ogg video/quicktime video/mpeg application/pdf text/plain""".split()
)


@require_safe
def upload(request: HttpRequest, name: str) -> HttpResponseBase:
    """404 for folders, for what is not there and for what is missing; the name is only looked up, never opened."""
    found = stored_at(name)
    if found is None:
        raise Http404
    etag = quote_etag(found.tag)
    unchanged = get_conditional_response(request, etag)
    return _with_headers(unchanged or _served(found), etag)


def _served(found: Stored) -> FileResponse:
    file = _opened(found)
    kind = mimetypes.guess_type(file.name or "")[0] or _UNKNOWN
    shown = kind in _SHOWN
    name = PurePosixPath(file.name or "").name
    return FileResponse(file, as_attachment=not shown, filename=name, content_type=kind if shown else _UNKNOWN)


def _opened(found: Stored) -> File[bytes]:
    """The whole picture where a smaller copy has gone."""
    for name in dict.fromkeys((found.name, found.original)):
        try:
            return default_storage.open(name)
        except (OSError, ValueError):
            continue
    raise Http404


def _with_headers(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    response["Cache-Control"] = _FOR_A_MONTH
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response

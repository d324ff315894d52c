"""Uploaded files, for when no web server stands in front that serves them itself."""

from __future__ import annotations

import mimetypes

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

# The path holds the content's hash, so what it answers never changes.
_FOR_EVER = "public, max-age=31536000, immutable"
# Python knows AVIF only where the system's own list of types does.
_TYPES = mimetypes.MimeTypes()
_TYPES.add_type("image/avif", ".avif")
# Whatever an upload turns out to be, a browser opening it runs nothing.
SANDBOX = "default-src 'none'; sandbox"


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:
    """One file of `MEDIA_ROOT`; 404 for folders, for what is not there and for what lies outside."""
    try:
        file = default_storage.open(name)
    except (SuspiciousFileOperation, OSError, ValueError):
        raise Http404 from None
    kind = _TYPES.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=kind)
    response["Cache-Control"] = _FOR_EVER
    response["Content-Security-Policy"] = SANDBOX
    return response

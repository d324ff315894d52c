"""Uploads that cannot fill the disk: what is over the limit is counted, never kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from articles import images, pictures

# A form has a few hundred bytes round its file.
_FORM_BYTES = 1024 * 1024

View = Callable[..., HttpResponseBase]
Refusal = Callable[[HttpRequest], HttpResponseBase]


class BoundedUpload(TemporaryFileUploadHandler):
    """Keeps a file up to `MAX_IMAGE_BYTES`. A larger one arrives cut off, with its true size, to be refused by it."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= settings.MAX_IMAGE_BYTES:
            super().receive_data_chunk(raw_data, start)


def inspected(file: UploadedFile[Any]) -> pictures.Intake:
    """What is wrong with the file comes as a `ValidationError` that names it, without what turns its letters round."""
    name = "".join(letter for letter in file.name or "" if letter.isprintable())
    return images.inspect(cast("BinaryIO", file), name, file.size)


def bounds_uploads(view: View, oversized: Refusal | None = None, most_bytes: int = 0) -> View:
    """Sets the handler before anything reads the form, which Django's CSRF check would do.

    `oversized` answers a request that says it has more than `most_bytes`, else than one picture may have, before a
    byte of it is read; and one with more files than Django takes.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def bounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if oversized and _says_it_is_too_large(request, most_bytes or settings.MAX_IMAGE_BYTES):
            return oversized(request)
        request.upload_handlers = [BoundedUpload(request)]
        try:
            return protected(request, *args, **kwargs)
        except TooManyFilesSent:
            if oversized is None:
                raise
            return oversized(request)

    return bounded


def _says_it_is_too_large(request: HttpRequest, most_bytes: int) -> bool:
    declared = request.META.get("CONTENT_LENGTH") or "0"
    return declared.isdecimal() and int(declared) > most_bytes + _FORM_BYTES

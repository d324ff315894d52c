"""Exports sent by the browser: written to disk as they come, in no size that the disk has not left."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from articles.wordpress.importing.folder import uploaded_folder

# Left for the site itself: its database and pictures grow with what is imported.
_LEFT_FREE = 256 * 1024 * 1024
_LOOK_EVERY = 16 * 1024 * 1024

View = Callable[..., HttpResponseBase]


def room() -> int:
    """Bytes that an upload may have."""
    return max(0, shutil.disk_usage(uploaded_folder()).free - _LEFT_FREE)


class ArrivingFile(TemporaryUploadedFile):
    """In the folder it may stay in, under a name of ours; gone with the request unless it is kept.

    One that the disk has no room for arrives empty, with `is_cut`, so that the form can say so.
    """

    def __init__(self, name: str, content_type: str, charset: str, extra: dict[str, Any]) -> None:
        self._disk = tempfile.NamedTemporaryFile(suffix=".part", dir=uploaded_folder())  # noqa: SIM115
        UploadedFile.__init__(self, self._disk, name, content_type, 0, charset, extra)
        self.is_cut = False
        self._room, self._written = room(), 0

    def take(self, piece: bytes) -> None:
        if self.is_cut:
            return
        if self._written >= _LOOK_EVERY:  # others write to the disk as well
            self._room, self._written = room(), 0
        self.is_cut = self._room < len(piece) or not self._is_written(piece)
        if self.is_cut:
            with suppress(OSError):
                self._disk.truncate(0)

    def _is_written(self, piece: bytes) -> bool:
        try:
            self._disk.write(piece)
        except OSError:
            return False
        self._room -= len(piece)
        self._written += len(piece)
        return True

    def keep(self) -> Path:
        """Where it stays."""
        self._disk.flush()
        kept = uploaded_folder() / token_hex(16)
        return Path(self.temporary_file_path()).rename(kept)


class ExportUpload(TemporaryFileUploadHandler):
    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super(TemporaryFileUploadHandler, self).new_file(*args, **kwargs)
        self.arriving = ArrivingFile(
            self.file_name or "", self.content_type or "", self.charset or "", self.content_type_extra or {}
        )
        self.file = self.arriving

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.arriving.take(raw_data)


def takes_exports(view: View, permission: str) -> View:
    """Sets the handler before anything reads the form; from who may not import nothing is read."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def taking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        if request.method == "POST":
            request.upload_handlers = [ExportUpload(request)]
        return protected(request, *args, **kwargs)

    return taking

"""What tests of imports choose, send and read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from articles.models import ImportRun
from tests.wordpress.exports import export, item

IMPORTS = "/admin/articles/importrun/"
ADD = f"{IMPORTS}add/"
MEGABYTE = 1024 * 1024


def export_bytes(*numbers: int) -> bytes:
    return export(*(item(number) for number in numbers or (7,))).getvalue()


def lay(name: str, content: bytes = b"") -> Path:
    """A file on the server, below IMPORT_DIR."""
    file: Path = settings.IMPORT_DIR / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content or export_bytes())
    return file


def form(**fields: Any) -> dict[str, Any]:
    """As a browser sends it: what says that it is whole comes last."""
    return {"is_dry": "on", "uploads": "", **fields, "whole": "1"}


def sent(name: str = "export.xml", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, export_bytes() if content is None else content)


def make_run(**fields: Any) -> ImportRun:
    """One that the worker has done, dry."""
    defaults = {"name": "export.xml", "in_worker": True, "is_dry": True, "state": "done", "alive_at": timezone.now()}
    return ImportRun.objects.create(**{**defaults, **fields})


def report(run: ImportRun) -> str:
    return f"{IMPORTS}{run.pk}/change/"


def uploaded() -> list[Path]:
    return sorted((settings.VAR_DIR / "imports" / ".uploaded").glob("*"))


class Streamed:
    """The body of an upload, made as it is read."""

    def __init__(self, *pieces: bytes, filler: int = 0) -> None:
        self.length = sum(map(len, pieces)) + filler
        self._pieces = self._in_order(pieces, filler)
        self._ready = b""

    def _in_order(self, pieces: tuple[bytes, ...], filler: int) -> Iterator[bytes]:
        yield pieces[0]
        for _ in range(filler // MEGABYTE):
            yield b"x" * MEGABYTE
        yield from pieces[1:]

    def read(self, size: int = -1) -> bytes:
        while not self._ready and (piece := next(self._pieces, b"")):
            self._ready = piece
        found, self._ready = self._ready[:size], self._ready[size:]
        return found

    readline = read


def post_stream(client: Client, body: Any, length: int = 0) -> Any:
    # With content of its own the client would put that in the place of the stream.
    return client.generic(
        "POST", ADD, CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(length or body.length), **{"wsgi.input": body},
    )  # fmt: skip


def part(name: str, value: bytes, filename: str = "") -> bytes:
    named = f'; filename="{filename}"'.encode() if filename else b""
    return b'--x\r\nContent-Disposition: form-data; name="' + name.encode() + b'"' + named + b"\r\n\r\n" + value

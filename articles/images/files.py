"""Writes picture files so that nobody ever finds half of one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage

# Where a worker was killed, such files stay behind; nothing leads to them.
UNFINISHED = ".unfinished-"


def write(name: str, content: File[bytes]) -> None:
    """Whole or not at all, in the place of what is there: object stores do that by themselves."""
    if isinstance(default_storage, FileSystemStorage):
        _write_and_move(Path(default_storage.path(name)), name, content)
    else:
        default_storage.delete(name)
        default_storage.save(name, content)


def write_bytes(name: str, content: bytes) -> None:
    write(name, ContentFile(content))


def in_folder(folder: str) -> Iterator[str]:
    """Names of the files there, with the folder; none where it is gone."""
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in names)


def _write_and_move(place: Path, name: str, content: File[bytes]) -> None:
    folder, _slash, last = name.rpartition("/")
    unfinished = f"{folder}/{UNFINISHED}{secrets.token_hex(4)}-{last}"
    try:
        os.replace(default_storage.path(default_storage.save(unfinished, content)), place)
    except BaseException:
        default_storage.delete(unfinished)
        raise

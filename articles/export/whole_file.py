"""A file that is there whole or not at all, whatever ends the writing."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

STANDARD_OUTPUT = "-"


@contextmanager
def whole_file(name: str) -> Iterator[BinaryIO]:
    """Takes its name when it is complete and on the disk; until then the old file stays. Raises OSError.

    `-` is standard output; what is no ordinary file (a device, a pipe) is written to as it is.
    """
    path = Path(os.path.realpath(name))
    if name == STANDARD_OUTPUT:
        with _standard_output() as file:
            yield file
    elif path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
    else:
        with _beside(path) as file:
            yield file


@contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    handle, temporary = tempfile.mkstemp(suffix=".part", prefix=f".{path.name[:100]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _mode(path: Path) -> int:
    """Of the file it replaces; else what the process gives to new ones."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends, and would complain again.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise

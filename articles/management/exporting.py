"""What both export commands do with their file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.core.management.base import CommandError
from django.db import DatabaseError

from articles.export.whole_file import whole_file


@contextmanager
def exported_to(name: str) -> Iterator[BinaryIO]:
    """The file, or one clear line that says why there is none: half of it never takes its name."""
    try:
        with whole_file(name) as file:
            yield file
    except DatabaseError as error:
        raise CommandError(f"The database refused: {' '.join(str(error).split())}") from None
    except OSError as error:
        raise CommandError(f"Cannot write {name}: {error.strerror or error}.") from None

"""What time it is for what readers see: the one place that says so.

It is now; but within `as_of` it is the moment given there, for this thread and nobody else. So the whole site is shown
as it will be (`views.as_of`) by the same views and queries. Whatever decides what readers see asks here; what is
written down, kept or sent goes by `django.utils.timezone`, which is never moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_moved_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    return _moved_to.get() or timezone.now()


def is_moved() -> bool:
    """Whether what is made now is for another moment: then nobody may keep it, or answer it."""
    return _moved_to.get() is not None


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    token = _moved_to.set(moment)
    try:
        yield
    finally:
        _moved_to.reset(token)

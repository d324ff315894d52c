"""Gives memory that pages have left back to the system."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache

OFTEN_ENOUGH = 500
"""Pages that have gone."""


def give_back() -> None:
    """What lies free between pieces that are in use, too: C libraries keep that, a fifth of a process full of pages.

    Takes some milliseconds; where the C library has no such function, nothing happens.
    """
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    return getattr(ctypes.CDLL(None), "malloc_trim", None)

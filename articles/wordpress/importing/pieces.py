"""Asks for many values a piece at a time: a statement of SQLite takes only so many."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from django.db import models

_PIECE = 10_000


def among(rows: models.QuerySet[Any], field: str, values: Collection[Any], *names: str) -> Iterator[tuple[Any, ...]]:
    """`names` of the rows whose field has one of the values; no query for no value."""
    left = iter(values)
    while piece := list(islice(left, _PIECE)):
        yield from rows.filter(**{f"{field}__in": piece}).values_list(*names)

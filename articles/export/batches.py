"""Rows a few hundred at a time, so that memory does not grow with the archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from django.db import models

BATCH = 300
Row = TypeVar("Row", bound=models.Model)


def in_batches(rows: models.QuerySet[Row], size: int = BATCH) -> Iterator[list[Row]]:
    """By number, by key and not by counting: the last batch costs what the first does."""
    last = 0
    rows = rows.order_by("pk")
    while batch := list(rows.filter(pk__gt=last)[:size]):
        yield batch
        last = batch[-1].pk

"""Cuts a stream of items into batches that are written at once: so many, and of so many bytes of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from articles.wordpress.reading import BadItem, Item

_MOST_BYTES = 8 * 1024 * 1024


def in_batches(items: Iterable[Item | BadItem], most: int) -> Iterator[list[Item | BadItem]]:
    """In order; one item alone may be longer than a batch should be."""
    batch: list[Item | BadItem] = []
    size = 0
    for item in items:
        batch.append(item)
        size += item.after.offset - item.position.offset
        if len(batch) >= most or size >= _MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch

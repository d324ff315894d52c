"""What the second pass writes: an item, its place, and the body that was made of its content."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import ImportedItem
from articles.wordpress.importing.converting import Body
from articles.wordpress.reading import Item


@dataclass(frozen=True, slots=True)
class Written:
    row: ImportedItem
    item: Item
    body: Body

"""Items of menus: one that stands in two menus is written twice, alike but for the menu (E106)."""

from __future__ import annotations

from articles.models import ImportedItem
from articles.wordpress.reading import Item

KIND = "nav_menu_item"


def put_in_too(row: ImportedItem, item: Item) -> bool:
    """Adds the menus of an item that is here already; whether there were any that it was not in."""
    if row.kind != KIND:
        return False
    listed = row.data.setdefault("terms", [])
    more = [[term.domain, term.slug, term.name] for term in item.terms]
    more = [term for term in more if term not in listed]
    listed += more
    return bool(more)

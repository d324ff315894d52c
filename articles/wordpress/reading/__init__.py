"""Reads WordPress exports (WXR), whole or broken: no item is lost, and every repair is told. Knows no model."""

from articles.wordpress.reading.channel import Author, Channel
from articles.wordpress.reading.counts import Counts
from articles.wordpress.reading.errors import NotAnExport
from articles.wordpress.reading.export import Export
from articles.wordpress.reading.image_metadata import ImageCopy, ImageMetadata, image_metadata
from articles.wordpress.reading.items import BadItem, Comment, Item, Meta, Position, Term
from articles.wordpress.reading.repairs import Mend, Repair
from articles.wordpress.reading.serialised import unserialised

__all__ = [
    "Author",
    "BadItem",
    "Channel",
    "Comment",
    "Counts",
    "Export",
    "ImageCopy",
    "ImageMetadata",
    "Item",
    "Mend",
    "Meta",
    "NotAnExport",
    "Position",
    "Repair",
    "Term",
    "image_metadata",
    "unserialised",
]

"""A whole export, piece by piece: memory holds one batch, whatever the size of the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from articles.export.batches import in_batches
from articles.export.snapshot import snapshot
from articles.models import Image, MediaFile, Page
from articles.wordpress.exporting import channel, posts
from articles.wordpress.exporting.attachments import Attachments
from articles.wordpress.exporting.kept import kept_item, kept_whole
from articles.wordpress.exporting.numbers import Numbers
from articles.wordpress.exporting.pages import Pages
from articles.wordpress.exporting.people import People
from articles.wordpress.exporting.posts import Posts
from articles.wordpress.exporting.terms import Sections
from articles.wordpress.exporting.xml import item_xml
from articles.wordpress.reading import Item


def write_export(file: BinaryIO) -> Counter[str]:
    """How many items of each type were written."""
    written: Counter[str] = Counter()
    with snapshot():
        numbers = Numbers()
        people, sections = People(numbers), Sections(numbers)
        _write(file, channel.head(numbers, people, sections))
        for item in _items(numbers, people, sections):
            _write(file, item_xml(item))
            written[item.post_type] += 1
        _write(file, [channel.END])
    return written


def _write(file: BinaryIO, pieces: Iterable[str]) -> None:
    file.writelines(piece.encode() for piece in pieces)


def _items(numbers: Numbers, people: People, sections: Sections) -> Iterator[Item]:
    """Attachments first, as what shows them comes later; the rest by number."""
    attachments, pages = Attachments(numbers, people), Pages(numbers, people)
    articles = Posts(numbers, people, sections)
    for images in in_batches(Image.objects.all()):
        yield from attachments.items(images)
    for files in in_batches(MediaFile.objects.all()):
        yield from attachments.items(files)
    for batch in in_batches(Page.objects.select_related("parent")):
        yield from pages.items(batch)
    for some in in_batches(posts.articles()):
        yield from articles.items(some)
    for rows in in_batches(kept_whole()):
        yield from (kept_item(row, numbers, people) for row in rows)

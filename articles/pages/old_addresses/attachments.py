"""Pages of attachments: WordPress showed a file on a page of its own; here the file itself is the place."""

from __future__ import annotations

from django.conf import settings

from articles.models import Article, Image, ImportedItem, MediaFile
from articles.pages.places import Moved

UPLOADS = "/wp-content/uploads/"


def attachment(item: ImportedItem) -> Moved | None:
    """The file, or the article it belonged to where there is no file. One query to three."""
    for files in (Image.objects.all(), MediaFile.objects.all()):
        file = files.filter(import_source=item.source_id, wordpress_id=item.wordpress_id).first()
        if file and not file.is_missing:
            return file_address(file)
    return _article_above(item)


def file_address(file: Image | MediaFile) -> Moved:
    """Where WordPress had the file, else where it lies here."""
    place = UPLOADS + file.upload_path if file.upload_path else settings.MEDIA_URL + (file.file.name or "")
    return Moved(place)


def _article_above(item: ImportedItem) -> Moved | None:
    if not item.parent_number:
        return None
    above = Article.objects.published().filter(import_source=item.source_id, wordpress_id=item.parent_number)
    path = above.values_list("path", flat=True).first()
    return Moved(path) if path else None

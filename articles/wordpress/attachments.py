"""Finds and takes in the files of an export's attachments."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from django.core.exceptions import ValidationError

from articles import images
from articles.models import Image, ImportSource
from articles.wordpress import mapping
from articles.wordpress.reading import Item
from articles.wordpress.report import Report


def find_file(uploads: Path, name: str) -> Path | None:
    """`2016/10/harbour.jpg` below the uploads folder, below a whole site's folder, or lying flat in it."""
    places = (uploads / name, uploads / "wp-content" / "uploads" / name, uploads / PurePosixPath(name).name)
    inside = (place for place in places if place.resolve().is_relative_to(uploads.resolve()))
    return next((place for place in inside if place.is_file()), None)


def take_in(item: Item, source: ImportSource, uploads: Path | None, report: Report) -> None:
    """Makes the image's row even while its file is missing, so that captions can refer to it."""
    image = Image.objects.filter(import_source=source, wordpress_id=item.post_id).first()
    outcome = "unchanged" if image else "created"
    image = image or _described(item, source)
    if image.is_missing and _give_file(image, item, uploads, report):
        outcome = "updated" if image.pk and outcome == "unchanged" else "created"
    elif outcome == "created":
        image.save()
    report.add("attachment", outcome)


def _described(item: Item, source: ImportSource) -> Image:
    return Image(
        import_source=source,
        wordpress_id=item.post_id,
        source_url=mapping.attachment_url(item)[:1000],
        caption=mapping.plain(item.excerpt),
        alt_text=mapping.plain(item.meta_value("_wp_attachment_image_alt"))[:500],
    )


def _give_file(image: Image, item: Item, uploads: Path | None, report: Report) -> bool:
    name = mapping.attachment_file(item)
    found = find_file(uploads, name) if uploads and name else None
    if found is None:
        report.note("attachment", item.post_id, f"its file {name or '(unnamed)'} was not found; the picture is missing")
        return False
    try:
        with found.open("rb") as file:
            intake = images.inspect(file, name, found.stat().st_size)
    except (ValidationError, OSError) as error:
        report.note("attachment", item.post_id, " ".join(getattr(error, "messages", [str(error)])))
        return False
    image.caption = image.caption or intake.description.caption
    image.credit = image.credit or intake.description.credit[:250]
    images.put_file(image, intake, found.name)
    return True

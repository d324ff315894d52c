"""Takes pictures into the library: one row for the same file however often it comes, renditions later."""

from __future__ import annotations

from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django_tasks import task

from articles import pictures
from articles.models import Image
from articles.models.image import stored_name


def inspect(file: BinaryIO, name: str, size: int | None = None) -> pictures.Intake:
    """Checks an upload; what is wrong with it comes as a `ValidationError` naming the file."""
    try:
        return pictures.inspect(file, size)
    except pictures.Refused as reason:
        raise ValidationError(f"{name}: {reason}", code="picture") from None


@transaction.atomic
def add(intake: pictures.Intake, name: str, by: Any = None) -> Image:
    """The image of that file, made now or known already, with what the file says of itself filled in."""
    known = Image.objects.filter(checksum=intake.checksum).first()
    if known:
        return known
    image = Image(created_by=by)
    fill_empty(image, intake.description)
    put_file(image, intake, name)
    return image


def fill_empty(image: Image, said: pictures.Description) -> None:
    """What the file says of itself, where nobody has said anything."""
    image.caption = image.caption or said.caption
    image.credit = image.credit or said.credit[:250]
    image.keywords = image.keywords or ", ".join(said.keywords)
    if not image.decorative:
        image.alt_text = image.alt_text or said.alt_text[:500]


def put_file(image: Image, intake: pictures.Intake, name: str) -> None:
    """Gives an image its file and saves it; its renditions follow in the worker, whose task is saved with it."""
    image.checksum, image.width, image.height = intake.checksum, intake.width, intake.height
    image.rendition_widths = []
    stored = stored_name(image, f"{name.rpartition('.')[0] or name}{intake.ending}")
    put_content(stored, ContentFile(intake.content), len(intake.content))
    image.file.name = stored
    image.save()
    make_renditions.enqueue(image.pk)


def put_content(stored: str, content: File[bytes], size: int) -> None:
    """The name holds the content's hash: what is there already is this very file, unless writing it was cut short."""
    if default_storage.exists(stored):
        if default_storage.size(stored) == size:
            return
        default_storage.delete(stored)
    default_storage.save(stored, content)


@task()
def make_renditions(image_id: int) -> None:
    """Writes the smaller copies of one image; again is harmless."""
    image = Image.objects.filter(pk=image_id).exclude(file="").first()
    if image is None:
        return
    with image.file.open("rb") as file:
        content = file.read()
    widths = pictures.widths_below(image.width)
    for width in widths:
        name = image.rendition_name(width)
        image.file.storage.delete(name)
        image.file.storage.save(name, ContentFile(pictures.rendition(content, width)))
    Image.objects.filter(pk=image_id, checksum=image.checksum).update(rendition_widths=widths)

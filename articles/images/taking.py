"""Takes pictures into the library: one row for the same file however often it comes."""

from __future__ import annotations

from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from articles import pictures
from articles.images import files, leaving
from articles.images.making import make_renditions
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
    try:
        put_file(image, intake, name)
    except IntegrityError:
        # Somebody else's upload of the same file came first; what was undone here is all that this one wrote.
        return Image.objects.filter(checksum=intake.checksum)[:1].get()
    return image


def fill_empty(image: Image, said: pictures.Description) -> None:
    """What the file says of itself, where nobody has said anything."""
    image.caption = image.caption or said.caption
    image.credit = image.credit or said.credit[:250]
    image.keywords = image.keywords or ", ".join(said.keywords)
    image.taken_on = image.taken_on or said.taken_on
    if not image.decorative:
        image.alt_text = image.alt_text or said.alt_text[:500]


@transaction.atomic
def put_file(image: Image, intake: pictures.Intake, name: str) -> None:
    """Gives an image its file and saves it; its renditions follow in the worker, whose task is saved with it."""
    leaving.leave(image.folder)
    image.checksum, image.width, image.height = intake.checksum, intake.width, intake.height
    image.renditions, image.renditions_due = "", True
    stored = stored_name(image, f"{name.rpartition('.')[0] or name}{intake.ending}")
    image.file.name = stored
    leaving.hold(image.folder)
    put_content(stored, ContentFile(intake.content), len(intake.content))
    image.save()
    make_renditions.enqueue(image.pk)


def put_content(stored: str, content: File[bytes], size: int) -> None:
    """The name holds the content's hash: what is there already is this very file, unless writing it was cut short."""
    if not default_storage.exists(stored) or default_storage.size(stored) != size:
        files.write(stored, content)


@transaction.atomic
def crop_anew(image: Image) -> None:
    """After its focal point has changed. Until the worker has made the new crops, the old ones are shown."""
    Image.objects.filter(pk=image.pk).update(renditions_due=True)
    make_renditions.enqueue(image.pk)


@transaction.atomic
def delete(images: QuerySet[Image]) -> None:
    """The rows at once, their files when no page can show them any more."""
    folders = {image.folder for image in images}
    images.delete()
    leaving.leave(*folders)

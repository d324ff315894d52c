"""Makes the smaller copies of pictures, in the worker."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django_tasks import task

from articles import pictures
from articles.images import files, leaving
from articles.models import Image


@task()
def make_renditions(image_id: int) -> None:
    """Writes the copies of one image that are not there yet, then says so on its row; again is harmless."""
    image = Image.objects.filter(pk=image_id).exclude(file="").first()
    if image is None:
        return
    leaving.hold(image.folder)
    told = _made(image)
    same = Image.objects.filter(pk=image_id, file=image.file.name, focal_x=image.focal_x, focal_y=image.focal_y)
    if same.update(renditions=told, renditions_due=False):
        leaving.leave_unneeded(image.folder)


def _made(image: Image) -> str:
    """What the row may say of them. Of a file that cannot be read: that it has been tried."""
    with image.file.open("rb") as file:
        content = file.read()
    try:
        source = pictures.Source(content, image.focal_x, image.focal_y)
        for rendition in source.render(piece for piece in source.plan if not _is_there(image.folder, piece)):
            files.write_bytes(f"{image.folder}/{rendition.name}", rendition.content)
    except pictures.Refused:
        return pictures.key(image.focal_x, image.focal_y)
    return pictures.told(source.original.key, source.plan)


def _is_there(folder: str, piece: pictures.Piece) -> bool:
    """A name holds all that its content depends on, and a file is moved there only when it is whole."""
    return all(default_storage.exists(f"{folder}/{piece.name}.{ending}") for ending in piece.shape.endings)

"""Pictures as an editor brings them, and as the worker leaves them."""

from __future__ import annotations

from io import BytesIO

from django.core.files.storage import default_storage

from articles import images
from articles.models import Image
from tests.pictures.files import picture


def added(content: bytes | None = None, name: str = "Harbour at dawn.JPG") -> Image:
    content = content or picture(size=(400, 300))
    return images.add(images.inspect(BytesIO(content), name), name)


def given(image: Image, content: bytes, name: str) -> None:
    """Another file for an image that is there."""
    images.put_file(image, images.inspect(BytesIO(content), name), name)


def made(image: Image) -> Image:
    """With its renditions."""
    images.make_renditions.call(image.pk)
    image.refresh_from_db()
    return image


def files_of(folder: str) -> set[str]:
    try:
        return set(default_storage.listdir(folder)[1])
    except FileNotFoundError:
        return set()


def read(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()

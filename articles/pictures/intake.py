"""Looks at an uploaded file before anything is kept of it: is it a picture, how large, what does it say."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, UnidentifiedImageError

from articles.pictures.metadata import Description, described
from articles.pictures.position import without_position

# Format as Pillow names it, and the ending its files get, whatever they were called.
ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif", "GIF": ".gif"}
_SIDEWAYS = {5, 6, 7, 8}
_ORIENTATION = 0x0112
# What Pillow raises on broken files, by format.
_DAMAGE = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, struct.error)


class Refused(Exception):
    """The file is not kept; the message tells its sender why."""


@contextmanager
def refusing() -> Iterator[None]:
    """What Pillow says of a file that is no sound picture, as a `Refused`."""
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except UnidentifiedImageError:
        names = _("JPEG, PNG, WebP, AVIF or GIF")
        raise Refused(_("This file is not a picture we can read. It takes %(names)s.") % {"names": names}) from None
    except _DAMAGE:
        raise Refused(_("This picture is damaged or cut off; export it again and upload that.")) from None


@dataclass(frozen=True)
class Intake:
    """A picture that may be kept: its bytes without the place it was taken, and what they say."""

    content: bytes
    checksum: str
    width: int
    height: int
    ending: str
    description: Description


def inspect(file: BinaryIO, size: int | None) -> Intake:
    """Reads and checks a whole file. `size` in bytes, when known, refuses it before it is read."""
    limit = settings.MAX_IMAGE_BYTES
    if size is not None and size > limit:
        raise _too_many_bytes(size, limit)
    content = file.read(limit + 1)
    if len(content) > limit:
        raise _too_many_bytes(len(content), limit)
    return _measured(content)


@refusing()
def _measured(content: bytes) -> Intake:
    _decode_all(opened(content))
    picture = opened(content)
    width, height = upright_size(picture)
    kept = without_position(content, picture)
    checksum = hashlib.sha256(kept).hexdigest()
    return Intake(kept, checksum, width, height, _ending(picture), described(picture))


def _ending(picture: ImageFile.ImageFile) -> str:
    """A JPEG with further pictures behind it is one without them, once it is kept."""
    return ENDINGS["JPEG" if picture.format == "MPO" else picture.format or ""]


def opened(content: bytes) -> ImageFile.ImageFile:
    """Only the header is read; a bomb is refused by what its header claims."""
    picture = Image.open(BytesIO(content), formats=list(ENDINGS))
    if picture.width * picture.height > settings.MAX_IMAGE_PIXELS:
        raise _too_many_pixels()
    return picture


def _decode_all(picture: Image.Image) -> None:
    """Finds damage; a JPEG at an eighth of its size, which costs little memory."""
    picture.draft("RGB", (picture.width // 8, picture.height // 8))
    picture.load()


def upright_size(picture: Image.Image) -> tuple[int, int]:
    sideways = picture.getexif().get(_ORIENTATION) in _SIDEWAYS
    return (picture.height, picture.width) if sideways else picture.size


def _too_many_bytes(size: int, limit: int) -> Refused:
    sizes = {"size": filesizeformat(size), "limit": filesizeformat(limit)}
    return Refused(_("This file has %(size)s; a picture may have %(limit)s at most.") % sizes)


def _too_many_pixels() -> Refused:
    limit = settings.MAX_IMAGE_PIXELS // 1_000_000
    return Refused(_("This picture is too large: it may have %(limit)d million pixels at most.") % {"limit": limit})

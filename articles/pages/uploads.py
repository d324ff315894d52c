"""Files where WordPress had them, below `/wp-content/uploads/`: which picture or file of ours is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.db.models import Value

from articles.models import Image, MediaFile
from articles.pages.places import storable

_SIZED = re.compile(r"-(?P<width>[0-9]{1,5})x[0-9]{1,5}(?=\.[A-Za-z0-9]+\Z)")
# WordPress keeps what it made of a large picture, and calls the smaller sizes after what was uploaded.
_MADE = ("-scaled", "-rotated")


@dataclass(frozen=True)
class Stored:
    """`name` is the file's own below MEDIA_ROOT, or a copy's; `tag` changes with its content."""

    name: str
    original: str
    tag: str


def stored_at(path: str) -> Stored | None:
    """By the path below uploads. A smaller size is the nearest copy of ours that is large enough, else the file.

    One query, and one more for a smaller size.
    """
    path = storable(path)
    sized = _SIZED.search(path)
    names = _names(path, _SIZED.sub("", path))
    row = _first(names)
    if row is None:
        return None
    model, pk, name, checksum, place = row
    width = int(sized["width"]) if sized and model == "image" and place != path else 0
    copy = _copy(pk, width) if width else ""
    return Stored(copy or name, name, f"{checksum[:32]}{'-' + PurePosixPath(copy).stem if copy else ''}")


def _names(path: str, whole: str) -> list[str]:
    """The likeliest first."""
    file = PurePosixPath(whole)
    made = [str(file.with_name(f"{file.stem}{addition}{file.suffix}")) for addition in _MADE] if file.name else []
    return [name for name in dict.fromkeys([path, whole, *made]) if name]


def _first(names: list[str]) -> tuple[str, int, str, str, str] | None:
    """Model, key, file, checksum and path of the likeliest."""
    columns = ("model", "pk", "file", "checksum", "upload_path")
    images = Image.objects.order_by().filter(upload_path__in=names).exclude(upload_path="").exclude(file="")
    files = MediaFile.objects.order_by().filter(upload_path__in=names).exclude(file="")
    found = images.annotate(model=Value("image")).values_list(*columns)
    rows = list(found.union(files.annotate(model=Value("file")).values_list(*columns), all=True))
    return min(rows, key=lambda row: names.index(row[4]), default=None)


def _copy(pk: int, width: int) -> str:
    image = Image.objects.only("file", "renditions", "width").get(pk=pk)
    return image.name_at_least(width) if width < image.width else ""

"""Addresses of the copies that are there, from what a picture's row says of them: no file is looked for."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from articles.pictures.recipe import SHAPES, SHARED, WHOLE, file_stem

# Large enough where a browser does not choose.
_USUAL = 800
# Crops have a proportion; what the whole picture's is does not matter to them.
_NOT_ITS_OWN = (1, 1)
# Stands where a folder's address will.
_FOLDER = "\0"


class Shown(NamedTuple):
    """What an `<img>` says of a picture; `avif` is empty until there is any.

    `small_avif` are those that suit a picture which is never wider than half of the usual width.
    """

    src: str
    srcset: str
    avif: str
    small_avif: str
    width: int
    height: int


class Shared(NamedTuple):
    """A copy that other sites show."""

    url: str
    width: int
    height: int


def shown(told: str, shape: str, folder_url: str, width: int, height: int) -> Shown | None:
    """In that shape, or whole where that is the same. None where the original must do."""
    place = _place(told, shape)
    if place is None:
        return None
    src, srcset, avif, small_avif, own_width, own_height = place
    return Shown(
        folder_url + src,
        srcset.replace(_FOLDER, folder_url),
        avif.replace(_FOLDER, folder_url),
        small_avif.replace(_FOLDER, folder_url),
        own_width or width,
        own_height or height,
    )


def shared(told: str, folder_url: str) -> dict[str, Shared]:
    """By shape, those that are there."""
    _key, widths = _read(told)
    return {
        shape.name: Shared(f"{folder_url}{_name(told, shape.name, width)}", width, shape.height(width, _NOT_ITS_OWN))
        for shape in SHARED
        for width in widths.get(shape.name, ())
    }


def largest(told: str, folder_url: str, size: tuple[int, int]) -> Shared | None:
    """The largest JPEG of the whole picture, of that size."""
    widths = _read(told)[1].get(WHOLE)
    if not widths:
        return None
    width = widths[-1]
    return Shared(folder_url + _name(told, WHOLE, width), width, SHAPES[WHOLE].height(width, size))


def whole_at_least(told: str, width: int) -> str:
    """The name of the smallest JPEG of the whole picture that is so wide; empty where there is none."""
    found = next((one for one in _read(told)[1].get(WHOLE, ()) if one >= width), 0)
    return _name(told, WHOLE, found) if found else ""


def names(told: str) -> set[str]:
    """Of all its files."""
    key, widths = _read(told)
    return {
        f"{file_stem(key, shape, width)}.{ending}"
        for shape, found in widths.items()
        if shape in SHAPES
        for width in found
        for ending in SHAPES[shape].endings
    }


@lru_cache(maxsize=4096)
def _place(told: str, shape: str) -> Shown | None:
    """With a sign for the folder; of the picture's own size where it is whole."""
    made = _read(told)[1]
    name = shape if shape in made else WHOLE
    found = made.get(name, ())
    if not found:
        return None
    usual = next((width for width in found if width >= _USUAL), found[-1])
    small = tuple(width for width in found if width <= usual)
    jpeg, avif, small_avif = (
        ", ".join(f"{_FOLDER}{_name(told, name, width, ending)} {width}w" for width in widths)
        for ending, widths in (("jpg", found), ("avif", found), ("avif", small))
    )
    height = 0 if name == WHOLE else SHAPES[name].height(found[-1], _NOT_ITS_OWN)
    own_width = 0 if name == WHOLE else found[-1]
    return Shown(_name(told, name, usual), jpeg, avif, small_avif, own_width, height)


def _name(told: str, shape: str, width: int, ending: str = "jpg") -> str:
    return f"{file_stem(_read(told)[0], shape, width)}.{ending}"


@lru_cache(maxsize=4096)
def _read(told: str) -> tuple[str, dict[str, tuple[int, ...]]]:
    """The key, and the widths of each shape."""
    key, *places = told.split() or [""]
    split = (place.partition(":") for place in places)
    return key, {name: tuple(map(int, widths.split(","))) for name, _colon, widths in split}

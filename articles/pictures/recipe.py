"""Which smaller copies a picture gets: their shapes, widths and formats, and the names of their files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

WIDTHS = (320, 480, 800, 1200, 1600)
WHOLE, CARD, FACE, WIDE = "whole", "card", "face", "wide"
# Of what makes the files look as they do and is not said below: raise it with a change of `renditions` or `colours`.
_VERSION = 1
# Search engines take no smaller ones.
_LEAST_SHARED_PIXELS = 50_000

ENCODINGS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 8, "max_threads": 1},
    "jpg": {"format": "JPEG", "quality": 78, "progressive": True, "optimize": True},
}


@dataclass(frozen=True)
class Shape:
    """`proportion` of width to height, none for the picture's own; `is_shared` are those that other sites show."""

    name: str
    proportion: tuple[int, int] | None
    widths: tuple[int, ...]
    is_shared: bool = False

    @property
    def endings(self) -> tuple[str, ...]:
        return ("jpg",) if self.is_shared else ("avif", "jpg")

    def height(self, width: int, own: tuple[int, int]) -> int:
        """Of a copy that is so wide; `own` are the picture's width and height."""
        across, down = self.proportion or own
        return max(1, round(width * down / across))


SHAPES = {
    shape.name: shape
    for shape in (
        Shape(WHOLE, None, WIDTHS),
        Shape(CARD, (3, 2), WIDTHS),
        Shape(FACE, (1, 1), (160, 320)),
        Shape(WIDE, (16, 9), (1200,), is_shared=True),
        Shape("classic", (4, 3), (1200,), is_shared=True),
        Shape("square", (1, 1), (1200,), is_shared=True),
    )
}
WIDE_SIZE = SHAPES[WIDE].widths[-1], SHAPES[WIDE].height(SHAPES[WIDE].widths[-1], (1, 1))
SHARED = tuple(shape for shape in SHAPES.values() if shape.is_shared)
RECIPE = hashlib.sha256(repr((_VERSION, ENCODINGS, SHAPES)).encode()).hexdigest()[:6]


@dataclass(frozen=True)
class Original:
    """What the plan for a picture depends on; the focal point as shares of width and height."""

    width: int
    height: int
    focal_x: float = 0.5
    focal_y: float = 0.5
    is_animated: bool = False

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def key(self) -> str:
        return key(self.focal_x, self.focal_y)


@dataclass(frozen=True)
class Piece:
    """One copy: `box` is what it shows of the original, `name` that of its file without the ending."""

    name: str
    shape: Shape
    width: int
    height: int
    box: tuple[int, int, int, int]


def key(focal_x: float, focal_y: float) -> str:
    """Of the recipe and the focal point, which is told apart by hundredths."""
    return f"{RECIPE}.{round(focal_x * 100)}.{round(focal_y * 100)}"


def plan(original: Original) -> list[Piece]:
    """The copies to make: none is enlarged. What moves is shown as it is, and cropped as a still."""
    return [piece for shape in _shapes(original) for piece in _pieces(original, shape)]


def crops() -> dict[tuple[int, int], list[str]]:
    """The proportions that pictures are cut to, each with the names of its shapes."""
    found: dict[tuple[int, int], list[str]] = {}
    for shape in SHAPES.values():
        if shape.proportion:
            found.setdefault(shape.proportion, []).append(shape.name)
    return found


def told(key: str, pieces: Iterable[Piece]) -> str:
    """As a row keeps it: `2f9c1a.50.50 whole:320,480 face:160,320`; the key alone where nothing could be made."""
    widths: dict[str, list[str]] = {}
    for piece in pieces:
        widths.setdefault(piece.shape.name, []).append(str(piece.width))
    return " ".join([key, *(f"{name}:{','.join(found)}" for name, found in widths.items())])


def file_stem(key: str, shape: str, width: int) -> str:
    """Holds all that it depends on besides the content, so that a file never changes."""
    recipe, x, y = key.split(".")
    return f"{width}-{recipe}" if shape == WHOLE else f"{shape}-{x}-{y}-{width}-{recipe}"


def _shapes(original: Original) -> Iterator[Shape]:
    for shape in SHAPES.values():
        if shape.name == WHOLE and original.is_animated:
            continue
        if shape.name == CARD and not original.is_animated and _is_like(original.size, shape.proportion):
            continue  # the whole picture does
        yield shape


def _is_like(size: tuple[int, int], proportion: tuple[int, int] | None) -> bool:
    if proportion is None:
        return False
    return abs(size[0] * proportion[1] / (size[1] * proportion[0]) - 1) < 0.01


def _pieces(original: Original, shape: Shape) -> Iterator[Piece]:
    box = _box(original, shape.proportion)
    full = box[2] - box[0]
    for width in sorted({*(width for width in shape.widths if width < full), min(full, shape.widths[-1])}):
        height = shape.height(width, original.size)
        if not shape.is_shared or width * height >= _LEAST_SHARED_PIXELS:
            yield Piece(file_stem(original.key, shape.name, width), shape, width, height, box)


def _box(original: Original, proportion: tuple[int, int] | None) -> tuple[int, int, int, int]:
    """The largest part of that shape, its middle as near to the focal point as the edges let it."""
    width, height = original.size
    across, down = proportion or original.size
    if width * down > height * across:
        width = max(1, round(height * across / down))
    else:
        height = max(1, round(width * down / across))
    left = _start(original.focal_x, original.width, width)
    top = _start(original.focal_y, original.height, height)
    return left, top, left + width, top + height


def _start(focal: float, whole: int, part: int) -> int:
    return min(max(round(focal * whole - part / 2), 0), whole - part)

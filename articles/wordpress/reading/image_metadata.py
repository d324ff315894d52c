"""What WordPress knew of a picture: its size, and the smaller copies it made."""

from __future__ import annotations

from dataclasses import dataclass

from articles.wordpress.reading.items import Item
from articles.wordpress.reading.serialised import Value, unserialised

_KEY = "_wp_attachment_metadata"


@dataclass(frozen=True, slots=True)
class ImageCopy:
    """`file` is a name beside the original's."""

    name: str
    file: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ImageMetadata:
    """`file` is the original's place below the uploads folder; `details` is what the camera said."""

    file: str
    width: int
    height: int
    copies: tuple[ImageCopy, ...] = ()
    details: tuple[tuple[str, str], ...] = ()


def image_metadata(item: Item) -> ImageMetadata | None:
    """None where the attachment has none, or none that can be read."""
    value = unserialised(item.meta_value(_KEY))
    if not isinstance(value, dict):
        return None
    sizes, details = _dict(value.get("sizes")), _dict(value.get("image_meta"))
    return ImageMetadata(
        file=_text(value.get("file")),
        width=_number(value.get("width")),
        height=_number(value.get("height")),
        copies=tuple(_copy(str(name), size) for name, size in sizes.items() if isinstance(size, dict)),
        details=tuple((str(name), _text(said)) for name, said in details.items() if _text(said) not in ("", "0")),
    )


def _copy(name: str, size: dict[int | str, Value]) -> ImageCopy:
    return ImageCopy(name, _text(size.get("file")), _number(size.get("width")), _number(size.get("height")))


def _dict(value: Value) -> dict[int | str, Value]:
    return value if isinstance(value, dict) else {}


def _text(value: Value) -> str:
    return "" if value is None or isinstance(value, bool | dict) else str(value)


def _number(value: Value) -> int:
    """A whole number, also where PHP kept it as a text."""
    text = _text(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0

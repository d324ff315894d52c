"""Smaller copies keep shape and direction."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from articles.pictures import rendition, widths_below
from tests.pictures.files import picture, with_position


def made(content: bytes, width: int) -> Image.Image:
    return Image.open(BytesIO(rendition(content, width)))


@pytest.mark.parametrize(("width", "expected"), [(300, []), (800, [320, 480]), (1600, [320, 480, 800, 1200])])
def test_widths_never_enlarge(width: int, expected: list[int]) -> None:
    assert widths_below(width) == expected


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L"])
def test_rendition_is_a_jpeg_of_that_width(mode: str) -> None:
    small = made(picture("PNG", mode=mode), 320)
    assert (small.format, small.size) == ("JPEG", (320, 214))


def test_rendition_of_a_sideways_picture_stands_upright() -> None:
    assert made(with_position(orientation=6), 320).size == (320, 480)


def test_transparency_becomes_white() -> None:
    see_through = picture("PNG", mode="RGBA")
    assert made(see_through, 320).getpixel((5, 5))[0] > 163


def test_rendition_tells_no_position() -> None:
    assert b"GPS" not in rendition(with_position(), 320)

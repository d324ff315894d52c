"""Smaller copies keep shape and direction."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from articles.pictures import rendition, widths_below
from tests.pictures.files import picture, with_position


def made(content: bytes, width: int) -> Image.Image:
    return Image.open(BytesIO(rendition(content, width)))


@pytest.mark.parametrize(
    ("width", "expected"),
    [(300, []), (800, [320, 480]), (1600, [320, 480, 800, 1200]), (4000, [320, 480, 800, 1200, 1600])],
)
def test_widths_never_enlarge(width: int, expected: list[int]) -> None:
    assert widths_below(width) == expected


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L"])
def test_rendition_is_a_jpeg_of_that_width(mode: str) -> None:
    small = made(picture("PNG", mode=mode), 320)
    assert (small.format, small.size) == ("JPEG", (320, 214))


def test_rendition_of_printers_colours_is_rgb() -> None:
    assert made(picture("JPEG", mode="CMYK"), 320).mode == "RGB"


def test_rendition_of_a_line_keeps_one_row() -> None:
    assert made(picture("PNG", size=(20_000, 1)), 1600).size == (1600, 1)


def test_sixteen_bit_grey_keeps_its_tone() -> None:
    out = BytesIO()
    Image.new("I;16", (640, 427), 0x8000).save(out, "PNG")
    assert made(out.getvalue(), 320).convert("L").getpixel((5, 5)) == pytest.approx(128, abs=2)


def test_rendition_of_a_sideways_picture_stands_upright() -> None:
    assert made(with_position(orientation=6), 320).size == (320, 480)


def test_transparency_becomes_white() -> None:
    see_through = picture("PNG", mode="RGBA")
    assert made(see_through, 320).getpixel((5, 5))[0] > 163


def test_rendition_tells_no_position() -> None:
    assert b"GPS" not in rendition(with_position(), 320)

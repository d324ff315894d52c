"""Smaller copies keep shape, direction and colours, and whose picture it is."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from articles.pictures import RECIPE, Refused, Source
from tests.pictures.files import animated, bomb, picture, png, turned, with_green_for_red, with_position, with_rights

Made = dict[str, Image.Image]


def made(content: bytes, *focal: float) -> Made:
    source = Source(content, *focal)
    return {one.name.replace(f"-{RECIPE}", ""): _open(one.content) for one in source.render(source.plan)}


def _open(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def test_each_copy_is_there_in_its_formats() -> None:
    found = made(picture(size=(640, 480)))
    assert {name: image.size for name, image in found.items() if image.format == "AVIF"} == {
        "320.avif": (320, 240), "480.avif": (480, 360), "640.avif": (640, 480),
        "card-50-50-320.avif": (320, 213), "card-50-50-480.avif": (480, 320), "card-50-50-640.avif": (640, 427),
        "face-50-50-160.avif": (160, 160), "face-50-50-320.avif": (320, 320),
    }  # fmt: skip
    assert {name for name, image in found.items() if image.format == "JPEG"} == {
        *(name.replace(".avif", ".jpg") for name in found), "wide-50-50-640.jpg", "classic-50-50-640.jpg",
        "square-50-50-480.jpg",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fmt", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "CMYK"), ("GIF", "P"), ("WEBP", "RGBA")]
)
def test_copy_of_any_kind_is_rgb(fmt: str, mode: str) -> None:
    found = made(picture(fmt, mode=mode))
    assert {(found[name].mode, found[name].size) for name in ("320.jpg", "320.avif")} == {("RGB", (320, 214))}


@pytest.mark.parametrize("ending", ["jpg", "avif"])
def test_crop_shows_the_focal_point(ending: str) -> None:
    """A wide picture whose halves differ: black on the left, white on the right."""
    halves = Image.new("L", (2000, 500), 0)
    halves.paste(255, (1000, 0, 2000, 500))
    out = BytesIO()
    halves.save(out, "JPEG")
    for x, shade in ((0.1, 0), (0.9, 255)):
        shown = made(out.getvalue(), x, 0.5)[f"face-{round(x * 100)}-50-160.{ending}"].convert("L")
        assert shown.getpixel((80, 80)) == pytest.approx(shade, abs=4)


@pytest.mark.parametrize("size", [(1, 1), (20_000, 10), (10, 20_000), (20_000, 1)])
def test_odd_sizes_have_copies(size: tuple[int, int]) -> None:
    found = made(picture("PNG", size=size, mode="RGB"))
    width = min(size[0], 1600)
    expected = (width, max(1, round(size[1] * width / size[0])))
    assert [found[f"{width}.{ending}"].size for ending in ("jpg", "avif")] == [expected, expected]


def test_sixteen_bit_grey_keeps_its_tone() -> None:
    out = BytesIO()
    Image.new("I;16", (640, 427), 0x8000).save(out, "PNG")
    assert made(out.getvalue())["320.jpg"].convert("L").getpixel((5, 5)) == pytest.approx(128, abs=2)


def test_sixteen_bit_colours_keep_theirs() -> None:
    assert made(picture_of_16_bits())["8.jpg"].getpixel((4, 4)) == pytest.approx((128, 64, 32), abs=6)


def picture_of_16_bits() -> bytes:
    """A PNG with three channels of sixteen bits, which Pillow does not write."""
    row = b"\0" + bytes.fromhex("800040002000") * 8
    return png(8, 8, depth=16, colour=2, rows=row * 8)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_copy_stands_upright(orientation: int) -> None:
    """The file is turned as its EXIF says; upright, its top left is red."""
    found = made(turned(orientation))["320.jpg"]
    assert found.size == (320, 213)
    red, green, _blue = found.getpixel((20, 20))
    assert (red > 200, green < 60) == (True, True)


@pytest.mark.parametrize("ending", ["jpg", "avif"])
def test_transparency_becomes_white(ending: str) -> None:
    clear = Image.new("RGBA", (400, 300), (163, 21, 42, 0))
    out = BytesIO()
    clear.save(out, "PNG")
    assert made(out.getvalue())[f"320.{ending}"].getpixel((5, 5)) == pytest.approx((255, 255, 255), abs=1)


def test_palette_s_transparent_colour_becomes_white() -> None:
    palette = Image.new("P", (400, 300), 1)
    palette.putpalette([0, 0, 0, 163, 21, 42])
    out = BytesIO()
    palette.save(out, "PNG", transparency=1)
    assert made(out.getvalue())["320.jpg"].getpixel((5, 5)) == pytest.approx((255, 255, 255), abs=1)


@pytest.mark.parametrize("fmt", ["GIF", "WEBP", "PNG", "AVIF"])
def test_moving_picture_has_stills_of_its_first_frame(fmt: str) -> None:
    found = made(animated(fmt))
    assert "320.jpg" not in found
    assert found["card-50-50-320.jpg"].getpixel((10, 10)) == pytest.approx((255, 0, 0), abs=6)


@pytest.mark.parametrize("ending", ["jpg", "avif"])
def test_other_colour_spaces_become_srgb(ending: str) -> None:
    found = made(with_green_for_red())[f"320.{ending}"]
    red, green, _blue = found.getpixel((5, 5))
    assert (green > 120, red < 100, "icc_profile" in found.info) == (True, True, False)


def test_broken_profile_is_left_out() -> None:
    broken, plain = made(picture("JPEG", icc_profile=b"nonsense" * 30)), made(picture("JPEG"))
    assert broken["320.jpg"].getpixel((5, 5)) == plain["320.jpg"].getpixel((5, 5))


@pytest.mark.parametrize("name", ["320.jpg", "320.avif", "wide-50-50-640.jpg"])
def test_copy_says_whose_it_is_and_nothing_else(name: str) -> None:
    source = Source(with_rights())
    content = {one.name.replace(f"-{RECIPE}", ""): one.content for one in source.render(source.plan)}[name]
    for kept in (
        b"Asha Raman",
        b"Harbour Agency",
        "© हार्बर & Sons".replace("&", "&amp;").encode(),
        b"https://agency.example/terms?a=1&amp;b=2",
        b"No resale",
    ):
        assert kept in content
    for dropped in (b"GPS", b"43,8.1E", b"Cranes at dawn"):
        assert dropped not in content


def test_copy_of_a_file_that_says_nothing_says_nothing() -> None:
    assert "xmp" not in made(picture())["320.jpg"].info


def test_copy_tells_no_position_of_exif() -> None:
    found = made(with_position(orientation=6))["320.jpg"]
    assert (found.size, dict(found.getexif())) == ((320, 480), {})


@pytest.mark.parametrize("content", [b"words", bomb(), picture()[:300], bomb(9_500, 9_500)], ids=range(4))
def test_what_cannot_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        made(content)


def test_picture_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[tuple[int, int]] = []
    source = Source(picture(size=(4000, 3000)))
    load = source._picture.load
    monkeypatch.setattr(source._picture, "load", lambda: decoded.append(source._picture.size) or load())
    assert len(list(source.render(source.plan))) == 27
    assert decoded[0] == (2000, 1500)  # at the size that is needed
    assert set(decoded) == {(2000, 1500)}

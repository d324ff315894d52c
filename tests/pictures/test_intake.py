"""An upload is looked at before it is kept, and told what is wrong with it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pytest_django import Settings

from articles.pictures import Intake, Refused, inspect
from tests.pictures.files import XMP, bomb, of_a_phone, picture, with_iptc, with_position

SOUND = picture(size=(900, 600), quality=95)
REFUSED = [
    ("text named .jpg", b"Dear editor, the picture follows.", "not a picture we can read"),
    ("empty", b"", "not a picture we can read"),
    ("SVG", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not a picture we can read"),
    ("PDF", b"%PDF-1.7 \n", "not a picture we can read"),
    ("truncated JPEG", SOUND[: len(SOUND) // 2], "damaged or cut off"),
    ("truncated PNG", picture("PNG", mode="RGBA")[:90], "damaged or cut off"),
    ("bomb", bomb(), "too large"),
    ("lesser bomb", bomb(9_500, 9_500), "too large"),
]


def inspected(content: bytes, size: int | None = None) -> Intake:
    return inspect(BytesIO(content), size)


@pytest.mark.parametrize(("content", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_bad_file_is_refused_by_what_is_wrong(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        inspected(content)


def test_oversized_file_is_refused_before_it_is_read() -> None:
    file = BytesIO(SOUND)
    with pytest.raises(Refused, match=r"200\.0\sMB; a picture may have 40\.0\sMB"):
        inspect(file, 200 * 1024 * 1024)
    assert file.tell() == 0


def test_oversized_stream_of_unknown_size_is_refused(settings: Settings) -> None:
    settings.MAX_IMAGE_BYTES = 1000
    with pytest.raises(Refused, match="at most"):
        inspected(SOUND)


@pytest.mark.parametrize(
    ("fmt", "mode", "ending"),
    [("JPEG", "RGB", ".jpg"), ("JPEG", "CMYK", ".jpg"), ("PNG", "RGBA", ".png"), ("PNG", "P", ".png"),
     ("WEBP", "RGB", ".webp"), ("AVIF", "RGB", ".avif"), ("GIF", "P", ".gif")],
)  # fmt: skip
def test_picture_of_a_known_format_is_taken(fmt: str, mode: str, ending: str) -> None:
    intake = inspected(picture(fmt, mode=mode))
    assert (intake.width, intake.height, intake.ending) == (640, 427, ending)


def test_sideways_picture_is_measured_upright() -> None:
    intake = inspected(with_position(orientation=6))
    assert (intake.width, intake.height) == (427, 640)


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP"])
def test_position_is_dropped_and_the_rest_kept(fmt: str) -> None:
    original = with_position(fmt=fmt)
    kept = Image.open(BytesIO(inspected(original).content))
    assert 0x8825 in Image.open(BytesIO(original)).getexif()
    assert 0x8825 not in kept.getexif()
    assert b"GPS" not in inspected(original).content
    assert kept.getexif()[0x013B] == "Karim Haddad"


def test_picture_of_a_phone_is_kept_without_what_lies_behind_it() -> None:
    original = of_a_phone()
    intake = inspected(original)
    kept = Image.open(BytesIO(intake.content))
    assert (kept.format, kept.size, intake.ending) == ("JPEG", (640, 427), ".jpg")
    assert (intake.content.count(b"\xff\xd8"), original.count(b"\xff\xd8")) == (1, 2)
    assert (0x8825 in kept.getexif(), 0x8825 in Image.open(BytesIO(original)).getexif()) == (False, True)
    assert kept.getpixel((5, 5)) == pytest.approx((254, 0, 0), abs=2)


def test_what_follows_a_jpeg_is_dropped() -> None:
    """A moving picture of a phone ends with a film that says where it was made."""
    original = with_position()
    assert inspected(original + b"\0\0\0\x18ftypmp42\xa9xyz+36.33+043.13/").content == inspected(original).content


def test_jpeg_pixels_are_left_as_they_were() -> None:
    original = with_position()
    kept = inspected(original).content
    assert original.partition(b"\xff\xdb")[2] == kept.partition(b"\xff\xdb")[2]


def test_same_picture_has_the_same_checksum() -> None:
    assert inspected(SOUND).checksum == inspected(SOUND).checksum != inspected(picture()).checksum


def test_xmp_fills_every_field() -> None:
    said = inspected(with_position()).description
    assert said.caption == "Cranes at dawn"
    assert said.credit == "Asha Raman / Harbour Agency"
    assert said.alt_text == "Three cranes"
    assert said.keywords == ("port", "बंदरगाह")


def test_iptc_fills_what_xmp_does_not_say() -> None:
    said = inspected(with_iptc(n120="Ferry\nat noon", n80="K. Haddad", n110="AFP", n25="river;ferry")).description
    assert said.caption == "Ferry at noon"
    assert said.credit == "K. Haddad / AFP"
    assert said.keywords == ("river", "ferry")


def test_iptc_in_latin_1_is_read() -> None:
    content = with_iptc(n120="Cafe~").replace(b"Cafe~", b"Caf\xe9~")
    assert inspected(content).description.caption == "Café~"


@pytest.mark.parametrize(
    ("written", "day"),
    [("20261103", date(2026, 11, 3)), ("00000000", None), ("20260230", None), ("yesterday", None), ("2026", None)],
)
def test_day_of_iptc_is_read_where_it_is_one(written: str, day: date | None) -> None:
    assert inspected(with_iptc(n55=written)).description.taken_on == day


@pytest.mark.parametrize(
    ("written", "day"), [("2026:11:03 10:00:00", date(2026, 11, 3)), ("0000:00:00 00:00:00", None), ("    :  ", None)]
)
def test_day_of_the_camera_is_read_where_it_is_one(written: str, day: date | None) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = written
    assert inspected(picture(exif=exif)).description.taken_on == day


def test_day_of_xmp_comes_first() -> None:
    xmp = XMP.replace("photoshop:Credit", 'photoshop:DateCreated="2024-02-29T23:59:00+05:30" photoshop:Credit')
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2020:01:01 00:00:00"
    assert inspected(picture(exif=exif, xmp=xmp.encode())).description.taken_on == date(2024, 2, 29)


def test_hostile_xmp_is_ignored() -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert inspected(picture(xmp=entity)).description.caption == ""


@given(st.binary(max_size=400), st.integers(0, 2000))
def test_damage_anywhere_is_refused_or_harmless(noise: bytes, at: int) -> None:
    damaged = SOUND[:at] + noise + SOUND[at + len(noise) :]
    try:
        outcome = str(inspected(damaged).width)
    except Refused as reason:
        outcome = str(reason)
    assert outcome

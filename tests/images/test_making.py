"""The worker makes the copies, whole ones only, and says on the row which there are."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage, default_storage, storages
from PIL import Image as Picture
from pytest_django import Settings

from articles import images, pictures
from articles.images import files
from articles.models import Change, Image, LeftFolder
from tests.factories import make_article
from tests.images.picturing import added, files_of, made, read
from tests.pictures.files import animated, picture

pytestmark = pytest.mark.django_db


def named(image: Image) -> set[str]:
    return {*pictures.names(image.renditions), image.file.name.rpartition("/")[2]}


def test_row_tells_which_copies_there_are() -> None:
    image = made(added(picture(size=(1000, 600))))
    assert image.renditions == (
        f"{pictures.RECIPE}.50.50 whole:320,480,800,1000 card:320,480,800,900 face:160,320 wide:1000 classic:800 "
        "square:600"
    )
    assert files_of(image.folder) == named(image)
    assert Picture.open(BytesIO(read(f"{image.folder}/480-{pictures.RECIPE}.avif"))).size == (480, 288)


def test_every_address_leads_to_a_file_of_that_width() -> None:
    image = made(added(picture(size=(1000, 600))))
    for shown in (image.whole, image.card, image.face):
        for part in [*shown.srcset.split(", "), *shown.avif.split(", ")]:
            url, width = part.split()
            assert Picture.open(BytesIO(read(url.removeprefix("/media/")))).width == int(width[:-1])
    for shape, shared in image.shared.items():
        assert Picture.open(BytesIO(read(shared.url.removeprefix("/media/")))).size == shared[1:], shape


def test_made_twice_is_the_same_and_encodes_nothing() -> None:
    image = made(added())
    before = {name: Path(default_storage.path(f"{image.folder}/{name}")).stat().st_mtime_ns for name in named(image)}
    made(image)
    assert {
        name: Path(default_storage.path(f"{image.folder}/{name}")).stat().st_mtime_ns for name in files_of(image.folder)
    } == before


def test_work_that_was_killed_is_gone_on_with() -> None:
    """A copy was under way: its half lies under a name that nothing leads to, and is let go of."""
    image = added()
    half = f"{image.folder}/{files.UNFINISHED}1234-320-{pictures.RECIPE}.jpg"
    default_storage.save(half, BytesIO(b"half a pict"))
    assert image.src == image.url
    made(image)
    assert files_of(image.folder) - named(image) == {half.rpartition("/")[2]}
    assert b"half" not in read(f"{image.folder}/320-{pictures.RECIPE}.jpg")
    assert LeftFolder.objects.get().folder == image.folder


def test_file_is_found_only_when_it_is_whole(settings: Settings) -> None:
    class Broken(BytesIO):
        def read(self, *size: int) -> bytes:
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        files.write("images/ab/a.jpg", files.File(Broken(b"x"), "a"))
    assert files_of("images/ab") == set()
    files.write_bytes("images/ab/a.jpg", b"first")
    files.write_bytes("images/ab/a.jpg", b"second")
    assert read("images/ab/a.jpg") == b"second"


def test_object_store_is_written_to_as_well(settings: Settings) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    assert isinstance(storages["default"], InMemoryStorage)
    image = made(added())
    assert files_of(image.folder) == named(image)


def test_focal_point_that_moved_meanwhile_is_not_overwritten() -> None:
    image = added()
    stale = Image.objects.get(pk=image.pk)
    Image.objects.filter(pk=image.pk).update(focal_x=0.9)
    same = Image.objects.filter(pk=stale.pk, file=stale.file.name, focal_x=stale.focal_x)
    assert same.update(renditions="x") == 0
    assert made(image).renditions.startswith(f"{pictures.RECIPE}.90.50 ")


def test_file_that_cannot_be_read_is_shown_as_it_is() -> None:
    image = added()
    files.write_bytes(image.file.name, b"no picture")
    made(image)
    assert image.renditions == pictures.key(0.5, 0.5)
    assert (image.src, image.renditions_due) == (image.url, False)


def test_moving_picture_goes_on_moving() -> None:
    image = made(added(animated(), "waves.gif"))
    assert (image.src, image.srcset, image.whole.avif) == (image.url, f"{image.url} 600w", "")
    assert image.card.src.endswith(".jpg")


def test_what_is_gone_or_missing_makes_nothing() -> None:
    assert images.make_renditions.call(4711) is None
    missing = Image.objects.create(caption="Not found yet")
    assert images.make_renditions.call(missing.pk) is None


def test_pages_that_show_the_picture_are_named() -> None:
    image = added()
    make_article(lead_image=image)
    Change.objects.all().delete()
    made(image)
    assert set(Change.objects.values_list("key", flat=True)) == {f"image:{image.pk}"}

"""Taking pictures into the library."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_tasks_db.models import DBTaskResult

from articles import images
from articles.models import Image, LeftFolder
from tests.images.picturing import added, files_of, given, made, read
from tests.pictures.files import picture, with_position

pytestmark = pytest.mark.django_db


def asked() -> list[list[int]]:
    return [task.args_kwargs["args"] for task in DBTaskResult.objects.order_by("enqueued_at")]


def test_upload_is_usable_at_once() -> None:
    image = added(picture(size=(1600, 1067)))
    assert image.srcset == f"{image.url} 1600w"
    assert (image.src, image.card.src, image.face.src, image.whole.avif) == (*[image.url] * 3, "")
    assert image.url == image.file.url
    assert image.file.name.endswith("/harbour-at-dawn.jpg")


def test_same_file_is_one_image() -> None:
    assert added(picture()) == added(picture(), "other name.jpg")
    assert Image.objects.count() == 1
    assert len(asked()) == 1


def test_same_file_from_two_at_once_is_one_image() -> None:
    class Overtaken:
        """What comes while somebody else sends the same file, and is asked for its words just too late."""

        def __getattr__(self, name: str) -> Any:
            if name == "description":
                images.add(sent, "first.jpg")
            return getattr(sent, name)

    sent = images.inspect(BytesIO(picture(size=(400, 300))), "first.jpg")
    image = images.add(Overtaken(), "second.jpg")  # type: ignore[arg-type]
    assert image == Image.objects.get()
    assert DBTaskResult.objects.count() == 1


def test_fields_are_filled_from_the_file() -> None:
    image = added(with_position())
    assert (image.caption, image.credit) == ("Cranes at dawn", "Asha Raman / Harbour Agency")
    assert (image.alt_text, image.keywords) == ("Three cranes", "port, बंदरगाह")


def test_refusal_names_the_file() -> None:
    with pytest.raises(ValidationError, match=r"notes\.jpg: This file is not a picture"):
        added(b"words", "notes.jpg")


def test_renditions_are_asked_for_with_the_image() -> None:
    image = added()
    assert asked() == [[image.pk]]
    assert (image.renditions, image.renditions_due) == ("", True)


def test_file_that_was_cut_short_is_written_anew() -> None:
    image = added()
    whole = read(image.file.name)
    with image.file.storage.open(image.file.name, "wb") as file:
        file.write(whole[:50])
    given(image, picture(size=(400, 300)), "harbour-at-dawn.jpg")
    assert read(image.file.name) == whole
    assert files_of(image.folder) == {"harbour-at-dawn.jpg"}


def test_new_focal_point_asks_for_crops_and_shows_the_old_ones_until_then() -> None:
    image = made(added())
    before = image.card
    Image.objects.filter(pk=image.pk).update(focal_x=0.1)
    images.crop_anew(image)
    image.refresh_from_db()
    assert (image.card, image.renditions_due, len(asked())) == (before, True, 2)
    made(image)
    assert image.card.src == before.src.replace("card-50-50", "card-10-50")
    assert (image.whole.srcset, image.renditions_due) == (made(image).whole.srcset, False)


def test_replaced_file_has_no_renditions_and_leaves_its_folder() -> None:
    image = made(added())
    old = image.folder
    given(image, picture(size=(300, 300)), "b.jpg")
    image.refresh_from_db()
    assert (image.src, image.whole.avif) == (image.url, "")
    assert list(LeftFolder.objects.values_list("folder", flat=True)) == [old]
    assert len(files_of(old)) == 16


def test_deleted_image_leaves_its_files_for_a_while() -> None:
    image = made(added())
    images.delete(Image.objects.filter(pk=image.pk))
    assert not Image.objects.exists()
    assert list(LeftFolder.objects.values_list("folder", flat=True)) == [image.folder]
    assert "harbour-at-dawn.jpg" in files_of(image.folder)

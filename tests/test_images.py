"""The library keeps one row for one file, and makes its smaller copies in the worker."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult
from PIL import Image as Picture

from articles import images
from articles.models import Image
from tests.pictures.files import picture, with_position

pytestmark = pytest.mark.django_db


def added(content: bytes, name: str = "Harbour at dawn.JPG") -> Image:
    return images.add(images.inspect(BytesIO(content), name), name)


def test_upload_is_usable_at_once() -> None:
    image = added(picture(size=(1600, 1067)))
    assert image.srcset == f"{image.file.url} 1600w"
    assert image.src == image.file.url
    assert image.file.name.endswith("/harbour-at-dawn.jpg")


def test_same_file_is_one_image() -> None:
    assert added(picture()) == added(picture(), "other name.jpg")
    assert Image.objects.count() == 1


def test_fields_are_filled_from_the_file() -> None:
    image = added(with_position())
    assert (image.caption, image.credit) == ("Cranes at dawn", "Asha Raman / Harbour Agency")
    assert (image.alt_text, image.keywords) == ("Three cranes", "port, बंदरगाह")


def test_refusal_names_the_file() -> None:
    with pytest.raises(ValidationError, match=r"notes\.jpg: This file is not a picture"):
        added(b"words", "notes.jpg")


def test_renditions_are_asked_for_with_the_image_and_made_later() -> None:
    image = added(picture(size=(1000, 600)))
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[image.pk]]
    images.make_renditions.call(image.pk)
    image.refresh_from_db()
    assert image.rendition_widths == [320, 480, 800]
    with default_storage.open(image.rendition_name(480)) as file:
        assert Picture.open(file).size == (480, 288)


def test_renditions_made_twice_are_the_same() -> None:
    image = added(picture(size=(500, 300)))
    for _time in range(2):
        images.make_renditions.call(image.pk)
    folder = image.file.name.rpartition("/")[0]
    assert sorted(default_storage.listdir(folder)[1]) == ["320w.jpg", "480w.jpg", "harbour-at-dawn.jpg"]


def test_renditions_of_what_is_gone_are_nothing() -> None:
    assert images.make_renditions.call(4711) is None

"""Files that nothing names are deleted, but not before pages that show them are gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from articles import images, pictures
from articles.images import files, leaving
from articles.models import Image, LeftFolder
from tests.factories import from_wordpress
from tests.images.picturing import added, files_of, given, made
from tests.pictures.files import picture

pytestmark = pytest.mark.django_db
LATER = timezone.now() + leaving.KEPT + timedelta(hours=1)


def test_deleted_picture_s_files_go_after_two_days() -> None:
    image = made(added())
    images.delete(Image.objects.filter(pk=image.pk))
    leaving.tidy(timezone.now() + timedelta(days=1))
    assert len(files_of(image.folder)) == 16
    leaving.tidy(LATER)
    assert (files_of(image.folder), LeftFolder.objects.count()) == (set(), 0)
    assert not default_storage.exists(image.folder)


def test_replaced_picture_s_old_files_go_and_the_new_stay() -> None:
    image = made(added())
    old = image.folder
    given(image, picture(size=(300, 300)), "b.jpg")
    made(image)
    leaving.tidy(LATER)
    assert (files_of(old), files_of(image.folder)) == (set(), {*pictures.names(image.renditions), "b.jpg"})


def test_old_crops_go_and_the_rest_stays() -> None:
    image = made(added())
    Image.objects.filter(pk=image.pk).update(focal_x=0.1)
    made(image)
    assert {name for name in files_of(image.folder) if "-50-50-" in name}
    leaving.tidy(LATER)
    assert files_of(image.folder) == {*pictures.names(image.renditions), "harbour-at-dawn.jpg"}
    assert not {name for name in files_of(image.folder) if "-50-50-" in name}


def test_copies_of_an_earlier_recipe_go() -> None:
    image = added()
    files.write_bytes(f"{image.folder}/320w.jpg", b"as it was made before")
    made(image)
    assert "320w.jpg" in files_of(image.folder)
    leaving.tidy(LATER)
    assert "320w.jpg" not in files_of(image.folder)
    assert "harbour-at-dawn.jpg" in files_of(image.folder)


def test_file_of_two_rows_stays_while_one_is_there() -> None:
    """Two attachments of an import may hold the same file, each with a focal point and a name of its own."""
    first = made(added())
    second = Image(**from_wordpress(7), focal_y=0.2)
    given(second, picture(size=(400, 300)), "other.jpg")
    made(second)
    assert first.folder == second.folder
    images.delete(Image.objects.filter(pk=first.pk))
    leaving.tidy(LATER)
    assert files_of(second.folder) == {*pictures.names(second.renditions), "other.jpg"}


def test_file_that_came_back_stays() -> None:
    image = made(added())
    images.delete(Image.objects.filter(pk=image.pk))
    again = added()
    leaving.tidy(timezone.now() + timedelta(days=1))
    made(again)
    leaving.tidy(LATER + timedelta(days=9))
    assert files_of(again.folder) == {*pictures.names(again.renditions), "harbour-at-dawn.jpg"}


def test_what_is_being_made_is_not_taken_away() -> None:
    image = made(added())
    leaving.leave(image.folder, now=timezone.now() - timedelta(days=9))
    leaving.hold(image.folder)
    leaving.tidy()
    assert LeftFolder.objects.count() == 1


@pytest.mark.parametrize("folder", ["", "images", "images/ab", "files/ab/0123456789abcdef", "images/ab/../../x"])
def test_other_folders_are_never_emptied(folder: str) -> None:
    leaving.leave(folder, f"images/ab/{'0' * 16}")
    assert list(LeftFolder.objects.values_list("folder", flat=True)) == [f"images/ab/{'0' * 16}"]

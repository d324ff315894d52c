"""Pictures sent to the desk, from within an article and through the library."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadhandler import UploadFileException
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from articles.models import Image, LeftFolder
from tests.admin.desk import client_of, errors_of, messages_of
from tests.admin.pictures import bomb, upload
from tests.factories import jpeg, make_image

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/articles/image/upload/"
ADD = "/admin/articles/image/add/"
WORDS_OF = "/admin/articles/image/{}/words/"
WORDS = {"caption": "", "credit": "", "alt_text": "", "focal_x": "0.5", "focal_y": "0.5"}
NOT_PICTURES = [
    (b"Dear editor, here is the picture.", "not a picture we can read"),
    (jpeg(400, 300)[:-200], "damaged"),
    (bomb(), "million pixels"),
    (b"", "empty"),
]


def test_upload_answers_with_the_picture() -> None:
    answer = client_of("Reporter").post(UPLOAD, {"file": upload()}).json()
    assert answer["image"]["id"] == Image.objects.get().pk
    assert answer["image"]["thumbnail"].startswith("/media/images/")
    assert answer["known"] is False


def test_same_file_is_known() -> None:
    client = client_of("Reporter")
    first = client.post(UPLOAD, {"file": upload()}).json()
    again = client.post(UPLOAD, {"file": upload(name="other.jpg")}).json()
    assert (again["known"], again["image"]["id"]) == (True, first["image"]["id"])


@pytest.mark.parametrize(("content", "reason"), NOT_PICTURES[:3])
def test_upload_of_no_picture_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    response = client_of("Reporter").post(UPLOAD, {"file": upload(content)})
    assert response.status_code == 400
    assert reason in response.json()["error"]
    assert not Image.objects.exists()


@pytest.mark.parametrize(("content", "reason"), NOT_PICTURES)
def test_library_says_at_the_field_what_is_no_picture(content: bytes, reason: str) -> None:
    response = client_of("Reporter").post(ADD, {**WORDS, "caption": "Kept", "upload": upload(content)})
    [error] = errors_of(response)
    assert reason in error
    assert b"Kept" in response.content


def test_declared_size_is_refused_unread() -> None:
    class Unreadable:
        def read(self, *_: int) -> bytes:
            raise UploadFileException("was read")

        readline = read

    response = client_of("Reporter").generic(
        "POST", UPLOAD, b"", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(200 * 1024 * 1024), **{"wsgi.input": Unreadable()},
    )  # fmt: skip
    assert response.status_code == 413
    assert "at most" in response.json()["error"]


def test_large_file_is_counted_but_not_kept(settings: Settings, tmp_path: Path) -> None:
    settings.MAX_IMAGE_BYTES, settings.FILE_UPLOAD_TEMP_DIR = 200_000, str(tmp_path)
    response = client_of("Reporter").post(ADD, {**WORDS, "upload": upload(b"\xff" * 1_500_000)})
    [error] = errors_of(response)
    assert "1.4\xa0MB" in error
    assert all(file.stat().st_size <= 200_000 for file in tmp_path.glob("*.upload*"))


def test_library_leads_to_a_known_file() -> None:
    client = client_of("Reporter")
    client.post(ADD, {**WORDS, "upload": upload()})
    response = client.post(ADD, {**WORDS, "upload": upload()}, follow=True)
    assert response.request["PATH_INFO"] == f"/admin/articles/image/{Image.objects.get().pk}/change/"
    assert messages_of(response)[-1] == "The library has this file already; this is its entry."


def test_file_is_replaced() -> None:
    image = make_image()
    page = f"/admin/articles/image/{image.pk}/change/"
    client_of("Reporter").post(page, {**WORDS, "upload": upload(jpeg(60, 20))})
    image.refresh_from_db()
    assert (image.width, image.height) == (60, 20)


@pytest.mark.parametrize(("focal_x", "asked"), [("0.5", 0), ("0.2", 1)])
def test_new_focal_point_asks_for_new_crops(focal_x: str, asked: int) -> None:
    image = make_image()
    client_of("Reporter").post(f"/admin/articles/image/{image.pk}/change/", {**WORDS, "focal_x": focal_x})
    image.refresh_from_db()
    assert (image.focal_x, image.renditions_due) == (float(focal_x), bool(asked))
    assert DBTaskResult.objects.count() == asked


@pytest.mark.parametrize("several", [False, True])
def test_deleted_picture_leaves_its_files_for_a_while(several: bool) -> None:
    image = make_image()
    client, page = client_of("Editor"), "/admin/articles/image/"
    if several:
        client.post(page, {"action": "delete_selected", "_selected_action": image.pk, "post": "yes"})
    else:
        client.post(f"{page}{image.pk}/delete/", {"post": "yes"})
    assert not Image.objects.exists()
    assert LeftFolder.objects.get().folder == image.folder


def test_file_of_another_picture_is_refused() -> None:
    client = client_of("Reporter")
    client.post(ADD, {**WORDS, "caption": "First", "upload": upload()})
    page = f"/admin/articles/image/{make_image().pk}/change/"
    assert errors_of(client.post(page, {**WORDS, "upload": upload()})) == [
        "The library has this file already: “First”."
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"focal_x": "1.5"}, "Ensure this value is less than or equal to 1.0."),
        ({"focal_y": "-1"}, "Ensure this value is greater than or equal to 0.0."),
        ({"focal_x": "nan"}, "Enter a number."),
        ({"decorative": "on", "alt_text": "A bridge"},
         "A decorative picture has no alternative text: choose one of the two."),
        ({"caption": "a\x00b"}, "Null characters are not allowed."),
    ],
)  # fmt: skip
def test_wrong_words_are_said(words: dict[str, str], message: str) -> None:
    page = f"/admin/articles/image/{make_image().pk}/change/"
    assert errors_of(client_of("Reporter").post(page, {**WORDS, **words})) == [message]


def test_words_are_saved_from_within_an_article() -> None:
    image = make_image()
    address = WORDS_OF.format(image.pk)
    client_of("Reporter").post(address, {"caption": "A bridge", "credit": "N. Iyer", "alt_text": "A bridge of stone"})
    image.refresh_from_db()
    assert (image.caption, image.credit, image.alt_text) == ("A bridge", "N. Iyer", "A bridge of stone")


@pytest.mark.parametrize(
    ("role", "address", "status"),
    [("Moderator", UPLOAD, 403), ("Moderator", WORDS_OF.format(1), 403), ("Reporter", UPLOAD, 400),
     ("Reporter", WORDS_OF.format(99), 404), ("Reporter", WORDS_OF.format("9" * 30), 404)],
)  # fmt: skip
def test_odd_posts_are_refused_in_json(role: str, address: str, status: int) -> None:
    response = client_of(role).post(address)
    assert response.status_code == status
    assert response.json()["error"]


def test_upload_without_token_is_refused() -> None:
    client = client_of("Reporter")
    client.handler.enforce_csrf_checks = True
    assert client.post(UPLOAD, {"file": upload()}).status_code == 403
    assert not Image.objects.exists()

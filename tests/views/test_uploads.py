"""Files below `/wp-content/uploads/`: table 7.1, at the paths they had, with headers that let nothing run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from articles.models import Image, MediaFile
from tests.factories import make_image, make_media_file

UPLOADS = "/wp-content/uploads/"


def served(client: Client, path: str, **headers: str) -> tuple[int, bytes, Any]:
    response = client.get(UPLOADS + path, headers=headers)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, content, response


def content_of(image: Image) -> bytes:
    with image.file.open() as file:
        return file.read()


@pytest.fixture
def picture(db: None) -> Image:
    """1,600 wide, with copies of 400 and 800."""
    image = make_image(upload_path="2016/10/m.jpg", renditions="r1.50.50 whole:400,800")
    for width in (400, 800):
        default_storage.save(image.name_at_least(width), ContentFile(f"copy {width}".encode()))
    return image


NAMES = [
    ("m.jpg", ""), ("m-300x200.jpg", "copy 400"), ("m-400x300.jpg", "copy 400"), ("m-401x300.jpg", "copy 800"),
    ("m-1024x768.jpg", ""), ("m-99999x1.jpg", ""), ("m-150x150.jpg", "copy 400"), ("m-0x0.jpg", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content"), [pytest.param(*row, id=f"7.1-{row[0]}") for row in NAMES])
def test_picture_is_served_with_its_sizes(client: Client, picture: Image, name: str, content: str) -> None:
    status, got, response = served(client, f"2016/10/{name}?w=604")
    assert (status, got) == (200, content.encode() or content_of(picture))
    assert response["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("kept", "asked"),
    [("m-scaled.jpg", "m-scaled.jpg"), ("m-scaled.jpg", "m-300x200.jpg"), ("m-scaled.jpg", "m.jpg"),
     ("m-rotated.jpg", "m.jpg"), ("m-e1234567890.jpg", "m-e1234567890.jpg"),
     ("m-e1234567890.jpg", "m-e1234567890-300x200.jpg"), ("m-300x200.jpg", "m-300x200.jpg"),
     ("घाट.jpg", "%E0%A4%98%E0%A4%BE%E0%A4%9F-1x1.jpg")],
)  # fmt: skip
def test_picture_is_found_under_the_names_wordpress_makes(client: Client, db: None, kept: str, asked: str) -> None:
    image = make_image(upload_path=f"2016/10/{kept}")
    assert served(client, f"2016/10/{asked}")[:2] == (200, content_of(image))


def test_exact_name_wins_over_the_one_a_size_is_of(client: Client, picture: Image) -> None:
    cut = make_image(upload_path="2016/10/m-300x200.jpg")
    assert served(client, "2016/10/m-300x200.jpg")[1] == content_of(cut)


def test_copy_that_has_gone_gives_way_to_the_file(client: Client, picture: Image) -> None:
    default_storage.delete(picture.name_at_least(400))
    assert served(client, "2016/10/m-300x200.jpg")[1] == content_of(picture)


def test_picture_may_be_kept_a_month_and_is_asked_for_again(client: Client, picture: Image) -> None:
    _status, _content, response = served(client, "2016/10/m.jpg")
    assert response["Cache-Control"] == "public, max-age=2592000"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    status, content, again = served(client, "2016/10/m.jpg", if_none_match=response["ETag"])
    assert (status, content, again["ETag"]) == (304, b"", response["ETag"])
    assert served(client, "2016/10/m-300x200.jpg", if_none_match=response["ETag"])[0] == 200


KINDS = [
    ("report.pdf", "application/pdf", "inline"), ("talk.mp3", "audio/mpeg", "inline"),
    ("film.mp4", "video/mp4", "inline"), ("notes.txt", "text/plain", "inline"),
    ("page.html", "application/octet-stream", "attachment"), ("drawing.svg", "application/octet-stream", "attachment"),
    ("feed.xml", "application/octet-stream", "attachment"), ("code.js", "application/octet-stream", "attachment"),
    ("shell.php", "application/octet-stream", "attachment"), ("letter.docx", "application/octet-stream", "attachment"),
    ("no-ending", "application/octet-stream", "attachment"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind", "way"), KINDS)
def test_file_is_shown_only_where_it_can_run_nothing(client: Client, db: None, name: str, kind: str, way: str) -> None:
    make_media_file(name, b"<script>alert(1)</script>", upload_path=f"2016/{name}")
    status, content, response = served(client, f"2016/{name}")
    assert (status, content) == (200, b"<script>alert(1)</script>")
    assert (response["Content-Type"], response["Content-Disposition"].partition(";")[0]) == (kind, way)
    assert response["X-Content-Type-Options"] == "nosniff"


def test_file_is_served_below_a_folder_of_the_old_site(client: Client, picture: Image) -> None:
    response = client.get("/blog/wp-content/uploads/2016/10/m.jpg")
    assert b"".join(response.streaming_content) == content_of(picture)


NOTHING = [
    "", "2016/10/", "2016/10/x.jpg", "2016/10/lost.jpg", "../secret", "2016/../../secret", "%2e%2e/secret",
    "..%5csecret", "/etc/passwd", "2016/10/m.jpg/", "2016/10/m.jpg%00", "%00", "%ED%A0%80", "a" * 2_000,
    "2016/10/m-300x.jpg", "images/", "2016/10/m.jpg.php",
]  # fmt: skip


@pytest.mark.parametrize("path", NOTHING, ids=range(len(NOTHING)))
def test_anything_else_is_not_found(client: Client, picture: Image, path: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    make_image(missing=True, upload_path="2016/10/lost.jpg")
    MediaFile.objects.create(upload_path="2016/10/lost.pdf")
    assert client.get(UPLOADS + path).status_code == 404


def test_file_that_is_gone_from_the_disk_is_not_found(client: Client, picture: Image) -> None:
    default_storage.delete(picture.file.name)
    assert served(client, "2016/10/m.jpg")[0] == 404


@pytest.mark.parametrize(("name", "queries"), [("m.jpg", 1), ("m-300x200.jpg", 2), ("x.jpg", 3)])
def test_file_costs_a_query_or_two(
    client: Client, picture: Image, django_assert_num_queries: Any, name: str, queries: int
) -> None:
    """What is not found costs two more, for the page that says so."""
    with django_assert_num_queries(queries):
        served(client, f"2016/10/{name}")


@pytest.mark.parametrize("path", ["//wp-content/uploads/2016/10/m.jpg", "/wp-content//uploads/2016/10/m.jpg."])
def test_U2_U4_other_forms_lead_to_the_file(client: Client, picture: Image, path: str) -> None:
    response = client.get("/", PATH_INFO=path)
    assert (response.status_code, response["Location"]) == (301, "/wp-content/uploads/2016/10/m.jpg")


def test_upload_takes_no_post(client: Client, picture: Image) -> None:
    assert client.post(f"{UPLOADS}2016/10/m.jpg").status_code == 405

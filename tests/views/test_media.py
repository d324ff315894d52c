"""Uploads are served with the headers a file of other people's making needs, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db  # the page that says "not found" shows the sections


@pytest.fixture
def uploaded(settings: Settings) -> str:
    folder = Path(settings.MEDIA_ROOT) / "images"
    folder.mkdir(parents=True)
    (folder / "harbour.jpg").write_bytes(b"picture")
    (folder.parent.parent / "secret").write_text("secret")
    return "/media/images/harbour.jpg"


def test_file_is_served_for_ever(client: Client, uploaded: str) -> None:
    response = client.get(uploaded)
    assert b"".join(response.streaming_content) == b"picture"
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_avif_is_named_on_any_system(client: Client, uploaded: str, settings: Settings) -> None:
    (Path(settings.MEDIA_ROOT) / "images" / "harbour.avif").write_bytes(b"picture")
    response = client.get("/media/images/harbour.avif")
    assert b"".join(response.streaming_content) == b"picture"
    assert response["Content-Type"] == "image/avif"


@pytest.mark.parametrize(
    "path", ["images/", "images", "", "nothing.jpg", "../secret", "%2e%2e/secret", "images/%00.jpg", "a" * 5000]
)
def test_anything_else_is_not_found(client: Client, uploaded: str, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404
    assert b"".join(client.get(uploaded).streaming_content) == b"picture"


def test_upload_takes_no_post(client: Client, uploaded: str) -> None:
    assert client.post(uploaded).status_code == 405

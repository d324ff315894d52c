"""Fixtures every area uses."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True)
def _own_media(tmp_path: Path, settings: Settings) -> None:
    """Each test writes uploads into a folder of its own, and needs no collected static files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}

"""Fixtures every area uses."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from tests.chromium import chromium, open_page

__all__ = ["chromium", "open_page"]

# Where a change is judged, what was found by chance must not decide; wherever else the suite runs, chance goes on.
hypothesis.settings.register_profile("judged", derandomize=True)
if os.environ.get("REQUIRE_SERVICES") == "1":
    hypothesis.settings.load_profile("judged")

PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True)
def _own_media(tmp_path: Path, settings: Settings) -> None:
    """Each test writes uploads into a folder of its own, and needs no collected static files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}


@pytest.fixture(autouse=True)
def _told_at_once(settings: Settings) -> None:
    """Most tests are about what leaves; those of the undo window open one."""
    settings.UNDO_SECONDS = 0


@pytest.fixture(scope="session")
def django_db_modify_db_settings(_sqlite_in_a_file: None, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The suffix for each process of the run goes behind the name of the file."""


@pytest.fixture(scope="session")
def _sqlite_in_a_file() -> None:
    """As in production: one in memory locks whole tables, where a file lets readers go on and writers wait."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"] = {**database.get("TEST", {}), "NAME": str(django_settings.VAR_DIR / "test.sqlite3")}

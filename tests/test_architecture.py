"""Imports point one way, and a wrong one is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture import violations

ROOT = Path(__file__).resolve().parent.parent

PLANTED = [
    ("models/article.py", "from articles.publishing import publish"),
    ("models/article.py", "from articles import views"),
    ("body/captions.py", "from articles.models import Image"),
    ("body/captions.py", "import django.db.models"),
    ("pictures/intake.py", "def f():\n    from articles import models"),
    ("linkbacks/own.py", "import articles.publishing"),
    ("search/words.py", "from articles.linkbacks import own"),
    ("publishing.py", "from articles.wordpress import importing"),
    ("wordpress/reading/export.py", "from django.db import transaction"),
    ("linkbacks/formats/pingback.py", "from articles.models import Linkback"),
    ("views/lists.py", "from articles.admin import desk"),
    ("body/captions.py", "from ..models import Image"),
    ("body/captions.py", "from .. import models"),
    ("surprise/room.py", "from articles.models import Article"),
]
ALLOWED = [
    ("publishing.py", "from articles.linkbacks import own"),
    ("admin/article.py", "from articles import publishing"),
    ("body/captions.py", "from .text import words"),
    ("body/captions.py", "from . import text"),
    ("wordpress/importing/start.py", "from articles.models import Article\nfrom articles.wordpress import reading"),
]


def planted(folder: Path, file: str, source: str) -> list[str]:
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(source)
    return violations(folder)


def test_imports_point_one_way() -> None:
    assert violations(ROOT / "articles") == []


@pytest.mark.parametrize(("file", "source"), PLANTED)
def test_wrong_import_is_noticed(tmp_path: Path, file: str, source: str) -> None:
    assert [line.partition(":")[0] for line in planted(tmp_path, file, source)] == [file]


@pytest.mark.parametrize(("file", "source"), ALLOWED)
def test_right_import_passes(tmp_path: Path, file: str, source: str) -> None:
    assert planted(tmp_path, file, source) == []

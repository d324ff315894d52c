"""The command writes a whole file, or says in one line why there is none."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.wordpress.reading import Export
from tests.factories import make_article
from tests.wordpress.exporting.portals import exported

pytestmark = pytest.mark.django_db


def run(file: object) -> str:
    told = io.StringIO()
    call_command("export_wordpress", str(file), stderr=told)
    return told.getvalue()


def test_export_is_written_and_counted(tmp_path: Path) -> None:
    make_article()
    assert run(tmp_path / "out.xml") == "Written: 1 × post.\n"
    assert Export(tmp_path / "out.xml").count().items == {"post": 1}


def test_empty_portal_is_said_to_be_empty(tmp_path: Path) -> None:
    assert run(tmp_path / "out.xml") == "Written: nothing.\n"


def test_standard_output_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    make_article()
    out = io.BytesIO()
    monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=out, flush=lambda: None))
    run("-")
    assert out.getvalue() == exported()


BAD = [
    ("no/such/folder/out.xml", "No such file or directory"),
    (".", "Is a directory"),
    ("/dev/full", "No space left on device"),
]


@pytest.mark.parametrize(("name", "reason"), BAD)
def test_bad_file_is_one_clear_line(name: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError) as refused:
        run(name)
    assert str(refused.value) == f"Cannot write {name}: {reason}."
    assert list(tmp_path.iterdir()) == []

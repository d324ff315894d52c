"""A dry run reports all that an import would do, and changes nothing."""

from __future__ import annotations

import errno
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django_tasks_db.models import DBTaskResult

from articles.images import files
from articles.models import ImportProblem, ImportRun
from tests.wordpress.everything import everything, write_uploads
from tests.wordpress.running import all_rows, counts, run_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    write_uploads(tmp_path / "uploads")
    return tmp_path / "uploads"


def stored() -> list[Path]:
    return sorted(path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


def test_dry_run_reports_what_an_import_reports_then(uploads: Path) -> None:
    dry = run_import(BytesIO(everything(12)), uploads=uploads, is_dry=True)
    wet = run_import(BytesIO(everything(12)), uploads=uploads)
    assert dry.as_json() == wet.as_json()
    assert dry.as_text() == wet.as_text()


def test_dry_run_changes_no_table_and_no_file(uploads: Path) -> None:
    before = all_rows()
    run_import(BytesIO(everything(12)), uploads=uploads, downloads=True, is_dry=True)
    assert (all_rows(), stored(), DBTaskResult.objects.count()) == (before, [], 0)
    run = ImportRun.objects.get()
    assert (run.is_dry, run.problems.count()) == (True, ImportProblem.objects.count())  # its report can be read later


def test_dry_run_of_a_newer_export_changes_nothing_either(uploads: Path) -> None:
    run_import(BytesIO(everything(9)))
    before = all_rows()
    outcome = run_import(BytesIO(everything(12).replace(b"Text 3.", b"Text 3 anew.")), uploads=uploads, is_dry=True)
    assert counts(outcome)["post"] == {"in file": 16, "created": 4, "updated": 1, "unchanged": 11}
    assert (all_rows(), stored()) == (before, [])


def test_import_behind_a_dry_run_is_a_run_of_its_own(uploads: Path) -> None:
    run_import(BytesIO(everything(3)), is_dry=True)
    assert counts(run_import(BytesIO(everything(3))))["post"] == {"in file": 4, "created": 4}


def test_disk_that_is_full_ends_the_import_and_is_no_fact_about_a_file(
    uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "write", full)
    with pytest.raises(OSError, match="No space left"):
        run_import(BytesIO(everything(3)), uploads=uploads)
    monkeypatch.undo()
    assert counts(run_import(BytesIO(everything(3)), uploads=uploads))["file"] == {"in file": 3, "created": 3}

"""`manage.py import_wordpress`: a WordPress export in."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.wordpress.importer import Importer
from articles.wordpress.reading import NotAnExport
from articles.wordpress.report import Report


class Command(BaseCommand):
    help = "Imports a WordPress export (WXR). A second run of the same file changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the export; - reads standard input")
        parser.add_argument("--uploads", type=Path, help="folder with the media files (wp-content/uploads)")
        parser.add_argument("--dry-run", action="store_true", help="report only, change nothing")
        parser.add_argument("--report", type=Path, help="write the report as JSON to this file")

    def handle(self, *, file: str, uploads: Path | None, dry_run: bool, report: Path | None, **_: Any) -> None:
        if uploads and not uploads.is_dir():
            raise CommandError(f"--uploads {uploads} is not a folder.")
        with _opened(file) as export:
            outcome = _imported(export, uploads, dry_run)
        if report:
            _write(report, outcome)
        self.stdout.write(("Dry run, nothing was changed.\n" if dry_run else "") + outcome.as_text())
        if not outcome.is_complete:
            raise CommandError("Some items were refused; the lines above say which and why.")


def _imported(export: BinaryIO, uploads: Path | None, dry_run: bool) -> Report:
    try:
        return Importer(export, uploads).run(dry_run)
    except NotAnExport as reason:
        raise CommandError(str(reason)) from None
    except DatabaseError as error:
        said = " ".join(str(error).split())
        raise CommandError(f"The database refused: {said} Nothing was imported.") from None


def _opened(name: str) -> BinaryIO:
    """A file that can be read more than once; standard input is kept in a temporary one."""
    try:
        return Path(name).open("rb") if name != "-" else _spooled(sys.stdin.buffer)
    except OSError as error:
        raise CommandError(f"Cannot read {name}: {error.strerror}.") from None


def _spooled(stream: BinaryIO) -> BinaryIO:
    spooled = tempfile.TemporaryFile()  # noqa: SIM115 (the caller closes it)
    shutil.copyfileobj(stream, spooled)
    return spooled


def _write(file: Path, outcome: Report) -> None:
    try:
        file.write_text(json.dumps(outcome.as_json(), ensure_ascii=False, indent=2), encoding="utf-8")
    except OSError as error:
        raise CommandError(f"Cannot write the report to {file}: {error.strerror}.") from None

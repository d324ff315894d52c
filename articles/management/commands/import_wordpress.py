"""`manage.py import_wordpress`: a WordPress export in."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from articles.wordpress.importing.failures import words_for
from articles.wordpress.importing.importer import Options
from articles.wordpress.importing.pool import collect_less
from articles.wordpress.importing.progress import Progress, Tell
from articles.wordpress.importing.runs import ImportGoesOn
from articles.wordpress.importing.start import Outcome, import_export
from articles.wordpress.reading import NotAnExport

_TELL_EVERY = 2.0
_AGAIN = "What was done is kept: the same command goes on from there."


class Command(BaseCommand):
    help = "Imports a WordPress export (WXR). A second run of the same file changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="the export, in one or more files; - reads standard input"
        )
        parser.add_argument("--uploads", type=Path, help="folder with the media files (wp-content/uploads)")
        parser.add_argument("--download", action="store_true", help="fetch files that are not there from the old site")
        parser.add_argument("--dry-run", action="store_true", help="report only, change nothing")
        parser.add_argument("--report", type=Path, help="write the report as JSON to this file")

    def run_from_argv(self, argv: list[str]) -> None:
        """In a process of its own; a server that calls the command collects as before."""
        collect_less()
        super().run_from_argv(argv)

    def handle(
        self, *, files: list[str], uploads: Path | None, download: bool, dry_run: bool, report: Path | None, **_: Any
    ) -> None:
        if uploads and not uploads.is_dir():
            raise CommandError(f"--uploads {uploads} is not a folder.")
        if report:
            _refuse_unwritable(report)
        outcome = self._imported(files, Options(uploads, download, dry_run))
        self.stdout.write(("Dry run, nothing was changed.\n" if dry_run else "") + outcome.as_text())
        if report:
            _write(report, outcome)
        if not outcome.is_complete:
            raise CommandError("Some items were refused; the lines above say which and why.")

    def _imported(self, files: list[str], options: Options) -> Outcome:
        try:
            with ExitStack() as opened:
                sources = [_opened(name, opened) for name in files]
                return import_export(sources, options, self._teller(), files)
        except (NotAnExport, ImportGoesOn) as reason:
            raise CommandError(str(reason)) from None
        except (Error, OSError, KeyboardInterrupt) as error:
            raise CommandError(f"{words_for(error)} {_AGAIN}") from None

    def _teller(self) -> Tell:
        """A line at once, then one every two seconds, on standard error: the report has standard output to itself."""
        told_at, told_of = 0.0, ""

        def tell(progress: Progress) -> None:
            nonlocal told_at, told_of
            now = time.monotonic()
            if progress.phase != told_of or now - told_at >= _TELL_EVERY:
                told_at, told_of = now, progress.phase
                self.stderr.write(self.style.NOTICE(str(progress)))

        return tell


def _opened(name: str, opened: ExitStack) -> Path | BinaryIO:
    """A path, or a file that can be read more than once: standard input is kept in a temporary one."""
    if name == "-":
        spooled = opened.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (the stack closes it)
        shutil.copyfileobj(sys.stdin.buffer, spooled)
        spooled.seek(0)
        return spooled
    path = Path(name)
    try:
        path.open("rb").close()
    except OSError as error:
        raise CommandError(f"Cannot read {name}: {error.strerror}.") from None
    return path


def _refuse_unwritable(file: Path) -> None:
    """Before hours of work, not behind them."""
    try:
        file.open("a", encoding="utf-8").close()
    except OSError as error:
        raise CommandError(f"Cannot write the report to {file}: {error.strerror}.") from None


def _write(file: Path, outcome: Outcome) -> None:
    try:
        file.write_text(json.dumps(outcome.as_json(), ensure_ascii=False, indent=2), encoding="utf-8")
    except OSError as error:
        raise CommandError(f"Cannot write the report to {file}: {error.strerror}.") from None

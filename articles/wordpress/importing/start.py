"""Runs an import for whoever asks: the command, or the worker on behalf of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.db import Error
from django.utils import timezone

from articles.models import ImportRun
from articles.wordpress.importing import report, runs
from articles.wordpress.importing.account import Problem
from articles.wordpress.importing.importer import Importer, Options
from articles.wordpress.importing.progress import Tell
from articles.wordpress.reading import Export


@dataclass(frozen=True)
class Outcome:
    run: ImportRun
    problems: list[Problem]

    @property
    def is_complete(self) -> bool:
        return not (report.refused(self.run.counts) or self.missing)

    @property
    def missing(self) -> list[str]:
        return report.missing(self.run.expected, self.run.counts)

    def as_json(self) -> dict[str, Any]:
        return report.as_json(self.run.counts, self.problems)

    def as_text(self) -> str:
        return "\n".join([report.as_text(self.run.counts, self.problems), *self.missing])


def import_export(
    sources: Sequence[Path | BinaryIO],
    options: Options,
    tell: Tell = lambda progress: None,
    names: Sequence[str] = (),
) -> Outcome:
    """Raises `NotAnExport` before anything is written, `ImportGoesOn` while another import runs; what the database
    or a file raises leaves a run that the same call takes up again.
    """
    with Export(*sources) as export, runs.exclusive():
        uploads = str(options.uploads or "")
        run = runs.begun(names, runs.fingerprint(sources), options.is_dry, uploads, options.downloads)
        importer = Importer(export, run, options, tell)
        try:
            importer.import_all()
        except BaseException as error:
            _stopped(run, error)
            raise
        _done(run)
        return Outcome(run, importer.problems if options.is_dry else _problems_of(run))


def _problems_of(run: ImportRun) -> list[Problem]:
    rows = run.problems.values_list("kind", "wordpress_id", "reason")
    return [Problem(*row) for row in rows]


def _done(run: ImportRun) -> None:
    run.state, run.finished_at = ImportRun.State.DONE, timezone.now()
    run.save()


def _stopped(run: ImportRun, error: BaseException) -> None:
    """Noted where that is still possible; the positions are in the row already."""
    try:
        ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.FAILED, message=str(error)[:1000])
    except Error:
        return

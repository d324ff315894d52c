"""Runs an import for whoever asks: the command, or the worker on behalf of the desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.db import Error, transaction
from django.utils import timezone

from articles.models import ImportRun
from articles.wordpress.importing import report, runs
from articles.wordpress.importing.account import Problem
from articles.wordpress.importing.failures import words_for
from articles.wordpress.importing.heartbeat import Interrupted
from articles.wordpress.importing.importer import Importer, Options, keep_problems
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
        return carry_out(export, run, options, tell)


def carry_out(export: Export, run: ImportRun, options: Options, tell: Tell) -> Outcome:
    """The run at hand, begun or taken up again, under the lock; whatever stops it is noted in its row."""
    importer = Importer(export, run, options, tell)
    try:
        importer.import_all()
    except Interrupted:
        raise
    except BaseException as error:
        _stopped(run, error)
        raise
    _done(run, importer.problems)
    return Outcome(run, _problems_of(run))


def _problems_of(run: ImportRun) -> list[Problem]:
    rows = run.problems.values_list("kind", "wordpress_id", "reason")
    return [Problem(*row) for row in rows]


@transaction.atomic
def _done(run: ImportRun, problems: Iterable[Problem]) -> None:
    """With what a dry run found: its own rows were taken back."""
    keep_problems(run, problems)
    run.state, run.finished_at = ImportRun.State.DONE, timezone.now()
    run.save()


def _stopped(run: ImportRun, error: BaseException) -> None:
    """Noted where that is still possible; the positions are in the row already."""
    try:
        ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.FAILED, message=words_for(error))
    except Error:
        return

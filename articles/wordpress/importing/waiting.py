"""Imports that the desk asks for: they wait in their rows, and the worker takes one after another."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone

from articles.models import ImportRun
from articles.wordpress.importing import folder, runs
from articles.wordpress.importing.failures import words_for
from articles.wordpress.importing.heartbeat import Heartbeat, Interrupted
from articles.wordpress.importing.importer import Options
from articles.wordpress.importing.start import carry_out
from articles.wordpress.reading import Export

_log = logging.getLogger(__name__)
State = ImportRun.State


def ask(run: ImportRun) -> ImportRun:
    """Puts a new run in the line. A real one of the same files that waits, runs or was stopped is that one again."""
    run.in_worker, run.fingerprint = True, runs.fingerprint([Path(file) for file in run.files])
    stopped = None if run.is_dry else _unfinished(run.fingerprint)
    if stopped is None:
        run.state, run.alive_at = State.WAITING, timezone.now()
        run.save()
        return run
    if stopped.state == State.FAILED:
        stopped.name, stopped.files, stopped.in_worker = run.name, run.files, True
        stopped.uploads, stopped.downloads, stopped.started_by = run.uploads, run.downloads, run.started_by
        go_on(stopped)
    return stopped


def go_on(run: ImportRun) -> None:
    """One that failed; it waits again."""
    run.state, run.message, run.tries, run.alive_at = State.WAITING, "", 0, timezone.now()
    run.save()


def do_one(is_over: Callable[[], bool] = lambda: False) -> bool:
    """Takes the first run that waits, or whose worker was killed; False when there is none to take now."""
    if not ImportRun.objects.filter(in_worker=True, state__in=(State.WAITING, State.RUNNING)).exists():
        return False
    try:
        with runs.exclusive():
            run = runs.taken()
            if run is not None:
                _do(run, is_over)
            return run is not None
    except runs.ImportGoesOn:
        return False


def tidy() -> None:
    """Uploads that nobody asks for any more."""
    unfinished = ImportRun.objects.exclude(state=State.DONE).values_list("files", flat=True)
    folder.tidy_uploaded([file for files in unfinished for file in files], timezone.now())


def _do(run: ImportRun, is_over: Callable[[], bool]) -> None:
    """However it ends, the row says so."""
    try:
        uploads = folder.still_there(run.uploads) if run.uploads else None
        with Export(*map(folder.still_there, run.files)) as export, Heartbeat(run, is_over) as heartbeat:
            carry_out(export, run, Options(uploads, run.downloads, run.is_dry), heartbeat.tell)
    except Exception as error:
        if isinstance(error, Interrupted) or is_over():
            ImportRun.objects.filter(pk=run.pk).update(state=State.WAITING, tries=0)
            return
        _log.warning("Import %s stopped", run.pk, exc_info=True)
        ImportRun.objects.filter(pk=run.pk).update(state=State.FAILED, message=words_for(error))


def _unfinished(fingerprint: str) -> ImportRun | None:
    """The last real run of the same files, unless it came to its end."""
    last = ImportRun.objects.filter(fingerprint=fingerprint, is_dry=False).order_by("-id").first()
    if last is None or last.state == State.DONE or not (last.in_worker or last.phase):
        return None
    return last

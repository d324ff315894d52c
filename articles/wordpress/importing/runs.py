"""Runs: one at a time, begun or taken up again, and told about while they last."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection
from django.utils import timezone

from articles.models import ImportRun

State = ImportRun.State
_LOCK_NUMBER = 0x4E505752
_PIECE = 1024 * 1024
_MOST_TRIES = 3
_GIVEN_UP = "The worker was ended three times in the midst of it, without getting further. See the worker's log."


class ImportGoesOn(Exception):
    """Another import is running; the text says how far it is."""


@contextmanager
def exclusive() -> Iterator[None]:
    """Only one import at a time on this database. Whoever holds the place lets go of it by ending, however it ends."""
    with _held() as is_ours:
        if not is_ours:
            raise ImportGoesOn(_progress_of_other())
        yield


@contextmanager
def _held() -> Iterator[bool]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK_NUMBER])
            is_ours = bool(cursor.fetchone()[0])
        try:
            yield is_ours
        finally:
            if is_ours and connection.connection is not None and not connection.connection.closed:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK_NUMBER])
        return
    name = hashlib.sha256(str(connection.settings_dict["NAME"]).encode()).hexdigest()[:16]
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR_DIR / f"import-{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


def _progress_of_other() -> str:
    run = ImportRun.objects.filter(state=State.RUNNING).order_by("-id").first()
    if run is None:
        return "Another import is running."
    expected = sum(run.expected.get("items", {}).values())
    return f"An import of {run} is running: {run.phase}, {run.done:,} of {expected:,} items done."


def begun(names: Sequence[str], fingerprint: str, is_dry: bool, uploads: str, downloads: bool) -> ImportRun:
    """The run to go on with: the last one of the same files, when that was never finished; else a new one."""
    settle_abandoned()
    if not is_dry:
        stopped = ImportRun.objects.filter(fingerprint=fingerprint, is_dry=False).order_by("-id").first()
        if stopped and stopped.state == State.FAILED and stopped.phase:
            stopped.state, stopped.message, stopped.alive_at = State.RUNNING, "", timezone.now()
            stopped.uploads, stopped.downloads = uploads, downloads
            # Should it be stopped again, it is not the worker's: it could not read what was given here.
            stopped.files, stopped.in_worker = list(names), False
            stopped.save()
            return stopped
    return ImportRun.objects.create(
        files=list(names), fingerprint=fingerprint, is_dry=is_dry, uploads=uploads, downloads=downloads,
        state=State.RUNNING, alive_at=timezone.now(),
    )  # fmt: skip


def taken() -> ImportRun | None:
    """The next one for the worker, now running; one that ended its worker again and again is given up."""
    settle_abandoned()
    waiting = ImportRun.objects.filter(state=State.WAITING, in_worker=True)
    waiting.filter(tries__gte=_MOST_TRIES).update(state=State.FAILED, message=_GIVEN_UP)
    run = waiting.order_by("id").first()
    if run:
        run.state, run.message, run.tries, run.alive_at = State.RUNNING, "", run.tries + 1, timezone.now()
        run.save()
    return run


def settle_abandoned() -> None:
    """Under the lock nothing else runs: what says so was killed. The worker's own waits to be taken up again."""
    left = ImportRun.objects.filter(state=State.RUNNING)
    left.filter(in_worker=True).update(state=State.WAITING)
    left.update(state=State.FAILED, message="It was stopped.")


def fingerprint(sources: Sequence[Path | BinaryIO]) -> str:
    """Tells exports apart by their sizes, beginnings and ends: reading all of a gigabyte would take seconds."""
    digest = hashlib.sha256()
    for source in sources:
        if isinstance(source, Path):
            with source.open("rb") as file:
                _add(digest, file)
        else:
            _add(digest, source)
    return digest.hexdigest()


def _add(digest: hashlib._Hash, file: BinaryIO) -> None:
    size = file.seek(0, 2)
    digest.update(str(size).encode())
    for start in (0, max(0, size - _PIECE)):
        file.seek(start)
        digest.update(file.read(_PIECE))
    file.seek(0)

"""Imports that wait for the worker: taken one by one, continued after any end, and never in anybody's way."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from articles.models import Article, ImportProblem, ImportRun, ImportSource, Tag
from articles.wordpress.importing import folder, runs, waiting
from articles.wordpress.importing.heartbeat import Heartbeat, Interrupted
from articles.wordpress.importing.progress import Progress
from tests.admin.imports import export_bytes, lay
from tests.wordpress.exports import export, item
from tests.wordpress.running import run_import

# The heartbeat and a dry run look at the database from elsewhere.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"
    settings.IMPORT_DIR = settings.VAR_DIR / "imports"


def asked(file: Path | None = None, **fields: Any) -> ImportRun:
    return waiting.ask(ImportRun(files=[str(file or lay("export.xml"))], **fields))


def again(run: ImportRun) -> ImportRun:
    run.refresh_from_db()
    return run


def test_waiting_import_is_done() -> None:
    run = asked()
    assert waiting.do_one()
    assert (again(run).state, run.counts) == ("done", {"post": {"in file": 1, "created": 1}})
    assert Article.objects.get().wordpress_id == 7
    assert not waiting.do_one()


def test_first_asked_comes_first() -> None:
    first, second = asked(lay("one.xml")), asked(lay("two.xml", export_bytes(8)))
    waiting.do_one()
    assert (again(first).state, again(second).state) == ("done", "waiting")


def test_dry_run_keeps_its_report_and_nothing_else(settings: Settings) -> None:
    broken = export(item(7), "<item><wp:post_id>8</wp:post_id><wp:status>publish").getvalue()
    run = asked(lay("broken.xml", broken), is_dry=True)
    waiting.do_one()
    assert again(run).state == "done"
    assert run.counts["post"]["created"] >= 1
    assert ImportProblem.objects.filter(run=run).exists()
    assert not Article.objects.exists()
    assert not ImportSource.objects.exists()
    assert not list(settings.VAR_DIR.glob("dry-run*"))


def test_others_write_while_a_dry_run_goes_on(settings: Settings) -> None:
    """On SQLite too, where a transaction as long as the import would keep everybody out."""
    told = []

    def tell(progress: Progress) -> None:
        if progress.phase == "writing" and not told:
            told.append(in_thread(lambda: Tag.objects.create(name="river", slug="river")))

    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    run_import(export(item(7)), is_dry=True, tell=tell)
    assert len(told) == 1
    assert list(Tag.objects.values_list("name", flat=True)) == ["river"]


def in_thread(work: Callable[[], object]) -> None:
    """As another process would: on a connection of its own."""

    def run() -> None:
        work()
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(15)
    assert not thread.is_alive()


def test_killed_import_is_taken_up_where_it_was() -> None:
    run = asked()
    ImportRun.objects.filter(pk=run.pk).update(state="running", phase="placing")
    assert waiting.do_one()
    assert (again(run).state, Article.objects.count()) == ("done", 1)


def test_import_that_kills_its_worker_is_given_up() -> None:
    run = asked()
    for _kill in range(3):
        with runs.exclusive():
            assert runs.taken() == run
    assert not waiting.do_one()
    assert again(run).state == "failed"
    assert run.message.startswith("The worker was ended three times")


def test_abandoned_command_is_not_the_workers() -> None:
    abandoned = ImportRun.objects.create(files=["-"], state="running")
    asked()
    waiting.do_one()
    assert (again(abandoned).state, abandoned.message) == ("failed", "It was stopped.")


def test_command_leaves_what_the_worker_shall_do() -> None:
    run = asked(lay("export.xml", export_bytes(8)))
    ImportRun.objects.filter(pk=run.pk).update(state="running")
    run_import(export(item(7)))
    assert again(run).state == "waiting"


def test_command_takes_up_what_failed_for_the_worker() -> None:
    run = asked()
    ImportRun.objects.filter(pk=run.pk).update(state="failed", phase="placing")
    assert run_import(Path(run.files[0])).run == run
    assert (again(run).state, run.in_worker) == ("done", False)


def test_nothing_is_taken_while_another_import_runs() -> None:
    run = asked()
    with runs.exclusive():
        assert elsewhere(waiting.do_one) is False
    assert again(run).state == "waiting"


def elsewhere(work: Callable[[], bool]) -> bool:
    found: list[bool] = []
    in_thread(lambda: found.append(work()))
    return found[0]


def test_import_stops_with_its_worker_and_waits() -> None:
    run = asked()
    assert waiting.do_one(lambda: True)
    assert (again(run).state, run.tries, run.message) == ("waiting", 0, "")
    assert waiting.do_one()
    assert again(run).state == "done"


@pytest.mark.parametrize(
    ("fields", "message"),
    [({}, "It is no longer where it was: gone.xml."), ({"uploads": "/etc"}, "It is no longer where it was: etc.")],
)
def test_what_has_gone_is_said_in_plain_words(fields: dict[str, str], message: str) -> None:
    run = asked(lay("gone.xml"), **fields)
    if not fields:
        Path(run.files[0]).unlink()
    assert waiting.do_one()
    assert (again(run).state, run.message) == ("failed", message)


def test_file_that_became_something_else_is_said() -> None:
    run = asked()
    lay("export.xml", b"<html>")
    waiting.do_one()
    assert (again(run).state, run.message) == ("failed", "This is an HTML page, not an export.")


def test_failed_import_is_the_same_when_asked_for_again() -> None:
    run = asked()
    ImportRun.objects.filter(pk=run.pk).update(state="failed", phase="placing", message="Why")
    assert asked() == run
    assert (again(run).state, run.message) == ("waiting", "")


def test_finished_import_and_dry_run_are_asked_for_anew() -> None:
    numbers = {asked(is_dry=True).pk, asked(is_dry=True).pk, asked().pk}
    while waiting.do_one():
        pass
    assert len({*numbers, asked().pk}) == 4


def test_heartbeat_writes_beside_the_import() -> None:
    run = asked()
    with Heartbeat(run, lambda: False) as heartbeat:
        heartbeat.tell(Progress("writing", 5, 10, 2.5))
        heartbeat._write()
    assert again(run).progress == {"phase": "writing", "done": 5, "total": 10, "rate": 2.5}


def test_heartbeat_stops_what_should_stop() -> None:
    with pytest.raises(Interrupted):
        Heartbeat(asked(), lambda: True).tell(Progress("writing", 5, 10, 2.5))


def test_old_uploads_go_when_nobody_needs_them() -> None:
    needed, old, fresh = (folder.uploaded_folder() / name for name in ("needed", "old", "fresh"))
    for file in (needed, old, fresh):
        file.write_bytes(export_bytes())
    asked(needed)
    for file in (needed, old):
        os.utime(file, (0, (datetime.now(UTC) - timedelta(days=31)).timestamp()))
    waiting.tidy()
    assert sorted(file.name for file in folder.uploaded_folder().iterdir()) == ["fresh", "needed"]

"""What goes wrong under an import ends it with one clear line, and the same command goes on from there."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.importing import Newsroom, last_line
from tests.commands.linked import until
from tests.commands.servers import database_url
from tests.wordpress.everything import everything, write_uploads
from tests.wordpress.exports import export, item

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]

AGAIN = "What was done is kept: the same command goes on from there."
ON_POSTGRESQL = os.environ.get("ENGINE") == "postgresql"


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    folder = tmp_path_factory.mktemp("given")
    (folder / "export.xml").write_bytes(everything(60))
    write_uploads(folder / "uploads")
    return [folder / "export.xml", "--uploads", folder / "uploads"]


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory, given: list[object]) -> dict:
    newsroom = Newsroom(tmp_path_factory.mktemp("unbroken"))
    assert newsroom.run(*given)[0] == 0
    return newsroom.left()


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path / "newsroom")


# In the second batch of the phase, with its transaction open.
IN_BATCH = """
from articles.models import ImportRun
save, seen = ImportRun.save, []
def failing(self, *args, **kwargs):
    seen.append(self.phase)
    if seen.count("{phase}") == 3:
        {happens}
    save(self, *args, **kwargs)
ImportRun.save = failing
"""
ENDS = {
    "Ctrl-C": ("import signal; os.kill(os.getpid(), signal.SIGINT); import time; time.sleep(5)", "Stopped."),
    "file": ("raise OSError(5, 'Input/output error', 'export.xml')", "Input/output error: export.xml."),
    "full disk": ("raise OSError(28, 'No space left on device')", "No space left on device."),
}


@pytest.mark.parametrize(
    ("what", "phase"), [("Ctrl-C", "placing"), ("Ctrl-C", "files"), ("file", "writing"), ("full disk", "files")]
)
def test_end_in_the_middle_is_one_line_and_is_gone_on_from(
    newsroom: Newsroom, given: list[object], unbroken: dict, what: str, phase: str
) -> None:
    happens, line = ENDS[what]
    status, _report, said = newsroom.run(*given, before=IN_BATCH.format(phase=phase, happens=happens))
    assert (status, last_line(said)) == (1, f"CommandError: {line} {AGAIN}")
    assert newsroom.run(*given)[0] == 0
    assert newsroom.left() == unbroken


GO_AWAY = {
    "backend": "other.cursor().execute('SELECT pg_terminate_backend(%s)', [connection.connection.get_backend_pid()])",
    "between": "connection.connection.close()",
}


@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite is no server")
@pytest.mark.parametrize("how", GO_AWAY)
@pytest.mark.parametrize("few", [0, 10_000], ids=["with helpers", "alone"])
def test_database_that_goes_away_is_one_line_and_is_gone_on_from(
    newsroom: Newsroom, given: list[object], unbroken: dict, how: str, few: int
) -> None:
    url = database_url(newsroom.folder)
    head = f"import psycopg2; other = psycopg2.connect({url!r}); other.autocommit = True\n"
    happens = f"from django.db import connection; {GO_AWAY[how]}"
    before = head + IN_BATCH.format(phase="writing", happens=happens)
    status, _report, said = newsroom.run(*given, before=before, few=few)
    assert (status, last_line(said).startswith("CommandError: The database refused: ")) == (1, True), said
    assert newsroom.run(*given)[0] == 0
    assert newsroom.left() == unbroken


FULL = {
    "pages": "connection.cursor().execute('PRAGMA max_page_count=%d' % (PAGES + 60))",
    "file size": "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE + 300_000,) * 2)",
}


@pytest.mark.skipif(ON_POSTGRESQL, reason="a server's disk is its own")
@pytest.mark.parametrize("how", FULL)
def test_full_disk_is_one_line_and_is_gone_on_from(
    newsroom: Newsroom, given: list[object], unbroken: dict, how: str
) -> None:
    database = Path(database_url(newsroom.folder).removeprefix("sqlite:///"))
    with closing(sqlite3.connect(database)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    before = f"from django.db import connection\nPAGES, SIZE = {pages}, {database.stat().st_size}\n{FULL[how]}"
    status, _report, said = newsroom.run(*given, before=before)
    assert (status, last_line(said).startswith("CommandError: The database refused: ")) == (1, True), said
    assert newsroom.run(*given)[0] == 0
    assert newsroom.left() == unbroken


def test_report_that_cannot_be_written_is_said_before_the_work(newsroom: Newsroom, given: list[object]) -> None:
    status, _report, said = newsroom.run(*given, "--report", newsroom.folder / "nowhere" / "report.json")
    assert (status, "Cannot write the report" in last_line(said)) == (1, True)
    assert newsroom.ask("answer = ImportRun.objects.count()") == 0


def test_doctype_late_in_the_file_is_refused_before_anything_is_written(newsroom: Newsroom, tmp_path: Path) -> None:
    late = export(*map(item, range(1, 60)), "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>", item(99))
    (tmp_path / "late.xml").write_bytes(late.getvalue())
    status, _report, said = newsroom.run(tmp_path / "late.xml")
    assert (status, "DOCTYPE" in last_line(said)) == (1, True)
    assert newsroom.ask("answer = [Article.objects.count(), ImportSource.objects.count()]") == [0, 0]


HOLD = "import time; print('held', file=sys.stderr, flush=True); time.sleep(60)"


def test_E150_second_import_is_refused_with_the_progress_of_the_first(
    newsroom: Newsroom, given: list[object], unbroken: dict
) -> None:
    first = newsroom.start(*given, before=IN_BATCH.format(phase="placing", happens=HOLD))
    try:
        assert first.stderr
        assert until(lambda: "held" in first.stderr.readline())
        status, _report, said = newsroom.run(*given)
    finally:
        first.send_signal(signal.SIGKILL)
        first.communicate()
    assert (status, last_line(said)) == (
        1, "CommandError: An import of export.xml is running: placing, 20 of 214 items done.",
    )  # fmt: skip
    assert newsroom.run(*given)[0] == 0
    assert newsroom.left() == unbroken


def test_helper_that_is_killed_leaves_its_work_to_the_import(
    newsroom: Newsroom, given: list[object], unbroken: dict
) -> None:
    kill = "import multiprocessing; [child.kill() for child in multiprocessing.active_children()]"
    status, _report, said = newsroom.run(*given, before=IN_BATCH.format(phase="writing", happens=kill), few=0)
    assert (status, "Traceback" in said) == (0, False), said
    assert newsroom.left() == unbroken

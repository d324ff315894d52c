"""The worker as a process of its own takes imports from the line, and a new one takes up what a killed one had."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.commands.linked import in_django, migrate, until, working
from tests.commands.servers import count_rows
from tests.wordpress.exports import comment, export, item

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]

POSTS, KILLS = 6000, 3
ASK = """
from articles.wordpress.importing import waiting
answer = waiting.ask(ImportRun(name="export", files=[FILE], is_dry=DRY)).pk
"""
FACTS = 'answer = ImportRun.objects.values("state", "phase", "done", "counts", "progress", "message", "tries").get()'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    migrate(tmp_path)
    (tmp_path / "imports").mkdir()
    return tmp_path


def ask(folder: Path, *items: str, dry: bool = False) -> int:
    file = folder / "imports" / "export.xml"
    file.write_bytes(export(*items).getvalue())
    return int(in_django(folder, f"FILE, DRY = {str(file)!r}, {dry}\n{ASK}"))


def facts(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = in_django(folder, FACTS)
    return found


def is_ended(folder: Path) -> bool:
    return facts(folder)["state"] in ("done", "failed")


@pytest.mark.parametrize("dry", [True, False])
def test_worker_does_what_waits(folder: Path, dry: bool) -> None:
    ask(folder, item(7, inner=comment(1)), dry=dry)
    with working(folder):
        assert until(lambda: is_ended(folder))
    run = facts(folder)
    assert (run["state"], run["message"]) == ("done", "")
    assert run["counts"]["post"] == {"in file": 1, "created": 1}
    assert in_django(folder, "answer = [Article.objects.count(), Linkback.objects.count()]") == [int(not dry)] * 2


def test_killed_worker_leaves_its_import_to_the_next(folder: Path) -> None:
    ask(folder, *(item(number, content=f"<p>Story {number}.</p>" * 20) for number in range(1, POSTS + 1)))
    chance, places = random.Random(6), []
    for _ in range(KILLS):
        with working(folder) as worker:
            until(lambda: facts(folder)["state"] == "running")
            time.sleep(chance.uniform(0.1, 1.0))
            worker.send_signal(signal.SIGKILL)
        places.append(facts(folder))
    assert [place["state"] for place in places] == ["running"] * KILLS
    with working(folder):
        assert until(lambda: is_ended(folder), 120)
    run = facts(folder)
    assert (run["state"], run["message"]) == ("done", "")
    assert run["counts"] == {"post": {"in file": POSTS, "created": POSTS}}
    left = "answer = [Article.objects.count(), ImportedItem.objects.filter(is_due=True).count()]"
    assert in_django(folder, left) == [POSTS, 0]


def test_worker_that_is_told_to_end_leaves_its_import_waiting(folder: Path) -> None:
    ask(folder, *(item(number, content="<p>Text.</p>" * 20) for number in range(1, POSTS + 1)))
    with working(folder) as worker:
        # Without a process for each look, or the import is over before the signal comes.
        assert until(lambda: count_rows(folder, "articles_importrun WHERE state = 'running'") == [1])
        worker.send_signal(signal.SIGTERM)
        worker.wait(30)
    assert (facts(folder)["state"], facts(folder)["message"]) == ("waiting", "")


def test_progress_is_saved_while_it_runs(folder: Path) -> None:
    """A dry run as well: what it writes itself is seen by nobody."""
    ask(folder, *(item(number, content="<p>Text.</p>" * 20) for number in range(1, POSTS + 1)), dry=True)
    with working(folder):
        assert until(lambda: is_told_of(facts(folder)))
        assert until(lambda: is_ended(folder), 120)


def is_told_of(run: dict[str, Any]) -> bool:
    return run["state"] == "running" and run["progress"].get("phase") in ("placing", "writing")

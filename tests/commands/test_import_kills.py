"""An import that is killed outright, at any moment, goes on and ends as one that was never killed (E149, L29)."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.commands.importing import Newsroom
from tests.wordpress.everything import everything, write_uploads

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]

STORIES, MOST_KILLS = 80, 12


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    folder = tmp_path_factory.mktemp("given")
    (folder / "export.xml").write_bytes(everything(STORIES))
    write_uploads(folder / "uploads")
    return [folder / "export.xml", "--uploads", folder / "uploads"]


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory, given: list[object]) -> dict[str, Any]:
    """Rows and account of a run that nothing happened to."""
    newsroom = Newsroom(tmp_path_factory.mktemp("unbroken"))
    status, report, said = newsroom.run(*given)
    assert (status, "Traceback" in said) == (0, False), report + said
    return newsroom.left()


@pytest.mark.parametrize("few", [0, 10_000], ids=["with helpers", "alone"])
def test_E149_kills_at_random_moments_change_nothing(
    tmp_path: Path, given: list[object], unbroken: dict[str, Any], few: int
) -> None:
    newsroom, chance, kills = Newsroom(tmp_path / "newsroom"), random.Random(149 + few), 0
    while kills < MOST_KILLS and was_killed(newsroom.start(*given, few=few), chance):
        kills += 1
    status, _report, said = newsroom.run(*given, few=few)
    assert (status, kills > 2) == (0, True), said
    assert newsroom.left() == unbroken


def was_killed(process: subprocess.Popen[str], chance: random.Random) -> bool:
    """Some time after it began to count, unless it was quicker."""
    assert process.stderr
    process.stderr.readline()
    time.sleep(chance.uniform(0, 0.5))
    process.kill()
    process.communicate()
    return process.returncode == -9


@pytest.mark.parametrize("phase", ["terms", "placing", "writing", "relating", "files"])
def test_E149_kill_in_each_phase_changes_nothing(
    tmp_path: Path, given: list[object], unbroken: dict[str, Any], phase: str
) -> None:
    newsroom = Newsroom(tmp_path / "newsroom")
    status, _report, _said = newsroom.run(*given, before=KILL_IN.format(phase=phase))
    assert status == -9
    status, _report, _said = newsroom.run(*given)
    assert (status, newsroom.left()) == (0, unbroken)


# In the third save of that phase, before the transaction ends.
KILL_IN = """
import signal
from articles.models import ImportRun
save, seen = ImportRun.save, []
def dying(self, *args, **kwargs):
    save(self, *args, **kwargs)
    seen.append(self.phase)
    if seen.count("{phase}") == (1 if "{phase}" == "terms" else 3):
        os.kill(os.getpid(), signal.SIGKILL)
ImportRun.save = dying
"""

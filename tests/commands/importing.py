"""Imports as processes of their own, in a newsroom of their own, in small batches."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.commands.linked import in_django, migrate
from tests.commands.servers import ROOT, environment

BATCH = 20
# What `manage.py` does, with small batches and with what a test wants to happen.
PROGRAM = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "newsportal.settings"
from django.core.management import execute_from_command_line
import django
django.setup()
from articles.wordpress.importing import importer, relating
importer.BATCH = {batch}
relating.BATCH = 7
importer.FEW = {few}
{before}
execute_from_command_line(["manage.py", "import_wordpress", *sys.argv[1:]])
"""
LEFT = """
from benchmarks.imported_rows import sums
run = ImportRun.objects.filter(state="done").earliest("id")
problems = run.problems.values_list("kind", "wordpress_id", "reason")
answer = {"rows": sums(), "counts": run.counts, "problems": sorted(problems)}
"""


class Newsroom:
    """A folder with a database of its own, migrated."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        migrate(folder)

    def start(self, *arguments: object, before: str = "", few: int = 10_000) -> subprocess.Popen[str]:
        """`before` runs in the process before the command; with `few` at 0 other processes help."""
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(batch=BATCH, few=few, before=before), *map(str, arguments)],
            cwd=ROOT, env=environment(self.folder), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def run(self, *arguments: object, before: str = "", few: int = 10_000) -> tuple[int, str, str]:
        """Exit status, report, and what was said meanwhile."""
        process = self.start(*arguments, before=before, few=few)
        printed, said = process.communicate(timeout=300)
        return process.returncode, printed, said

    def left(self) -> dict[str, Any]:
        """What an import left: a sum for each table, and the account of the run that ended first."""
        return self.ask(LEFT)

    def ask(self, code: str) -> Any:
        return in_django(self.folder, code)


def last_line(said: str) -> str:
    """What the command ends with; there is no traceback above it."""
    assert "Traceback" not in said, said
    return said.strip().splitlines()[-1]

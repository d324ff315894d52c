"""The command writes a line for every article, and ends 1 with one clear line where it cannot."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from tests.factories import make_article

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_lines_are_written_and_counted(tmp_path: Path) -> None:
    make_article(path="/b/")
    make_article(path="/a/")
    told = io.StringIO()
    call_command("export_json", str(tmp_path / "out.jsonl"), stderr=told)
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert [json.loads(line)["path"] for line in lines] == ["/a/", "/b/"]
    assert told.getvalue() == "Written: 2 articles.\n"


@pytest.mark.django_db
def test_standard_output_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    make_article(headline="One")
    out = io.BytesIO()
    monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=out, flush=lambda: None))
    call_command("export_json", "-", stderr=io.StringIO())
    assert json.loads(out.getvalue())["headline"] == "One"


@pytest.mark.parametrize("command", ["export_json", "export_wordpress"])
def test_failure_is_one_line_and_exit_status_1(command: str, tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    program = [sys.executable, "manage.py", command, str(tmp_path / "out")]
    ended = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
    assert ended.stderr.startswith("CommandError: The database refused: no such table")
    assert not (tmp_path / "out").exists()

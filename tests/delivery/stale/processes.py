"""The processes of the proof: those that serve, slowly, and the one that edits and looks."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.commands.linked import LOOPBACK
from tests.commands.servers import PATIENCE, ROOT, environment, fetch


@contextmanager
def serving(folder: Path, port: int, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    program = [sys.executable, "-m", "tests.delivery.stale.slow_wsgi", str(port)]
    process = subprocess.Popen(
        program, cwd=ROOT, env=environment(folder, **variables), start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """With the workers below it, at once."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)


def answers(port: int) -> bool:
    try:
        return fetch(f"http://127.0.0.1:{port}/readyz").status == 200
    except OSError:
        return False


@contextmanager
def editing(folder: Path, changes: int, ports: list[int], **variables: str) -> Iterator[subprocess.Popen[str]]:
    program = [sys.executable, "-m", "tests.delivery.stale", str(changes), *map(str, ports)]
    given = environment(folder, **LOOPBACK, **variables) | {"DJANGO_SETTINGS_MODULE": "newsportal.settings"}
    with subprocess.Popen(program, cwd=ROOT, env=given, text=True, stdout=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def found(process: subprocess.Popen[str]) -> dict[str, Any]:
    output = process.communicate()[0]
    assert process.returncode == 0
    counts: dict[str, Any] = json.loads(output.splitlines()[-1])
    print(counts)
    return counts

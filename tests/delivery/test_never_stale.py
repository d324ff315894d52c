"""Four processes, readers on every page, an editor at work: a second after a change nobody serves what was before.

`CHANGES=10000` runs the long proof.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.commands.linked import in_django, migrate, until
from tests.commands.servers import ROOT, environment, fetch
from tests.delivery.stale.processes import answers, editing, found, kill, serving
from tests.engines import free_port

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]
CHANGES = int(os.environ.get("CHANGES", "200"))
PROCESSES = 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    migrate(tmp_path)
    return tmp_path


def test_no_process_serves_an_old_page(folder: Path) -> None:
    ports = [free_port() for _ in range(PROCESSES)]
    with ExitStack() as stack:
        for port in ports:
            stack.enter_context(serving(folder, port))
        assert until(lambda: all(map(answers, ports)))
        counts = found(stack.enter_context(editing(folder, CHANGES, ports)))
    assert counts["violations"] == []
    assert counts["checks"] >= CHANGES * PROCESSES
    # With 48 editors at once few pages live long; pages that were kept must have been read all the same.
    assert counts["hits"] > CHANGES / 2


def test_killed_processes_leave_nothing_old(folder: Path) -> None:
    ports = [free_port() for _ in range(PROCESSES)]
    chance, kills = random.Random(5), 0
    with ExitStack() as stack:
        processes = {port: stack.enter_context(serving(folder, port)) for port in ports}
        assert until(lambda: all(map(answers, ports)))
        editor = stack.enter_context(editing(folder, CHANGES // 2, ports))
        while editor.poll() is None:
            time.sleep(chance.uniform(1, 2))
            port = chance.choice(ports)
            kill(processes[port])
            processes[port] = stack.enter_context(serving(folder, port))
            kills += 1
        counts = found(editor)
    assert counts["violations"] == []
    assert kills >= 2
    assert counts["checks"] > CHANGES / 2


def test_writer_killed_behind_its_commit_leaves_nothing_old(folder: Path) -> None:
    in_django(folder, 'make_article("Before the change", path="/story/")')
    port = free_port()
    with serving(folder, port):
        assert until(lambda: answers(port))
        for number in range(5):
            fetch(f"http://127.0.0.1:{port}/story/")
            writer = f"""
import os, signal, django
django.setup()
from articles.models import Article
Article.objects.update(headline="Change {number}")
os.kill(os.getpid(), signal.SIGKILL)
"""
            given = environment(folder) | {"DJANGO_SETTINGS_MODULE": "newsportal.settings"}
            outcome = subprocess.run([sys.executable, "-c", writer], cwd=ROOT, env=given, check=False)
            assert outcome.returncode == -signal.SIGKILL
            time.sleep(1)
            assert f"Change {number}" in fetch(f"http://127.0.0.1:{port}/story/").text

"""The proof of `test_never_stale`, with pages from a replica that dies and comes back meanwhile."""

from __future__ import annotations

import random
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.commands.linked import migrate, until
from tests.delivery.replica import Replica, primary
from tests.delivery.stale.processes import answers, editing, found, serving
from tests.delivery.test_never_stale import CHANGES
from tests.engines import free_port

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]
PROCESSES = 2


def test_no_process_serves_an_old_page_while_the_replica_comes_and_goes(tmp_path: Path) -> None:
    ports = [free_port() for _ in range(PROCESSES)]
    with ExitStack() as stack:
        postgres = stack.enter_context(primary())
        replica = Replica(postgres)
        replica.start()
        stack.callback(replica.stop)
        urls = {"DATABASE_URL": postgres.url, "DATABASE_REPLICA_URL": replica.url}
        migrate(tmp_path, **urls)
        for port in ports:
            stack.enter_context(serving(tmp_path, port, **urls))
        assert until(lambda: all(map(answers, ports)))
        editor = stack.enter_context(editing(tmp_path, CHANGES, ports, DATABASE_URL=postgres.url))
        gone = _come_and_go(replica, editor)
        counts = found(editor)
    assert counts["violations"] == []
    assert gone >= 1
    assert counts["hits"] > counts["read"] / 8


def _come_and_go(replica: Replica, editor: subprocess.Popen[str]) -> int:
    """How often it went, until the editor has finished."""
    chance, times = random.Random(7), 0
    while editor.poll() is None:
        time.sleep(chance.uniform(2, 4))
        replica.pause()
        time.sleep(chance.uniform(0.5, 2))
        replica.resume()
        times += 1
    return times

"""The parser: one child for many pages, replaced when it is used up, killed or mad, and never left behind."""

from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest

from articles.linkbacks.formats import discovery, examining
from articles.linkbacks.formats.fetched_page import FetchedPage
from articles.linkbacks.parsing.child_process import PROJECT
from articles.linkbacks.parsing.errors import ParsingFailed
from articles.linkbacks.parsing.parser import Parser
from tests.linkbacks.formats.pages import make_page
from tests.linkbacks.parsing.hostile import LINK, TARGET, attributes
from tests.linkbacks.parsing.processes import becomes_true, cpu_seconds, ends, is_running, leaves_a_zombie

OTHER = "https://n.example/world/bridges/"
PAGES = [
    make_page(
        f'<link rel="canonical" href="/1"><meta name="author" content="Asha"><p>नदी {LINK}', url="https://o.example/2"
    ),
    make_page(f"<p hidden>{LINK}"),
    make_page(f'<link rel="webmention" href="/wm"><img src="{TARGET}">', ("Link", "</other>; rel=webmention")),
    make_page("桥".encode("gb18030") + LINK.encode(), kind="text/html; charset=gbk"),
    make_page(f'["{TARGET}"]', kind="application/json"),
    make_page(LINK, kind="image/png"),
    make_page(),
]


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as parser:
        yield parser


def pid_after(parser: Parser, page: FetchedPage | None = None) -> int:
    """The child's, when it has done one more job."""
    parser.examine(page or PAGES[0], [TARGET])
    assert parser.child_pid
    return parser.child_pid


@pytest.mark.parametrize("page", PAGES)
def test_V11_page_is_examined_as_it_would_be_here(parser: Parser, page: FetchedPage) -> None:
    for with_embeds in (False, True):
        here = examining.examine(page, [OTHER, TARGET], with_embeds)
        assert parser.examine(page, [OTHER, TARGET, OTHER], with_embeds) == here


@pytest.mark.parametrize("page", PAGES)
def test_endpoints_are_discovered_as_they_would_be_here(parser: Parser, page: FetchedPage) -> None:
    assert parser.discover(page, TARGET) == discovery.discover(page, TARGET)


def test_child_is_started_by_the_first_job_and_kept() -> None:
    with Parser() as parser:
        assert parser.child_pid is None
        assert len({pid_after(parser) for _ in range(20)}) == 1


def test_child_is_replaced_after_so_many_jobs() -> None:
    with Parser(jobs_per_child=2) as parser:
        pids = [pid_after(parser) for _ in range(5)]
    assert [pids[0] == pids[1], pids[1] == pids[2], pids[2] == pids[3], pids[3] == pids[4]] == [
        True,
        False,
        True,
        False,
    ]
    assert not any(leaves_a_zombie(pid) for pid in pids)


def test_H58_cpu_limit_is_of_a_job_not_of_a_life() -> None:
    page = make_page(attributes(15_000))
    with Parser(seconds=60) as parser:
        first = pid = pid_after(parser)
        while cpu_seconds(first) < 3.2:
            pid = pid_after(parser, page)
            assert pid == first
        assert pid_after(parser) == pid


def test_child_that_was_killed_between_jobs_is_replaced() -> None:
    with Parser() as parser:
        killed = pid_after(parser)
        os.kill(killed, signal.SIGKILL)
        assert ends(killed)
        assert pid_after(parser) != killed


def test_child_that_is_killed_in_a_job_fails_it_and_no_other() -> None:
    with Parser() as parser, ThreadPoolExecutor(1) as thread:
        pid = pid_after(parser)
        idle = cpu_seconds(pid)
        job = thread.submit(parser.examine, make_page(attributes(30_000)), [TARGET])
        assert becomes_true(lambda: cpu_seconds(pid) > idle + 0.1)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(ParsingFailed, match="-9") as failure:
            job.result()
        assert (failure.value.reason, failure.value.transient) == ("died", True)
        assert pid_after(parser) != pid


def test_child_that_outlives_its_thread_is_no_trouble() -> None:
    with Parser() as parser:
        thread = Thread(target=pid_after, args=[parser])
        thread.start()
        thread.join()
        assert parser.child_pid
        assert ends(parser.child_pid)
        assert pid_after(parser)


def test_threads_share_a_parser() -> None:
    def excerpt(number: int) -> str:
        return parser.examine(make_page(f"<p>{number} {LINK}"), [TARGET])[TARGET].excerpt

    with Parser() as parser, ThreadPoolExecutor(8) as threads:
        pid_after(parser)
        assert list(threads.map(excerpt, range(40))) == [f"[…] {number} the ferries […]" for number in range(40)]


def test_closing_leaves_no_process() -> None:
    parser = Parser()
    pid = pid_after(parser)
    parser.close()
    parser.close()
    assert not leaves_a_zombie(pid)


def test_parser_can_be_used_again_after_closing() -> None:
    parser = Parser()
    pids = []
    for _ in range(2):
        with parser:
            pids.append(pid_after(parser))
    assert [is_running(pid) for pid in pids] == [False, False]


def test_forgotten_parser_leaves_no_process() -> None:
    parser = Parser()
    pid = pid_after(parser)
    del parser
    gc.collect()
    assert not leaves_a_zombie(pid)


UNCLOSED = """
from articles.linkbacks.formats.fetched_page import FetchedPage
from articles.linkbacks.parsing.parser import Parser
parser = Parser()
parser.examine(FetchedPage("https://t.example/", [], b"x"), [])
print(parser.child_pid)
"""


def test_program_that_ends_leaves_no_process() -> None:
    command = [sys.executable, "-W", "error", "-X", "dev", "-c", UNCLOSED]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert ends(int(done.stdout))


def test_child_inherits_neither_sockets_nor_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "x")
    with socket.socket() as inherited, Parser() as parser:
        inherited.set_inheritable(True)
        pid = pid_after(parser)
        assert sorted(os.listdir(f"/proc/{pid}/fd")) == ["0", "1", "2"]
        with open(f"/proc/{pid}/environ") as environment:
            assert "SECRET_KEY" not in environment.read()

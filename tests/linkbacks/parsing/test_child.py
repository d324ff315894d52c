"""The child by itself: what it answers, what it is denied, and that it never outlives its use."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.linkbacks.formats.examining import Examined
from articles.linkbacks.parsing.child_process import PROGRAM, PROJECT
from articles.linkbacks.parsing.frames import HEAD_BYTES, content_length, framed, value_in
from articles.linkbacks.parsing.jobs import discovery_job, examining_job
from articles.linkbacks.parsing.results import endpoints_in, examined_in
from tests.linkbacks.formats.pages import make_page
from tests.linkbacks.parsing.hostile import LINK, TARGET
from tests.linkbacks.parsing.processes import becomes_true, ends

LINKING = make_page(
    f'<link rel="webmention" href="/wm"><title>T</title><p>See {LINK}', ("X-Pingback", "https://p.example/")
)


@pytest.fixture
def child() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(PROGRAM, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield process


def ask(child: subprocess.Popen[bytes], job: object) -> dict:
    assert child.stdin
    assert child.stdout
    child.stdin.write(framed(job))
    child.stdin.flush()
    return value_in(child.stdout.read(content_length(child.stdout.read(HEAD_BYTES))))


def test_page_is_examined(child: subprocess.Popen[bytes]) -> None:
    answer = ask(child, examining_job(LINKING, [TARGET], with_embeds=False))
    excerpt = "[…] See the ferries […]"
    assert examined_in(answer, [TARGET]) == {
        TARGET: Examined("T", target=TARGET, excerpt=excerpt, link_text="the ferries", link_count=1)
    }


def test_endpoints_are_discovered(child: subprocess.Popen[bytes]) -> None:
    endpoints = endpoints_in(ask(child, discovery_job(LINKING, TARGET)))
    assert (endpoints.webmention, endpoints.pingback) == ("https://t.example/wm", "https://p.example/")


def test_what_fails_in_the_child_is_named(child: subprocess.Popen[bytes]) -> None:
    assert [ask(child, job) for job in ({}, [])] == [{"failed": "KeyError"}, {"failed": "TypeError"}]


def test_child_ends_with_its_input(child: subprocess.Popen[bytes]) -> None:
    ask(child, {})
    assert child.stdin
    child.stdin.close()
    assert child.wait(10) == 0


def test_child_ends_when_its_parent_is_killed() -> None:
    # Its input stays open here, so that nothing but the parent's death can end it.
    jobs, kept_open = os.pipe()
    script = (
        f"import subprocess, time; print(subprocess.Popen({PROGRAM!r}, stdin={jobs}).pid, flush=True); time.sleep(99)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=PROJECT, stdout=subprocess.PIPE, pass_fds=[jobs]
    ) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert becomes_true(lambda: is_confined(pid))
        parent.kill()
    assert ends(pid)
    os.close(jobs)
    os.close(kept_open)


def is_confined(pid: int) -> bool:
    return limits(pid)["Max open files"] == "0"


def limits(pid: int) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return {line[:25].strip(): line[25:].split()[1] for line in lines[1:]}


def test_child_is_denied_what_it_does_not_need(child: subprocess.Popen[bytes]) -> None:
    ask(child, {})
    hard = limits(child.pid)
    assert {name: hard[name] for name in hard if hard[name] != "unlimited"}.items() >= {
        "Max core file size": "0",
        "Max file size": "0",
        "Max open files": "0",
        "Max processes": "0",
        "Max address space": str(512 * 1024 * 1024),
    }.items()


DENIED = ["open('/etc/hostname')", "__import__('socket').socket()", "__import__('os').pipe()", "bytearray(600_000_000)"]


@pytest.mark.parametrize("act", DENIED)
def test_confined_process_can_open_nothing(act: str) -> None:
    script = f"import socket\nfrom articles.linkbacks.parsing.limits import confine\nconfine()\n{act}"
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1].startswith(("OSError: [Errno 24] Too many open files", "MemoryError"))


def test_child_leaves_its_end_to_its_parent(child: subprocess.Popen[bytes]) -> None:
    ask(child, {})
    child.send_signal(signal.SIGTERM)
    assert ask(child, {}) == {"failed": "KeyError"}


def test_child_knows_nothing_of_django() -> None:
    script = "import sys, articles.linkbacks.parsing.child; print(*sorted(m.partition('.')[0] for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert {"django", "socket", "ssl", "lxml"}.intersection(done.stdout.split()) == {"lxml"}

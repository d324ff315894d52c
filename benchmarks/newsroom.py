"""A newsroom of its own for a benchmark: a folder, a database, a server and a worker, pinned to one core."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVER_CORE, LOAD_CORE = 0, 1
_PATIENCE = 60.0
_SHARED_BUFFERS = "1GB"
"""A quarter of a small server's memory, as PostgreSQL's manual has it; 128 MB would be measured as growth."""


@dataclass(frozen=True)
class Newsroom:
    folder: Path
    port: int
    web: subprocess.Popen[bytes]
    worker: subprocess.Popen[bytes]
    environment: dict[str, str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def manage(self, *command: str) -> str:
        return _manage(self.environment, *command)


@contextmanager
def newsroom(articles: int, **variables: str) -> Iterator[Newsroom]:
    """With so many published articles at `/bench/N/`; on SQLite, or on the engine that `ENGINE` names."""
    port = free_port()
    with migrated(port, **variables) as environment:
        folder = Path(environment["VAR_DIR"])
        _manage(environment, "shell", "-v0", "-c", f"from benchmarks.articles import write; write({articles})")
        web = started(environment, "serve", "--port", str(port), "--workers", "1")
        worker = started(environment, "worker")
        try:
            wait(f"http://127.0.0.1:{port}/readyz")
            yield Newsroom(folder, port, web, worker, environment)
        finally:
            for process in (web, worker):
                process.send_signal(signal.SIGTERM)
            for process in (web, worker):
                process.wait(_PATIENCE)


@contextmanager
def migrated(port: int = 8000, **variables: str) -> Iterator[dict[str, str]]:
    """A database alone, in a folder of its own: the environment for commands on it."""
    folder = Path(tempfile.mkdtemp(prefix="newsportal-bench-"))
    with _database(folder) as database_url:
        environment = _environment(folder, port, database_url) | variables
        _manage(environment, "migrate", "-v0")
        yield environment
    shutil.rmtree(folder, ignore_errors=True)


def in_django(environment: dict[str, str], code: str) -> str:
    """What lines of Python print, run beside that database."""
    return _manage(environment, "shell", "-v0", "-c", code)


def memory_mib(pid: int) -> float:
    """Resident memory of a process and all below it; what they share is counted for each."""
    return sum(map(_resident_kib, _family(pid))) / 1024


def processor_seconds_of(pid: int) -> float:
    """Of a process and all below it, so far; those that have ended meanwhile count, too."""
    return sum(_processor_seconds(one, also_ended=True) for one in _family(pid))


def processor_seconds(process: subprocess.Popen[bytes]) -> float:
    """Of the process alone, so far; 0 when it has ended."""
    return _processor_seconds(process.pid)


def _processor_seconds(pid: int, also_ended: bool = False) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    # Its own, then that of children it has waited for.
    return sum(map(int, fields[11 : 15 if also_ended else 13])) / os.sysconf("SC_CLK_TCK")


def pinned_to(core: int) -> list[str]:
    return ["taskset", "-c", str(core)] if shutil.which("taskset") and (os.cpu_count() or 1) > 1 else []


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    if os.environ.get("ENGINE", "sqlite") != "postgresql":
        yield f"sqlite:///{folder}/newsportal.sqlite3"
        return
    from tests.engines import Postgres, binaries

    found = binaries()
    if found is None:
        sys.exit("PostgreSQL is missing; install Debian's package postgresql.")
    (folder / "postgres").mkdir()
    folder.chmod(0o755)
    server = Postgres(folder / "postgres", found, shared_buffers=_SHARED_BUFFERS)
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


def _environment(folder: Path, port: int, database_url: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(folder),
        "SECRET_KEY": "for-benchmarks",
        "DATABASE_URL": database_url,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": str(ROOT),
    }


def _manage(environment: dict[str, str], *command: str) -> str:
    program = [sys.executable, "manage.py", *command]
    done = subprocess.run(program, cwd=ROOT, env=environment, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"manage.py {command[0]} failed; what it said stands above.")
    return done.stdout


def started(environment: dict[str, str], *command: str) -> subprocess.Popen[bytes]:
    """A process that answers, on the core of all that do; their database is there from now on, too."""
    if pinned_to(SERVER_CORE):
        for server in postmaster(environment):
            for pid in _family(server):
                os.sched_setaffinity(pid, {SERVER_CORE})
    program = [*pinned_to(SERVER_CORE), sys.executable, "manage.py", *command]
    return subprocess.Popen(program, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)


def postmaster(environment: dict[str, str]) -> list[int]:
    """PostgreSQL's first process, whose children are all others; none on SQLite."""
    file = Path(environment["VAR_DIR"]) / "postgres" / "cluster" / "postmaster.pid"
    return [int(file.read_text().split()[0])] if file.exists() else []


def wait(url: str | urllib.request.Request) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"{url} did not answer in {_PATIENCE:g} s.")


def free_port() -> int:
    from tests.engines import free_port as found

    return found()


def _family(pid: int) -> list[int]:
    below: list[int] = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # a thread that has ended meanwhile
            below += map(int, file.read_text().split())
    return [pid, *(each for child in below for each in _family(child))]


def _resident_kib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)

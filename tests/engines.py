"""Chooses the database the suite runs on, and starts a PostgreSQL of its own when that is the one.

`ENGINE=sqlite` (default) or `ENGINE=postgresql` says which. The server is made from the installed
binaries in a temporary folder, listens on a free port, and goes when the run ends.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

PACKAGE = "postgresql"


def binaries() -> Path | None:
    """The newest installed folder that holds `initdb`."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postgres:
    """A throw-away server: `url` while it runs, nothing left behind after `stop()`."""

    def __init__(self, folder: Path, bin_folder: Path, **settings: str) -> None:
        self.folder, self.bin, self.port, self.settings = folder, bin_folder, free_port(), settings
        self.url = f"postgres://newsportal@127.0.0.1:{self.port}/postgres"
        # PostgreSQL refuses to run as root; a container's root borrows the package's own user.
        self.user = "postgres" if os.geteuid() == 0 else None

    def run(self, *command: str) -> None:
        subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            check=True, user=self.user, group=self.user and pwd.getpwnam(self.user).pw_gid,
            cwd=self.folder, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env={"PATH": os.environ["PATH"]},
        )  # fmt: skip

    def start(self) -> None:
        if self.user:
            shutil.chown(self.folder, self.user)
        self.make()
        self.resume()

    def make(self) -> None:
        cluster = str(self.folder / "cluster")
        self.run("initdb", "-D", cluster, "-U", "newsportal", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")

    def resume(self) -> None:
        """After `pause`, on the same port with the same data."""
        cluster, log = str(self.folder / "cluster"), str(self.folder / "log")
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
        # All workers of the suite share it, and connections of killed processes go only when it notices.
        options += " -c max_connections=400"
        options += "".join(f" -c {name}={value}" for name, value in self.settings.items())
        self.run("pg_ctl", "-D", cluster, "-l", log, "-w", "-o", options, "start")

    def pause(self) -> None:
        """As when its machine fails: no connection is closed in order."""
        self.run("pg_ctl", "-D", str(self.folder / "cluster"), "-m", "immediate", "-w", "stop")

    @property
    def pid(self) -> int:
        """Of the first process, which starts all others."""
        return int((self.folder / "cluster" / "postmaster.pid").read_text().split()[0])

    def send(self, number: int) -> None:
        """A signal to all of its processes, the first of them last: stopped, they hold every connection in silence."""
        first = self.pid
        for child in Path(f"/proc/{first}/task/{first}/children").read_text().split():
            with suppress(ProcessLookupError):
                os.kill(int(child), number)
        os.kill(first, number)

    def stop(self) -> None:
        self.pause()
        shutil.rmtree(self.folder, ignore_errors=True)


def start_postgres() -> None:
    bin_folder = binaries()
    if bin_folder is None:
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.exit(f"PostgreSQL is missing; install Debian's package {PACKAGE}.", returncode=1)
        sys.stdout.write(f"SKIPPED the suite on PostgreSQL: install Debian's package {PACKAGE} to run it.\n")
        pytest.exit("no PostgreSQL", returncode=0)
    server = Postgres(Path(tempfile.mkdtemp(prefix="newsportal-postgres-")), bin_folder)
    server.start()
    atexit.register(server.stop)
    os.environ["DATABASE_URL"] = server.url


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Runs before pytest-django reads the settings. Workers of xdist inherit what is set here."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    folder = Path(tempfile.mkdtemp(prefix="newsportal-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "static").mkdir()
    os.environ |= {"VAR_DIR": str(folder), "SECRET_KEY": "a-key-for-tests-only"}
    os.environ |= {"SITE_URL": "https://news.example", "SITE_NAME": "The Meridian"}
    # Never a database, or a cache, that happens to be there.
    for name in ("DATABASE_URL", "DATABASE_REPLICA_URL", "PURGE_URL"):
        os.environ.pop(name, None)
    if os.environ.get("ENGINE", "sqlite") == "postgresql":
        start_postgres()

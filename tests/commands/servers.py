"""Starts the project's commands as a person would, in a folder of their own."""

from __future__ import annotations

import hashlib
import http.cookiejar
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

import psycopg2

from tests.engines import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0


class Running:
    """A command that is running, what it has printed, and where it serves."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process, self.url, self.printed = process, f"http://127.0.0.1:{port}", ""
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as output:
            for line in output:
                self.printed += line

    def wait_until_ready(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if fetch(f"{self.url}/healthz").status == 200 and self.is_announced:
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"not ready in {PATIENCE} s; it printed:\n{self.printed}")

    @property
    def is_announced(self) -> bool:
        """`run` prints its address once the server answers."""
        return "run" not in self.process.args or "Ctrl-C" in self.printed

    def stop(self, how: int = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def login(self) -> tuple[str, str]:
        found = re.search(r"Login: (\S+) +Password: (\S+)", self.printed)
        assert found, self.printed
        return found[1], found[2]


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """What a fresh machine would have: nothing of ours but a place for data, and a database to fill."""
    given = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder), "SECRET_KEY": "for-tests"}
    return given | {"DATABASE_URL": database_url(folder)} | variables


def database_url(folder: Path) -> str:
    """A database for that folder alone, on the engine the suite runs on."""
    if os.environ.get("ENGINE") != "postgresql":
        return f"sqlite:///{folder}/newsportal.sqlite3"
    name = _database_name(folder)
    with _postgres() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{name}"')
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"


def copy_database(source: Path, folder: Path) -> None:
    """Into a folder that has none yet; nobody may be using the one that is copied."""
    if os.environ.get("ENGINE") != "postgresql":
        shutil.copy(source / "newsportal.sqlite3", folder)
        return
    with _postgres() as cursor:
        cursor.execute(f'CREATE DATABASE "{_database_name(folder)}" TEMPLATE "{_database_name(source)}"')


def _database_name(folder: Path) -> str:
    return f"server_{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"


@contextmanager
def _postgres() -> Iterator[Any]:
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as connection:
        connection.autocommit = True  # PostgreSQL makes databases outside transactions only
        with connection.cursor() as cursor:
            yield cursor


def count_rows(folder: Path, *tables: str) -> list[int]:
    url = database_url(folder)
    on_postgresql = url.startswith("postgres")
    connection: Any = psycopg2.connect(url) if on_postgresql else sqlite3.connect(url.removeprefix("sqlite:///"))
    with closing(connection), closing(connection.cursor()) as cursor:
        return [_count(cursor, table) for table in tables]


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
    return int(cursor.fetchone()[0])


@contextmanager
def running(folder: Path, *command: str, port: int = 0, **variables: str) -> Iterator[Running]:
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "manage.py", *command, "--port", str(port)],
        cwd=ROOT, env=environment(folder, **variables), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    server = Running(process, port)
    try:
        server.wait_until_ready()
        yield server
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
        server.reader.join(PATIENCE)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


def fetch(url: str, opener: urllib.request.OpenerDirector | None = None, **form: str) -> Answer:
    """What is answered, whatever its status; a form is posted. Redirects are followed."""
    content = urllib.parse.urlencode(form).encode() if form else None
    try:
        with (opener or urllib.request.build_opener()).open(url, content, timeout=20) as response:
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as response:
        with response:
            return Answer(response.code, response.headers, response.read())


def browser() -> urllib.request.OpenerDirector:
    """Keeps cookies, as a person's browser does."""
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

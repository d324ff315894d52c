"""A PostgreSQL server, and another that streams what happens there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from tests.engines import PACKAGE, Postgres, binaries
from tests.services import missing


def new_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="newsportal-postgres-"))


@contextmanager
def primary() -> Iterator[Postgres]:
    found = binaries()
    if found is None:
        missing("PostgreSQL", PACKAGE)
    server = Postgres(new_folder(), found)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class Replica(Postgres):
    def __init__(self, of: Postgres) -> None:
        super().__init__(new_folder(), of.bin)
        self._of = of

    def make(self) -> None:
        source = ["-h", "127.0.0.1", "-p", str(self._of.port), "-U", "newsportal"]
        self.run("pg_basebackup", "-D", str(self.folder / "cluster"), "-R", "-X", "stream", "-c", "fast", "-N", *source)
        self.set("wal_retrieve_retry_interval", "200ms")

    def set(self, name: str, value: str) -> None:
        """From its next start, or when it is told to read its settings again."""
        with (self.folder / "cluster" / "postgresql.auto.conf").open("a") as file:
            file.write(f"{name} = '{value}'\n")


def ask(server: Postgres, query: str, *values: str) -> Any:
    """The first column of its first row, or None."""
    with closing(psycopg2.connect(server.url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(query, values or None)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None

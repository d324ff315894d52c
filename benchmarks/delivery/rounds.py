"""Measures in turn, round after round, so that what else the machine does falls on all of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.delivery.load import Load, put_load
from benchmarks.delivery.servers import Server

ROUNDS, SECONDS = int(os.environ.get("ROUNDS", "3")), int(os.environ.get("SECONDS", "3"))
MANY, SOME, ONE = 64, 16, 1
"""Clients at once: on pages that are held, on pages that are made, and where the time of one answer counts."""


@dataclass(frozen=True)
class Subject:
    """`page` and `by` name a row of the table."""

    page: str
    by: str
    server: Server
    path: str = "/"
    paths: Path | None = None
    encoding: str = "identity"
    clients: int = SOME
    expected: int = 200

    @property
    def name(self) -> tuple[str, str, str]:
        return self.page, self.by, self.encoding


@dataclass(frozen=True)
class Measured:
    """Middle of the rounds; times in milliseconds."""

    subject: Subject
    of_a_core: float
    p50: float
    p99: float


def measured(subjects: Sequence[Subject]) -> dict[tuple[str, str, str], Measured]:
    loads: dict[tuple[str, str, str], list[Load]] = {subject.name: [] for subject in subjects}
    for number in range(ROUNDS + 1):
        for subject in subjects:
            # The first round, a short one, fills caches and connects to databases.
            load = _load(subject, SECONDS if number else 1)
            if number:
                loads[subject.name].append(load)
    return {subject.name: _middle(subject, loads[subject.name]) for subject in subjects}


def _load(subject: Subject, seconds: int) -> Load:
    url = subject.server.url(subject.path)
    families = subject.server.families
    return put_load(url, families, seconds, subject.clients, subject.encoding, subject.paths, subject.expected)


def _middle(subject: Subject, loads: Sequence[Load]) -> Measured:
    return Measured(
        subject,
        median(load.of_a_core for load in loads),
        median(load.p50 for load in loads),
        median(load.p99 for load in loads),
    )

"""Examines other sites' pages, and finds their endpoints, at a safe distance."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from typing import Self, TypeVar

from articles.linkbacks.formats.discovery import Endpoints
from articles.linkbacks.formats.examining import Examined
from articles.linkbacks.formats.fetched_page import FetchedPage
from articles.linkbacks.parsing.child_process import PROGRAM, ChildProcess
from articles.linkbacks.parsing.errors import ParsingFailed
from articles.linkbacks.parsing.frames import framed, value_in
from articles.linkbacks.parsing.jobs import Job, discovery_job, examining_job
from articles.linkbacks.parsing.results import endpoints_in, examined_in

Answer = dict[str, object]
Result = TypeVar("Result")


class Parser:
    """Has one child at a time, from the first job on; jobs of several threads wait for each other.

    A job that fails raises ParsingFailed and ends the child; the next job gets a new one. A child that was killed
    between two jobs, or lost the thread that started it, is replaced unnoticed. OSError when none can be started.
    """

    def __init__(self, *, jobs_per_child: int = 200, seconds: float = 8.0, program: Sequence[str] = PROGRAM) -> None:
        self._jobs_per_child, self._seconds, self._program = jobs_per_child, seconds, program
        self._child: ChildProcess | None = None
        self._jobs_done = 0
        self._lock = threading.Lock()

    def examine(self, page: FetchedPage, targets: Collection[str], with_embeds: bool = False) -> dict[str, Examined]:
        """As `examining.examine`: the page is parsed once, and there is a result for each target."""
        asked = list(dict.fromkeys(targets))
        return self._ask(examining_job(page, asked, with_embeds), lambda answer: examined_in(answer, asked))

    def discover(self, page: FetchedPage, target: str) -> Endpoints:
        """As `discovery.discover`."""
        return self._ask(discovery_job(page, target), endpoints_in)

    @property
    def child_pid(self) -> int | None:
        return self._child.pid if self._child else None

    def close(self) -> None:
        """Ends the child, if there is one; another job would start another."""
        with self._lock:
            self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, job: Job, result_in: Callable[[Answer], Result]) -> Result:
        frame = framed(job)
        with self._lock:
            child = self._ready_child()
            try:
                return result_in(_answer_in(child.ask(frame, self._seconds)))
            except ValueError:
                self._close()
                raise ParsingFailed("nonsense", "The parser's answer makes no sense.") from None
            except BaseException:  # also what interrupts this thread: the child's late answer must reach no other job
                self._close()
                raise

    def _ready_child(self) -> ChildProcess:
        if self._child is None or not self._child.is_alive or self._jobs_done >= self._jobs_per_child:
            self._close()
            self._child, self._jobs_done = ChildProcess(self._program), 0
        self._jobs_done += 1
        return self._child

    def _close(self) -> None:
        if self._child:
            self._child.close()
            self._child = None


def _answer_in(content: bytes) -> Answer:
    answer = value_in(content)
    if not isinstance(answer, dict):
        raise ValueError("no object")
    failure = answer.get("failed")
    if failure == "MemoryError":
        raise ParsingFailed("memory", "The page takes too much memory to parse.")
    if failure is not None:
        raise ParsingFailed("error", f"The parser failed: {str(failure)[:40]!r}.")
    return answer

"""The child from its parent's side: started, asked within a time limit, and never left behind."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import IO, cast

from articles.linkbacks.parsing.errors import ParsingFailed
from articles.linkbacks.parsing.frames import HEAD_BYTES, content_length

PROGRAM = (sys.executable, "-m", "articles.linkbacks.parsing.child")
LONGEST_ANSWER = 1024 * 1024
PROJECT = Path(__file__).resolve().parents[3]
# What Python may need to start; the rest of the environment holds secrets.
_ENVIRONMENT = ("LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH")


class ChildProcess:
    """Ends when it is closed, when nobody refers to it any more, and with this process."""

    def __init__(self, program: Sequence[str] = PROGRAM) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            program,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PROJECT,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            start_new_session=True,  # Ctrl-C is the parent's to answer
        )
        self._jobs = cast("IO[bytes]", self._process.stdin).fileno()
        self._answers = cast("IO[bytes]", self._process.stdout).fileno()
        os.set_blocking(self._jobs, False)
        self.close = weakref.finalize(self, _end, self._process)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, job: bytes, seconds: float) -> bytes:
        """The content of the answer's frame; raises ParsingFailed, and then the child must be closed."""
        deadline = time.monotonic() + seconds
        try:
            self._send(job, deadline)
            length = content_length(self._receive(HEAD_BYTES, deadline))
            if length > LONGEST_ANSWER:
                raise ParsingFailed("nonsense", "The parser's answer is too long.")
            return self._receive(length, deadline)
        except TimeoutError:
            raise ParsingFailed("time", f"The page was not parsed within {seconds:g} seconds.") from None
        except (BrokenPipeError, EOFError):
            raise self._death() from None

    def _send(self, job: bytes, deadline: float) -> None:
        left = memoryview(job)
        while left:
            _wait(self._jobs, select.POLLOUT, deadline)
            left = left[os.write(self._jobs, left) :]

    def _receive(self, length: int, deadline: float) -> bytes:
        received = bytearray()
        while len(received) < length:
            _wait(self._answers, select.POLLIN, deadline)
            piece = os.read(self._answers, length - len(received))
            if not piece:
                raise EOFError
            received += piece
        return bytes(received)

    def _death(self) -> ParsingFailed:
        self.close()
        if self._process.returncode == -signal.SIGXCPU:
            return ParsingFailed("cpu", "The page takes too much time to parse.")
        return ParsingFailed("died", f"The parser ended by itself ({self._process.returncode}).")


def _wait(pipe: int, event: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(pipe, event)
    left = deadline - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with process:  # closes the pipes and waits
        pass

"""Bytes from a connection, each wait within the deadline and each phase within its budget."""

from __future__ import annotations

import socket

from articles.fetch.errors import TooSlow, Unreachable
from articles.fetch.limits import Deadline

_PIECE = 16 * 1024


class Cut(Exception):
    """More was expected, but the other side closed (`ended`) or the budget is used up."""

    def __init__(self, ended: bool) -> None:
        super().__init__()
        self.ended = ended


class Reader:
    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._connection, self._deadline = connection, deadline
        self._buffer = bytearray()
        self._budget = 0

    def allow(self, budget: int) -> None:
        """From here on so many bytes may be taken."""
        self._budget = budget

    def some(self, most: int = _PIECE) -> bytes:
        """What is there, one byte at least; nothing only at the end."""
        if self._budget <= 0:
            raise Cut(ended=False)
        if not self._buffer:
            self._receive()
        return self._take(min(most, self._budget))

    def line(self) -> bytes:
        """Up to and without the line feed, and without a carriage return before it."""
        searched = 0
        while (end := self._buffer.find(b"\n", searched, self._budget)) < 0:
            searched = len(self._buffer)
            if searched >= self._budget:
                raise Cut(ended=False)
            if not self._receive():
                raise Cut(ended=True)
        return self._take(end + 1)[:-1].removesuffix(b"\r")

    def _take(self, count: int) -> bytes:
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        self._budget -= len(taken)
        return taken

    def _receive(self) -> bool:
        self._connection.settimeout(self._deadline.left())
        try:
            piece = self._connection.recv(_PIECE)
        except TimeoutError as error:
            raise TooSlow("answer", "The answer did not come to its end in time.") from error
        except OSError as error:
            raise Unreachable("closed", "The connection broke before the answer had come.") from error
        self._buffer += piece
        return bool(piece)


def send(connection: socket.socket, message: bytes, deadline: Deadline) -> None:
    """All of it: a TLS socket's own `sendall` would begin its time-out anew with every piece."""
    rest = memoryview(message)
    try:
        while rest:
            connection.settimeout(deadline.left())
            rest = rest[connection.send(rest) :]
    except TimeoutError as error:
        raise TooSlow("answer", "The request was not taken in time.") from error
    except OSError as error:
        raise Unreachable("closed", "The connection broke before the request was sent.") from error

"""How long a fetch may take and how much it may bring."""

from __future__ import annotations

import time
from dataclasses import dataclass

from articles.fetch.errors import TooSlow


@dataclass(frozen=True)
class Limits:
    """Seconds by the wall clock, for the whole fetch with its redirects; bytes and counts for each answer."""

    total_seconds: float = 10.0
    dns_seconds: float = 3.0
    connect_seconds: float = 3.0
    redirects: int = 5
    head_bytes: int = 64 * 1024
    headers: int = 200
    wire_bytes: int = 1024 * 1024  # of the body as sent, with what frames its chunks
    content_bytes: int = 512 * 1024  # of the body decoded


DEFAULT_LIMITS = Limits()


class Deadline:
    """One moment by which everything is over, however the time is spent."""

    def __init__(self, seconds: float, reason: str = "total") -> None:
        self.seconds, self.reason = seconds, reason
        self.end = time.monotonic() + seconds

    def left(self, most: float = float("inf")) -> float:
        """Seconds that one step may take: what is left, and never more than `most`."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TooSlow(self.reason, f"It was not done within {self.seconds:g} seconds.")
        return min(left, most)

"""How far an import is, for whoever waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """`total` is 0 while it is not known; `rate` is items a second."""

    phase: str
    done: int
    total: int
    rate: float

    def __str__(self) -> str:
        if not self.total:
            return f"{self.phase}: {self.done:,}, {self.rate:,.0f} a second" if self.done else f"{self.phase} …"
        text = f"{self.phase}: {self.done:,} of {self.total:,}"
        if not self.rate:
            return text
        left = max(0, self.total - self.done) / self.rate
        return f"{text}, {self.rate:,.0f} a second, {int(left // 60)}:{int(left % 60):02d} left"


Tell = Callable[[Progress], None]

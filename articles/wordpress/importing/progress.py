"""How far an import is, for whoever waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Progress:
    """`total` is 0 while it is not known; `rate` is items a second."""

    phase: str
    done: int
    total: int
    rate: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def seconds_left(self) -> float | None:
        """None while it cannot be told."""
        return max(0, self.total - self.done) / self.rate if self.total and self.rate else None

    def __str__(self) -> str:
        if not self.total:
            return f"{self.phase}: {self.done:,}, {self.rate:,.0f} a second" if self.done else f"{self.phase} …"
        text = f"{self.phase}: {self.done:,} of {self.total:,}"
        left = self.seconds_left
        if left is None:
            return text
        return f"{text}, {self.rate:,.0f} a second, {int(left // 60)}:{int(left % 60):02d} left"


Tell = Callable[[Progress], None]

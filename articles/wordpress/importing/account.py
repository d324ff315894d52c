"""The account of a run while it is made: every item in it once, and what the desk should know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

OUTCOMES = ("created", "updated", "unchanged", "refused")
LONGEST_KIND = 40


class Problem(NamedTuple):
    kind: str
    wordpress_id: int
    reason: str


@dataclass
class Account:
    """Counts by kind, as it is kept, and outcome; problems since the last time they were taken."""

    counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, counts: dict[str, dict[str, int]]) -> Account:
        account = cls()
        for kind, numbers in counts.items():
            account.counts[kind].update(numbers)
        return account

    def add(self, kind: str, outcome: str, number: int = 1) -> None:
        if number:
            self.counts[kind[:LONGEST_KIND]]["in file"] += number
            self.counts[kind[:LONGEST_KIND]][outcome] += number

    def refuse(self, kind: str, wordpress_id: int, reason: str) -> None:
        self.add(kind, "refused")
        self.note(kind, wordpress_id, reason)

    def note(self, kind: str, wordpress_id: int, reason: str) -> None:
        """Something to look at, of an item that is in."""
        self.problems.append(Problem(kind, wordpress_id, reason))

    def take_problems(self) -> list[Problem]:
        taken, self.problems = self.problems, []
        return taken

    def as_counts(self) -> dict[str, dict[str, int]]:
        return {kind: dict(numbers) for kind, numbers in self.counts.items()}

    def refused(self) -> Iterator[str]:
        return (kind for kind, numbers in self.counts.items() if numbers["refused"])

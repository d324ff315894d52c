"""The account an import gives: every item of the file is in it once."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

OUTCOMES = ("created", "updated", "unchanged", "refused")


@dataclass
class Report:
    """Counts by kind of item and outcome, and what went wrong with which item."""

    counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    problems: list[dict[str, Any]] = field(default_factory=list)

    def add(self, kind: str, outcome: str, number: int = 1) -> None:
        self.counts[kind]["in file"] += number
        self.counts[kind][outcome] += number

    def refuse(self, kind: str, item_id: int, reason: str) -> None:
        self.add(kind, "refused")
        self.note(kind, item_id, reason)

    def note(self, kind: str, item_id: int, reason: str) -> None:
        """Something the desk should know of an item that is in."""
        self.problems.append({"type": kind, "id": item_id, "reason": reason})

    @property
    def is_complete(self) -> bool:
        return not any(count["refused"] for count in self.counts.values())

    def as_json(self) -> dict[str, Any]:
        return {"types": {kind: dict(count) for kind, count in self.counts.items()}, "problems": self.problems}

    def as_text(self) -> str:
        columns = ("in file", *OUTCOMES)
        lines = [f"{'':14}" + "".join(f"{column:>11}" for column in columns)]
        for kind, count in self.counts.items():
            lines.append(f"{kind:14}" + "".join(f"{count[column]:>11}" for column in columns))
        lines += [f"{row['type']} {row['id'] or '?'}: {row['reason']}" for row in self.problems]
        return "\n".join(lines)

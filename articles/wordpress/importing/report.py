"""The account of a run as JSON and as text for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from articles.wordpress.importing.account import LONGEST_KIND, OUTCOMES, Problem

_COLUMNS = ("in file", *OUTCOMES)


def as_json(counts: Mapping[str, Mapping[str, int]], problems: Iterable[Problem]) -> dict[str, Any]:
    rows = [{"type": one.kind, "id": one.wordpress_id, "reason": one.reason} for one in problems]
    return {"types": {kind: dict(numbers) for kind, numbers in sorted(counts.items())}, "problems": rows}


def as_text(counts: Mapping[str, Mapping[str, int]], problems: Iterable[Problem]) -> str:
    lines = [f"{'':18}" + "".join(f"{column:>11}" for column in _COLUMNS)]
    for kind, numbers in sorted(counts.items()):
        lines.append(f"{kind:18}" + "".join(f"{numbers.get(column, 0):>11,}" for column in _COLUMNS))
    lines += [f"{one.kind} {one.wordpress_id or '?'}: {one.reason}" for one in problems]
    return "\n".join(lines)


def refused(counts: Mapping[str, Mapping[str, int]]) -> int:
    return sum(numbers.get("refused", 0) for numbers in counts.values())


def missing(expected: Mapping[str, Any], counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    """What was counted in the file and stands nowhere in the account: there must be nothing."""
    wanted = Counter({"broken": expected.get("bad", 0)})
    for kind, number in (*expected.get("items", {}).items(), *expected.get("comments", {}).items()):
        wanted[kind[:LONGEST_KIND]] += number
    found = {kind: numbers.get("in file", 0) for kind, numbers in counts.items()}
    cut = "The file has no end: what stood behind its last item is not here."
    return ([] if expected.get("is_whole", True) else [cut]) + [
        f"{kind}: {number:,} in the file, {found.get(kind, 0):,} accounted for"
        for kind, number in wanted.items()
        if found.get(kind, 0) < number
    ]

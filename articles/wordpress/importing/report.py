"""The account of a run as JSON and as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from articles.wordpress.importing.account import OUTCOMES, Problem

_COLUMNS = ("in file", *OUTCOMES)


def as_json(counts: Mapping[str, Mapping[str, int]], problems: Iterable[Problem]) -> dict[str, Any]:
    rows = [{"type": one.kind, "id": one.wordpress_id, "reason": one.reason} for one in problems]
    return {"types": {kind: dict(numbers) for kind, numbers in counts.items()}, "problems": rows}


def as_text(counts: Mapping[str, Mapping[str, int]], problems: Iterable[Problem]) -> str:
    lines = [f"{'':18}" + "".join(f"{column:>11}" for column in _COLUMNS)]
    for kind, numbers in counts.items():
        lines.append(f"{kind:18}" + "".join(f"{numbers.get(column, 0):>11,}" for column in _COLUMNS))
    lines += [f"{one.kind} {one.wordpress_id or '?'}: {one.reason}" for one in problems]
    return "\n".join(lines)


def refused(counts: Mapping[str, Mapping[str, int]]) -> int:
    return sum(numbers.get("refused", 0) for numbers in counts.values())


def missing(expected: Mapping[str, Any], counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    """What was counted in the file and stands nowhere in the account: there must be nothing."""
    wanted = {**expected.get("items", {}), **expected.get("comments", {})}
    found = {kind: numbers.get("in file", 0) for kind, numbers in counts.items()}
    return [
        f"{kind}: {number:,} in the file, {found.get(kind, 0):,} accounted for"
        for kind, number in wanted.items()
        if found.get(kind, 0) < number
    ]

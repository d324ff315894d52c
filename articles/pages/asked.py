"""Parts of pages that one query finds each: those that nobody has made yet are asked for in one statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from articles import clock
from articles.models.named import NamedInPages
from articles.models.prepared import Prepared, together
from articles.page_keys import collected
from articles.page_parts import Part, shared_some


@dataclass(frozen=True)
class Asked:
    """`make` makes the part of the rows; `keys` name what decides which rows they are, `shown` the rows that it shows.

    `values` of two that are asked for together mean the same by the same name; `now` is given.
    """

    name: str
    query: Prepared[Any]
    make: Callable[[list[Any]], Any]
    keys: frozenset[str]
    shown: Callable[[Any], NamedInPages | None]
    size: int
    values: dict[str, Any] = field(default_factory=dict)

    def part(self, rows: list[Any]) -> Part[Any]:
        named = {row.own_key for row in map(self.shown, rows) if row}
        return Part(self.make(rows), self.keys | named, self.size)


def found(*asked: Asked, now: datetime | None = None) -> list[Any]:
    """One query at most."""
    by_name = {one.name: one for one in asked}

    def make(missing: list[str]) -> dict[str, Part[Any]]:
        wanted = [by_name[name] for name in missing]
        values = {name: value for one in wanted for name, value in one.values.items()}
        with collected():  # Each part names its own rows.
            rows = together(*(one.query for one in wanted), now=now or clock.now(), **values)
        return {one.name: one.part(some) for one, some in zip(wanted, rows, strict=True)}

    parts = shared_some(by_name, make)
    return [parts[one.name] for one in asked]

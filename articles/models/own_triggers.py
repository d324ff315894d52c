"""Which triggers of ours the database has, and whether a migration changed anything that they watch."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import connections

Plan = Collection[Any] | None
"""Of a migration, as Django tells it; None where it tells none, as after a database was emptied."""


def nothing_ran(plan: Plan) -> bool:
    """Whether `migrate` found nothing to do: then no table was made anew, and no trigger was dropped for it."""
    return plan is not None and not plan


def all_stand(using: str, names: Collection[str]) -> bool:
    """One query."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(_NAMES[connection.vendor])
        return set(names) <= {name for (name,) in cursor.fetchall()}


_NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}

"""`slug__begins="is-lead"`: what begins so, found through an index on either database."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Lookup

_LAST = "\U0010ffff"


@CharField.register_lookup
class Begins(Lookup[bool]):
    lookup_name = "begins"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """A range in the order of bytes: SQLite's LIKE knows no index where letters of any size are the same."""
        column, params = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", [*params, self.rhs, *params, f"{self.rhs}{_LAST}"]

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """A locale's order is no order of beginnings, so by the index for patterns that Django makes."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", [*params, connection.ops.prep_for_like_query(self.rhs) + "%"]
